package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects the inboxes of a scope with what the extension knows about its test. Thread-safe. */
final class ScopeInboxes implements InboxOwner {
    private final ScopeOwner owner;
    private final SharedInbox shared;

    ScopeInboxes(ScopeOwner owner) {
        this.owner = owner;
        this.shared = new SharedInbox(owner);
    }

    @Override
    public void beforeRead(MessageQuery query) {
        shared.beforeRead(query);
    }

    @Override
    public void afterRead(MessageQuery query, AwaitResult result) {
        shared.afterRead(query);
    }

    @Override
    public List<String> notes(MessageQuery query, AwaitResult result) {
        List<String> notes = new ArrayList<>(shared.notes(query, result));
        notes.addAll(FormerPorts.notes(owner, result));
        return notes;
    }

    @Override
    public Optional<String> remark(CapturedMessage message) {
        return Optional.empty();
    }
}
