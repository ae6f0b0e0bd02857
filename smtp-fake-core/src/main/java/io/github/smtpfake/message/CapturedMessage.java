package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one mail transaction delivered: an envelope and the bytes of the message, however many recipients it has.
 *
 * <p>The bytes are those between the reply to DATA and the final dot, dot-unstuffed and otherwise untouched (RFC 5321,
 * section 4.5.2). They are parsed when a value out of them is first asked for, and once, unless the memory was needed for
 * something else since; parsing never fails. Immutable and thread-safe; equal when the ids are.
 */
public final class CapturedMessage {
    private static final SoftReference<MimeContent> NOT_PARSED = new SoftReference<>(null);

    private final String id;
    private final Instant receivedAt;
    private final Envelope envelope;
    private final SessionInfo session;
    private final RawMessage raw;
    private final List<Problem> problemsOnArrival;
    private final Function<RawMessage, MimeContent> parser;

    /** Held softly, as a full store of parsed messages would take much more memory than it is allowed. */
    private volatile SoftReference<MimeContent> content = NOT_PARSED;

    /**
     * Makes a message, as the server does for each that it receives.
     *
     * @param id 22 random base62 characters
     * @param receivedAt when the last byte came
     * @param envelope who sent it to whom
     * @param session which session delivered it
     * @param raw the bytes; not copied, so they must not be changed afterwards
     */
    public CapturedMessage(String id, Instant receivedAt, Envelope envelope, SessionInfo session, byte[] raw) {
        this(id, receivedAt, envelope, session, RawMessage.of(raw), List.of(), Limits.defaults());
    }

    /**
     * Makes a message of which more is known than the bytes tell.
     *
     * @param raw the bytes
     * @param problemsOnArrival problems that cannot be seen in the bytes, such as a dot that was not doubled
     * @param limits how much of it is parsed and examined
     */
    public CapturedMessage(
            String id,
            Instant receivedAt,
            Envelope envelope,
            SessionInfo session,
            RawMessage raw,
            List<Problem> problemsOnArrival,
            Limits limits) {
        this(id, receivedAt, envelope, session, raw, problemsOnArrival, bytes -> MimeContent.parse(bytes, limits));
    }

    /** Makes a message with a parser of one's own. */
    CapturedMessage(
            String id,
            Instant receivedAt,
            Envelope envelope,
            SessionInfo session,
            RawMessage raw,
            List<Problem> problemsOnArrival,
            Function<RawMessage, MimeContent> parser) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.envelope = envelope;
        this.session = session;
        this.raw = raw;
        this.problemsOnArrival = List.copyOf(problemsOnArrival);
        this.parser = parser;
    }

    /** Returns the id that the client was told in the reply to DATA, {@code queued as <id>}. */
    public String id() {
        return id;
    }

    /** Returns when the last byte came. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Returns the sender and recipients of the SMTP commands. */
    public Envelope envelope() {
        return envelope;
    }

    /** Returns the session that delivered the message. */
    public SessionInfo session() {
        return session;
    }

    /** Returns a copy of the bytes as they were sent. */
    public byte[] raw() {
        return raw.toArray();
    }

    /** Returns the bytes as they were sent, as a stream and without a copy. */
    public InputStream newInputStream() {
        return raw.newInputStream();
    }

    /** Returns the number of bytes of the message. */
    public int size() {
        return raw.size();
    }

    /** Returns the parsed view of the bytes; parsed on the first call. */
    public MimeContent content() {
        MimeContent parsed = content.get();
        return parsed == null ? parse() : parsed;
    }

    private synchronized MimeContent parse() {
        MimeContent parsed = content.get();
        if (parsed == null) {
            parsed = parser.apply(raw);
            content = new SoftReference<>(parsed);
        }
        return parsed;
    }

    /** Returns the header fields of the message. */
    public Headers headers() {
        return content().headers();
    }

    /** Returns the decoded Subject, or empty where the message has none. */
    public Optional<String> subject() {
        return content().subject();
    }

    /** Returns the Message-ID without its angle brackets. */
    public Optional<String> messageId() {
        return content().messageId();
    }

    /** Returns the Date header; empty where it is missing or no date. */
    public Optional<OffsetDateTime> date() {
        return content().date();
    }

    /** Returns the mailboxes of the From header. */
    public List<Address> from() {
        return content().addresses("From");
    }

    /** Returns the mailboxes of the To header, those within groups included; {@link #envelope()} has the recipients. */
    public List<Address> to() {
        return content().addresses("To");
    }

    /** Returns the mailboxes of the Cc header. */
    public List<Address> cc() {
        return content().addresses("Cc");
    }

    /** Returns the mailboxes of the Reply-To header. */
    public List<Address> replyTo() {
        return content().addresses("Reply-To");
    }

    /**
     * Returns the recipients of the envelope that no header names, in the order of RCPT and without repetitions;
     * addresses are compared without regard to case.
     */
    public List<String> bcc() {
        return Bcc.hidden(envelope, content());
    }

    /**
     * Returns the mailboxes of a Bcc header that went out, for every recipient to see; empty where there is none, as it
     * should be.
     */
    public List<Address> bccHeader() {
        return content().addresses("Bcc");
    }

    /** Returns how to leave the mailing list that the message came by; empty where it does not say. */
    public Optional<ListUnsubscribe> listUnsubscribe() {
        return content().listUnsubscribe();
    }

    /**
     * Returns the plain text, decoded and with line ends as {@code \n}; empty where the message has no text part. Several
     * parts are joined by a line end, and lines that were broken to be joined again are joined (RFC 3676).
     */
    public Optional<String> text() {
        return content().text();
    }

    /** Returns the HTML, decoded; empty where the message has no HTML part. */
    public Optional<String> html() {
        return content().html();
    }

    /** Returns the plain text, or where there is none the HTML as a reader sees it; see {@link MimeContent}. */
    public String readableText() {
        return content().readableText();
    }

    /** Returns what the message says in each media type, by type; see {@link MimeContent#bodies()}. */
    public Map<String, String> bodies() {
        return content().bodies();
    }

    /** Returns the first calendar entry (RFC 5545), be it a body or an attachment. */
    public Optional<String> calendar() {
        return content().calendar();
    }

    /** Returns every part that is neither the text nor the HTML, in order, inline images included. */
    public List<Attachment> attachments() {
        return content().attachments();
    }

    /** Returns those of the {@link #attachments()} that are shown within the message: marked inline, or part of the HTML. */
    public List<Attachment> inlineParts() {
        return content().inlineParts();
    }

    /** Returns the images of the HTML in order, and which part each of them refers to. */
    public List<HtmlImage> htmlImages() {
        return content().htmlImages();
    }

    /** Returns the links of HTML and plain text in order; see {@link MimeContent#links()}. */
    public List<Link> links() {
        return content().links();
    }

    /** Returns the one-time codes, the likeliest first; see {@link MimeContent#codes()}. */
    public List<String> codes() {
        return content().codes();
    }

    /** Returns the message as text for golden files, without what differs each time; see {@link MimeContent}. */
    public String normalized() {
        return content().normalized();
    }

    /**
     * Returns what is wrong with the message: first how it was transmitted, then what it says, its headers and parts.
     * Parses the message.
     */
    public List<Problem> problems() {
        return Stream.of(transmissionProblems(), content().problems(), EnvelopeLint.of(this))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns what is wrong with the message as it was transmitted: bare line feeds, lines too long, octets above 127
     * that were not announced, and the like (RFC 5321, section 2.3.8). Computed at each call, without parsing.
     */
    public List<Problem> transmissionProblems() {
        return Stream.concat(problemsOnArrival.stream(), TransmissionLint.of(raw.contiguous(), envelope).stream())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CapturedMessage message && id.equals(message.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns subject and envelope, for failure messages: {@code "Welcome" <app@a.org> -> <ada@b.org>}. */
    @Override
    public String toString() {
        return subject().map(subject -> '"' + Printable.line(subject, 80) + '"').orElse("(no subject)") + " "
                + Printable.line(envelope.toString(), 200);
    }
}
