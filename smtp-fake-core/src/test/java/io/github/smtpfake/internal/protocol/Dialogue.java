package io.github.smtpfake.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.InMemoryMessageStore;
import io.github.smtpfake.inbox.MessageStore;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.SmtpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation with a session on strings: what a client sends goes in, the replies come out as text. */
final class Dialogue {
    private final Profile profile;
    private final Session session;
    private boolean textExpected;
    private boolean closed;

    private Dialogue(Profile profile) {
        this.profile = profile;
        this.session = new Session(profile, "192.0.2.1:40000");
    }

    /** A session in which nothing was said yet. */
    static Dialogue open() {
        return with(Limits.defaults());
    }

    static Dialogue with(Limits limits) {
        return new Dialogue(profile(limits, EnumSet.allOf(Extension.class), new InMemoryMessageStore(limits)));
    }

    static Dialogue with(MessageStore store) {
        return new Dialogue(profile(Limits.defaults(), EnumSet.allOf(Extension.class), store));
    }

    static Dialogue without(Extension extension) {
        Limits limits = Limits.defaults();
        return new Dialogue(
                profile(limits, EnumSet.complementOf(EnumSet.of(extension)), new InMemoryMessageStore(limits)));
    }

    private static Profile profile(Limits limits, EnumSet<Extension> extensions, MessageStore store) {
        return new Profile(
                "mail.example.org",
                limits,
                Collections.unmodifiableSet(extensions),
                store,
                Users.any(),
                false,
                StartTls.OFF,
                false);
    }

    /** A session in which EHLO was said. */
    static Dialogue greeted() {
        return open().ehlo();
    }

    /** A session in which MAIL was accepted. */
    static Dialogue mailGiven() {
        return greeted().expect("250", "MAIL FROM:<app@example.org>");
    }

    /** A session in which DATA can come. */
    static Dialogue rcptGiven() {
        return mailGiven().expect("250", "RCPT TO:<ada@example.org>");
    }

    Dialogue ehlo() {
        return expect("250", "EHLO client.example.org");
    }

    /** Says a line whose reply is not the matter of the test. */
    Dialogue expect(String code, String line) {
        String reply = say(line);
        if (!reply.startsWith(code)) {
            throw new AssertionError("Expected " + code + " to " + line + " but got " + reply);
        }
        return this;
    }

    /** Opens the session and returns the greeting. */
    String greeting() {
        if (session.open() instanceof Step.Spoken greeting) {
            return heard(greeting);
        }
        throw new AssertionError("The session does not begin with a reply");
    }

    /** Sends lines in one packet, each with its CRLF, and returns the replies; more than one stand on lines of their own. */
    String say(String... lines) {
        return send((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
    }

    /** Sends octets in one packet and returns the replies. A text that DATA has asked for must be complete in it. */
    String send(byte[] octets) {
        WireInput input = new WireInput(new ByteArrayInputStream(octets));
        LineReader lines = new LineReader(input, profile.limits().authLine());
        DataReader data = new DataReader(input, profile.limits().messageSize());
        StringBuilder replies = new StringBuilder();
        try {
            Step step = null;
            while (!closed && (step instanceof Step.ReadChunk || input.fill())) {
                step = next(step, input, lines, data);
                if (step == null) {
                    break;
                }
                if (step instanceof Step.Spoken spoken) {
                    replies.append(heard(spoken)).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return replies.toString().stripTrailing();
    }

    private @Nullable Step next(@Nullable Step last, WireInput input, LineReader lines, DataReader data)
            throws IOException {
        if (last instanceof Step.ReadChunk chunk) {
            return session.onChunk(complete(new BdatReader(input).read(chunk.size(), chunk.room())));
        }
        if (textExpected) {
            textExpected = false;
            return session.onBody(complete(data.read()));
        }
        Line line = lines.read();
        return line == null ? null : session.onLine(line);
    }

    private static Body complete(@Nullable Body body) {
        if (body == null) {
            throw new AssertionError("The end of the text is missing");
        }
        return body;
    }

    private String heard(Step.Spoken step) {
        textExpected = step instanceof Step.ReadData;
        closed = step instanceof Step.Close;
        return text(step.reply());
    }

    private static String text(Reply reply) {
        return reply.toString().replace("\r\n", "\n").stripTrailing();
    }

    boolean isClosed() {
        return closed;
    }

    List<CapturedMessage> messages() {
        return profile.store().messages();
    }

    /** The only message that came. */
    CapturedMessage message() {
        List<CapturedMessage> messages = messages();
        if (messages.size() != 1) {
            throw new AssertionError("Expected one message but found " + messages);
        }
        return messages.get(0);
    }

    /** What the store knows of this session. */
    SmtpSession recorded() {
        return profile.store().sessions().get(0);
    }
}
