package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.anyAddress;
import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.auth;
import static io.github.smtpfake.rules.Rules.bdat;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.ehlo;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.helo;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.quit;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.rset;
import static io.github.smtpfake.rules.Rules.startTls;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;

/** Leads a client to a stage, so that the next reply it receives is that of the stage. */
final class StagePath {

    private StagePath() {}

    /** Returns a server that reaches every stage. */
    static SmtpFakeServer server() {
        return SmtpFakeServer.builder().tls(TlsMode.STARTTLS).start();
    }

    static RuleBuilder on(SmtpFakeServer server, Stage stage) {
        return switch (stage) {
            case CONNECT -> server.on(connect());
            case EHLO -> server.on(ehlo());
            case HELO -> server.on(helo());
            case STARTTLS -> server.on(startTls());
            case AUTH -> server.on(auth("app"));
            case MAIL -> server.on(mailFrom("*@example.org"));
            case RCPT -> server.on(rcptTo(anyAddress()));
            case DATA -> server.on(data());
            case END_OF_DATA -> server.on(endOfData());
            case BDAT -> server.on(bdat());
            case RSET -> server.on(rset());
            case QUIT -> server.on(quit());
            case COMMAND ->
                server.on(anyCommand()
                        .matching("in a transaction", now -> now.envelope().isPresent()));
            case SMTPS, CONTENT -> throw new IllegalArgumentException(stage + " has no reply");
        };
    }

    static SmtpClient reach(SmtpFakeServer server, Stage stage) throws IOException {
        return switch (stage) {
            case SMTPS -> SmtpClient.connect(server.host(), server.smtpsPort());
            case CONNECT -> SmtpClient.connect(server);
            case EHLO -> SmtpClient.connect(server).expect("220").say("EHLO client.example.org");
            case HELO -> SmtpClient.connect(server).expect("220").say("HELO client.example.org");
            case STARTTLS -> SmtpClient.greeted(server).say("STARTTLS");
            // NUL app NUL secret
            case AUTH -> SmtpClient.greeted(server).say("AUTH PLAIN AGFwcABzZWNyZXQ=");
            case MAIL -> SmtpClient.greeted(server).say("MAIL FROM:<app@example.org>");
            case RCPT -> mailGiven(server).say("RCPT TO:<ada@example.org>");
            case DATA -> rcptGiven(server).say("DATA");
            case CONTENT, END_OF_DATA ->
                rcptGiven(server).say("DATA").expect("354").say("text", ".");
            case BDAT -> rcptGiven(server).send("BDAT 4\r\ntext");
            case RSET -> SmtpClient.greeted(server).say("RSET");
            case QUIT -> SmtpClient.greeted(server).say("QUIT");
            case COMMAND -> mailGiven(server).say("NOOP");
        };
    }

    private static SmtpClient mailGiven(SmtpFakeServer server) throws IOException {
        return SmtpClient.greeted(server).say("MAIL FROM:<app@example.org>").expect("250");
    }

    private static SmtpClient rcptGiven(SmtpFakeServer server) throws IOException {
        return mailGiven(server).say("RCPT TO:<ada@example.org>").expect("250");
    }

    /** Returns the code that the server replies with at a stage when no rule fires. */
    static String ownCode(Stage stage) {
        return switch (stage) {
            case CONNECT, STARTTLS -> "220";
            case AUTH -> "235";
            case DATA -> "354";
            case QUIT -> "221";
            default -> "250";
        };
    }
}
