package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.smtp.wire.BdatReader;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.DataReader;
import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.smtp.wire.LineReader;
import io.github.smtpfake.internal.smtp.wire.ProgressListener;
import io.github.smtpfake.internal.smtp.wire.ReferenceInput;
import io.github.smtpfake.internal.smtp.wire.WireInput;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a whole session on any bytes, in any pieces, like a connection, and checks the invariants of all sessions: the readers
 * agree with {@link ReferenceInput}, and each command has one well-formed reply.
 */
public final class WireSession {
    /** RFC 5321, 4.5.3.1.5. */
    private static final int LONGEST_REPLY_LINE = 512;
    /** RFC 4954, 4 allows longer lines. */
    private static final int CHALLENGE = 334;

    private static final Pattern REPLY_LINE = Pattern.compile("[2-5]\\d\\d[- ][ -~]*");

    private final Profile profile;
    private final Session session;
    private final int longestLine;
    private final ReferenceInput reference;
    private final WireInput input;
    private final LineReader lines;
    private final DataReader data;
    private final BdatReader chunks;
    private final List<Reply> replies = new ArrayList<>();

    private WireSession(Profile profile, byte[] bytes, IntUnaryOperator pieces) {
        this.profile = profile;
        this.session = new Session(profile, "192.0.2.1:40000");
        this.longestLine =
                Math.max(profile.limits().commandLine(), profile.limits().authLine());
        this.reference = new ReferenceInput(bytes);
        this.input = new WireInput(new Trickle(bytes, pieces));
        this.lines = new LineReader(input, longestLine);
        this.data = new DataReader(input, profile.limits().messageSize(), profile.kept());
        this.chunks = new BdatReader(input, profile.kept());
    }

    /**
     * Runs a session until it is closed or the bytes end.
     *
     * @param pieces returns the size of the next piece for a position in the bytes
     */
    public static WireSession of(Profile profile, byte[] bytes, IntUnaryOperator pieces) throws IOException {
        WireSession wire = new WireSession(profile, bytes, pieces);
        wire.converse();
        return wire;
    }

    private void converse() throws IOException {
        Step step = replied("", session.open());
        while (step != null && !(step instanceof Step.Close)) {
            step = next(step);
        }
    }

    private @Nullable Step next(Step last) throws IOException {
        if (last instanceof Step.ReadData readData) {
            if (input.hasBuffered()) {
                session.onEarlyMessage();
            }
            assertThat(readData.end()).isEqualTo(EndOfData.CRLF);
            Body text = data.read();
            agree(text, reference.text(), profile.limits().messageSize());
            return text == null ? null : replied("(text)", session.onBody(text));
        }
        if (last instanceof Step.StartTls) {
            if (input.hasBuffered()) {
                return replied("STARTTLS", session.onPipelinedAfterStartTls());
            }
            session.onTls(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
        }
        if (input.hasBuffered()) {
            session.onEarlyLine();
        }
        Line line = lines.read();
        assertThat(line).isEqualTo(reference.line(longestLine));
        return line == null ? null : answer(line);
    }

    private @Nullable Step answer(Line line) throws IOException {
        Step step = session.onLine(line);
        if (!(step instanceof Step.ReadChunk chunk)) {
            return replied(line.text(), step);
        }
        Body bytes = chunks.read(chunk.size(), chunk.room(), chunk.first(), ProgressListener.NONE);
        agree(bytes, reference.chunk(chunk.size()), chunk.room());
        return bytes == null ? null : replied(line.text(), session.onBody(bytes));
    }

    private static void agree(@Nullable Body body, byte @Nullable [] expected, long room) {
        if (expected == null) {
            assertThat(body).isNull();
        } else if (expected.length > room) {
            assertThat(body).isInstanceOf(Body.TooLarge.class);
        } else {
            assertThat(body).isInstanceOf(Body.Complete.class);
            assertThat(((Body.Complete) body).bytes().toArray()).isEqualTo(expected);
        }
    }

    private Step replied(String command, Step step) {
        assertThat(step).isInstanceOf(Step.WithReply.class);
        Reply reply = ((Step.WithReply) step).reply();
        checkForm(reply);
        checkStatus(command, reply);
        replies.add(reply);
        return step;
    }

    private static void checkForm(Reply reply) {
        String wire = new String(reply.wire(), ISO_8859_1);
        assertThat(wire).endsWith("\r\n");
        List<String> lines = wire.substring(0, wire.length() - 2).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!REPLY_LINE.matcher(line).matches()) {
                throw new AssertionError("Invalid reply line: " + line);
            }
            assertThat(line).startsWith(reply.code() + (i < lines.size() - 1 ? "-" : " "));
            if (reply.code() != CHALLENGE) {
                assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_REPLY_LINE - 2);
            }
        }
        assertThat(String.join("\r\n", lines) + "\r\n").isEqualTo(wire);
    }

    /** RFC 2034, 4: on every line except for the greeting, replies to EHLO and intermediate replies. */
    private void checkStatus(String command, Reply reply) {
        int kind = reply.code() / 100;
        boolean hello = command.regionMatches(true, 0, "EHLO", 0, 4) || command.regionMatches(true, 0, "HELO", 0, 4);
        if (command.isEmpty() || kind == 3 || hello) {
            return;
        }
        boolean wanted = profile.offers(SmtpExtension.ENHANCED_STATUS_CODES);
        for (String line : reply.toString().split("\r\n")) {
            assertThat(line.substring(4).matches(kind + "\\.\\d{1,3}\\.\\d{1,3} .*"))
                    .as(line)
                    .isEqualTo(wanted);
        }
    }

    /** Returns all replies, including the greeting. */
    public List<Reply> replies() {
        return replies;
    }

    /** Returns the bytes that the server has not read. */
    byte[] unread() {
        return reference.rest();
    }

    SmtpSession recorded() {
        return Stored.sessions(profile.store()).get(0);
    }
}
