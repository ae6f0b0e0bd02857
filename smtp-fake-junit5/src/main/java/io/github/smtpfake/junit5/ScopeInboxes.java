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
    @SuppressWarnings("UnusedVariable") // The facts that the notes will name come from the scope.
    private final ServerScope scope;
    private volatile boolean read;

    ScopeInboxes(ServerScope scope) {
        this.scope = scope;
    }

    @Override
    public void beforeRead(MessageQuery query) {
        read = true;
    }

    /** Returns whether anyone has looked at the messages of the scope. */
    boolean wereRead() {
        return read;
    }

    @Override
    public void afterRead(MessageQuery query, AwaitResult result) {}

    @Override
    public List<String> notes(MessageQuery query, AwaitResult result) {
        List<String> notes = new ArrayList<>();
        return notes;
    }

    @Override
    public Optional<String> remark(CapturedMessage message) {
        return Optional.empty();
    }
}
