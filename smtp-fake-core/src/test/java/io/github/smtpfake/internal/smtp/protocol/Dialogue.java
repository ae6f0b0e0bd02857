package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.smtp.wire.BdatReader;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.DataReader;
import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.smtp.wire.LineReader;
import io.github.smtpfake.internal.smtp.wire.ProgressListener;
import io.github.smtpfake.internal.smtp.wire.WireInput;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dialogue with a session, as strings: sends the lines of a client and returns the replies. */
final class Dialogue {
    private final Profile profile;
    private final Session session;
    private @Nullable EndOfData bodyExpected;
    private boolean closed;

    private Dialogue(Profile profile) {
        this.profile = profile;
        this.session = new Session(profile, "192.0.2.1:40000");
    }

    /** Returns a new session. */
    static Dialogue open() {
        return with(Limits.defaults());
    }

    static Dialogue with(Limits limits) {
        return with(new TestProfile().limits(limits));
    }

    static Dialogue with(MessageStore store) {
        return with(new TestProfile().store(store));
    }

    static Dialogue disable(SmtpExtension extension) {
        return with(new TestProfile().disable(extension));
    }

    static Dialogue with(TestProfile profile) {
        return new Dialogue(profile.make());
    }

    /** Returns a session that has accepted EHLO. */
    static Dialogue greeted() {
        return open().ehlo();
    }

    /** Returns a session that has accepted MAIL. */
    static Dialogue mailGiven() {
        return greeted().expect("250", "MAIL FROM:<app@example.org>");
    }

    /** Returns a session that has accepted RCPT. */
    static Dialogue rcptGiven() {
        return mailGiven().expect("250", "RCPT TO:<ada@example.org>");
    }

    Dialogue ehlo() {
        return expect("250", "EHLO client.example.org");
    }

    /** Sends a line and checks the code of its reply. */
    Dialogue expect(String code, String line) {
        String reply = say(line);
        if (!reply.startsWith(code)) {
            throw new AssertionError("Expected " + code + " to " + line + " but got " + reply);
        }
        return this;
    }

    /** Opens the session and returns the greeting. */
    String greeting() {
        return text(session.open());
    }

    /** Sends lines in one packet, each with CRLF, and returns the replies, separated by line ends. */
    String say(String... lines) {
        return send((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    /**
     * Sends bytes in one packet and returns the replies. If a message is expected, the packet must contain all of it.
     */
    String send(byte[] bytes) {
        WireInput input = new WireInput(new ByteArrayInputStream(bytes));
        int longestLine =
                Math.max(profile.limits().commandLine(), profile.limits().authLine());
        LineReader lines = new LineReader(input, longestLine);
        BdatReader chunks = new BdatReader(input, profile.kept());
        DataReader data = new DataReader(input, profile.limits().messageSize(), profile.kept());
        StringBuilder replies = new StringBuilder();
        try {
            while (!closed && (bodyExpected == null || input.fill())) {
                Step step = bodyExpected != null
                        ? onBody(data.read(bodyExpected, ProgressListener.NONE))
                        : onLine(lines, input.hasBuffered());
                if (step instanceof Step.ReadChunk chunk) {
                    step = onChunk(chunks.read(chunk.size(), chunk.room(), chunk.first(), ProgressListener.NONE));
                }
                if (step == null) {
                    break;
                }
                if (step instanceof Step.StartTls && input.hasBuffered()) {
                    step = session.onPipelinedAfterStartTls();
                }
                if (step instanceof Step.ReadData && input.hasBuffered()) {
                    session.onEarlyMessage();
                }
                replies.append(text(step)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return replies.toString().stripTrailing();
    }

    private Step onBody(@Nullable Body body) {
        if (body == null) {
            throw new AssertionError("The end of the message is missing");
        }
        bodyExpected = null;
        return session.onBody(body);
    }

    private Step onChunk(@Nullable Body chunk) {
        if (chunk == null) {
            throw new AssertionError("The end of the chunk is missing");
        }
        return session.onBody(chunk);
    }

    /** Completes the TLS handshake after STARTTLS. */
    Dialogue encrypt() {
        session.onTls(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
        return this;
    }

    private @Nullable Step onLine(LineReader lines, boolean early) throws IOException {
        if (early) {
            session.onEarlyLine();
        }
        Line line = lines.read();
        return line == null ? null : session.onLine(line);
    }

    private String text(Step step) {
        if (!(step instanceof Step.WithReply spoken)) {
            throw new AssertionError("No reply in " + step);
        }
        bodyExpected = step instanceof Step.ReadData readData ? readData.end() : null;
        closed = step instanceof Step.Close;
        Reply reply = spoken.reply();
        return reply.toString().replace("\r\n", "\n").stripTrailing();
    }

    boolean isClosed() {
        return closed;
    }

    List<CapturedMessage> messages() {
        return Stored.messages(profile.store());
    }

    /** Returns the only message that has arrived. */
    CapturedMessage message() {
        List<CapturedMessage> messages = messages();
        if (messages.size() != 1) {
            throw new AssertionError("Expected one message but found " + messages);
        }
        return messages.get(0);
    }

    /** Returns the record of this session. */
    SmtpSession recorded() {
        return Stored.sessions(profile.store()).get(0);
    }
}
