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
    private volatile boolean read;

    ScopeInboxes(ScopeOwner owner) {
        this.owner = owner;
    }

    @Override
    public void beforeRead(MessageQuery query) {
        read = true;
        SharedInbox.beforeRead(owner, query);
    }

    /** Returns whether anyone has looked at the messages of the scope. */
    boolean wereRead() {
        return read;
    }

    @Override
    public void afterRead(MessageQuery query, AwaitResult result) {
        SharedInbox.afterRead(owner, query);
        owner.claim(result.matches());
    }

    @Override
    public List<String> notes(MessageQuery query, AwaitResult result, boolean isLateMailExplained) {
        List<String> notes = new ArrayList<>(SharedInbox.notes(owner, query, result));
        notes.addAll(FormerPorts.notes(owner, result));
        if (!isLateMailExplained) {
            LateMail.note(owner, result).ifPresent(notes::add);
        }
        Optional<ServerUrl> url = owner.declared().settings().source().url();
        if (url.isPresent()) {
            notes.add(url.get().note());
        }
        return notes;
    }

    @Override
    public Optional<String> remark(CapturedMessage message) {
        return LateMail.remark(owner, message);
    }
}
