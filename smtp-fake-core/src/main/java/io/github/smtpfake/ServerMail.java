package io.github.smtpfake;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;

/** Reads the mail of a server from its store, and adds the server's address to the results for failure messages. */
final class ServerMail implements MailSource {
    private final MailSource store;
    private final ServerPorts ports;

    ServerMail(MailSource store, ServerPorts ports) {
        this.store = store;
        this.ports = ports;
    }

    @Override
    public Mark mark() {
        return store.mark();
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        return withServer(store.await(query, mark, atLeast, timeout));
    }

    @Override
    public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        return store.awaitSessions(query, mark, atLeast, timeout);
    }

    @Override
    public Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException {
        Quiet outcome = store.awaitQuiet(query, mark, quiet, grace);
        return new Quiet(withServer(outcome.result()), outcome.underWay());
    }

    private AwaitResult withServer(AwaitResult result) {
        return ports.address().map(result::withServer).orElse(result);
    }
}
