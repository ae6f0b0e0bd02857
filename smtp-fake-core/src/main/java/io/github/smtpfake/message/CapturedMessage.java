package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.TransmissionLint;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that one mail transaction delivered: its envelope and its bytes. A message with several recipients is
 * captured once.
 *
 * <p>The bytes are those between the reply to DATA and the final dot, dot-unstuffed and otherwise untouched (RFC 5321,
 * section 4.5.2). This class has the values that most tests need; {@link #content()} has all others.
 *
 * <p>A message is parsed when one of its values is first requested. The results for the messages that were used last are
 * kept. Parsing never fails. Immutable and thread-safe; two messages are equal if their ids are equal.
 */
public final class CapturedMessage {

    static {
        Delivery.setDoor(new MessageDoor());
    }

    private final String id;
    private final Instant receivedAt;
    private final Envelope envelope;
    private final SessionInfo session;
    private final RawMessage raw;
    private final List<Problem> problemsOnArrival;
    private final ContentCache contents;
    private final LazyIndex index;

    /** The snippet that a store has kept, so that lists need not read the bytes; null if there is none. */
    private final @Nullable String snippet;

    /**
     * Creates a message.
     *
     * @param id 22 random base62 characters
     * @param receivedAt when the last byte arrived
     * @param envelope the sender and the recipients
     * @param session the session that delivered the message
     * @param raw the bytes; they are not copied, so the caller must not change them afterwards
     */
    public CapturedMessage(String id, Instant receivedAt, Envelope envelope, SessionInfo session, byte[] raw) {
        this(id, receivedAt, envelope, session, raw, List.of(), Limits.defaults());
    }

    /**
     * Creates a message with problems that its bytes do not show.
     *
     * @param id 22 random base62 characters
     * @param receivedAt when the last byte arrived
     * @param envelope the sender and the recipients
     * @param session the session that delivered the message
     * @param raw the bytes; they are not copied, so the caller must not change them afterwards
     * @param problemsOnArrival problems that the bytes do not show, such as a dot that was not doubled
     * @param limits how much of the message is parsed and examined
     */
    public CapturedMessage(
            String id,
            Instant receivedAt,
            Envelope envelope,
            SessionInfo session,
            byte[] raw,
            List<Problem> problemsOnArrival,
            Limits limits) {
        this(new Delivery(
                Objects.requireNonNull(id, "id"),
                Objects.requireNonNull(receivedAt, "receivedAt"),
                Objects.requireNonNull(envelope, "envelope"),
                Objects.requireNonNull(session, "session"),
                RawMessage.of(Objects.requireNonNull(raw, "raw")),
                Objects.requireNonNull(problemsOnArrival, "problemsOnArrival"),
                Objects.requireNonNull(limits, "limits")));
    }

    CapturedMessage(Delivery delivery) {
        this.id = delivery.id();
        this.receivedAt = delivery.receivedAt();
        this.envelope = delivery.envelope();
        this.session = delivery.session();
        this.raw = delivery.raw();
        this.problemsOnArrival = List.copyOf(delivery.problemsOnArrival());
        this.contents = delivery.contents();
        this.index = new LazyIndex(delivery.index());
        this.snippet = delivery.snippet();
    }

    /** Returns all data of the message; without the index, unless it has been made. */
    Delivery delivery() {
        return new Delivery(
                id, receivedAt, envelope, session, raw, problemsOnArrival, contents, index.known(), snippet);
    }

    RawMessage rawMessage() {
        return raw;
    }

    /** Returns the index. Makes it if necessary. */
    MessageIndex index() {
        return index(false);
    }

    /** Returns the index including the words of the HTML as a reader sees it. Makes it if necessary. */
    MessageIndex indexWithSeenText() {
        return index(true);
    }

    private MessageIndex index(boolean seen) {
        byte[] bytes = index.isKnown(seen) ? index.known() : index.make(seen, () -> QueryReading.index(this, seen));
        return new MessageIndex(bytes, envelope);
    }

    /** Keeps the index of a copy of this message, unless this one has such an index. */
    void keepIndexOf(CapturedMessage copy) {
        index.keepThoseOf(copy.index);
    }

    ContentCache contents() {
        return contents;
    }

    /** Returns the content, which is not kept. */
    MimeContent contentOnce(RawMessage loaded) {
        return contents.find(id, MimeContent.class).orElseGet(() -> MimeContent.parse(loaded, contents.limits()));
    }

    /** Returns the values for a query, which makes the index if necessary. */
    MessageValues queried() {
        return new MessageValues(envelope, Optional.of(index()), () -> contentOnce(raw));
    }

    /** Returns the values for users, from the index if it has been made. */
    private MessageValues shown() {
        byte[] known = index.known();
        Optional<MessageIndex> made =
                known.length == 0 ? Optional.empty() : Optional.of(new MessageIndex(known, envelope));
        return new MessageValues(envelope, made, this::content);
    }

    /** Returns the id that the client received in the reply to DATA, {@code queued as <id>}. */
    public String id() {
        return id;
    }

    /** Returns when the last byte arrived. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Returns the sender and the recipients that the client named in MAIL and RCPT. */
    public Envelope envelope() {
        return envelope;
    }

    /** Returns the session that delivered the message. */
    public SessionInfo session() {
        return session;
    }

    /**
     * Returns a copy of the bytes as they were sent. If the server discards the content of messages, these are the bytes
     * of the header only.
     */
    public byte[] raw() {
        return raw.toArray();
    }

    /** Returns a stream over the bytes that {@link #raw()} returns, without copying them. */
    public InputStream newInputStream() {
        return raw.newInputStream();
    }

    /**
     * Writes the {@link #raw()} bytes to a file, such as {@code welcome.eml}, and replaces an existing file. Creates the
     * directory if necessary.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void saveTo(Path file) {
        raw.saveTo(Objects.requireNonNull(file, "file"));
    }

    /** Returns the size of the message in bytes, as it was received. */
    public int size() {
        return raw.size();
    }

    int keptSize() {
        return raw.keptSize();
    }

    /** Returns the parsed content of the message. Parses the message if necessary. */
    public MimeContent content() {
        return contents.get(id, MimeContent.class, this::parse);
    }

    private ContentCache.Parsed<MimeContent> parse() {
        MimeContent parsed = MimeContent.parse(raw, contents.limits());
        return new ContentCache.Parsed<>(parsed, ContentWeight.kept(parsed.parsed()));
    }

    /** Returns the header fields of the message, as {@link MimeContent#headers()} does. */
    public Headers headers() {
        return content().headers();
    }

    /** Returns the only header field with this name, as {@link MimeContent#header(String)} does. */
    public String header(String name) {
        return content().header(name);
    }

    /** Returns the decoded subject, as {@link MimeContent#subject()} does. */
    public Optional<String> subject() {
        return shown().texts(IndexedValue.SUBJECT).stream().findFirst();
    }

    /** Returns the mailboxes of the From header, as {@link MimeContent#addresses} does. */
    public List<Address> from() {
        return shown().mailboxes(IndexedValue.FROM);
    }

    /**
     * Returns the mailboxes of the To header, as {@link MimeContent#addresses} does. The recipients that the client
     * named in RCPT are in the {@link #envelope()}.
     */
    public List<Address> to() {
        return shown().mailboxes(IndexedValue.TO);
    }

    /** Returns the mailboxes of the Cc header, as {@link MimeContent#addresses} does. */
    public List<Address> cc() {
        return shown().mailboxes(IndexedValue.CC);
    }

    /** Returns the mailboxes of the Reply-To header, as {@link MimeContent#addresses} does. */
    public List<Address> replyTo() {
        return shown().mailboxes(IndexedValue.REPLY_TO);
    }

    /**
     * Returns the recipients of the envelope that no header names, in the order of RCPT and without duplicates.
     * Addresses are compared ignoring case.
     */
    public List<String> bcc() {
        return shown().bcc();
    }

    /**
     * Returns the mailboxes of the Bcc header. The list should be empty, because a Bcc header in the message reveals
     * these recipients to all others.
     */
    public List<Address> bccHeader() {
        return shown().mailboxes(IndexedValue.BCC);
    }

    /** Returns the plain text, as {@link MimeContent#text()} does. */
    public Optional<String> text() {
        return content().text();
    }

    /** Returns the HTML, as {@link MimeContent#html()} does. */
    public Optional<String> html() {
        return content().html();
    }

    /** Returns the text that a reader sees, as {@link MimeContent#readableText()} does. */
    public String readableText() {
        return content().readableText();
    }

    /** Returns the Message-ID without its angle brackets, as {@link MimeContent#messageId()} does. */
    public Optional<String> messageId() {
        return shown().texts(IndexedValue.MESSAGE_ID).stream().findFirst();
    }

    /** Returns the beginning of the text that a reader sees, as {@link MimeContent#snippet()} does. */
    public String snippet() {
        return snippet != null ? snippet : shown().snippet(raw);
    }

    /** Returns the number of {@link #attachments()}, inline parts included. */
    public int attachmentCount() {
        return shown().attachmentCount();
    }

    /** Returns the number of {@link MimeContent#inlineParts()}. */
    public int inlinePartCount() {
        return shown().inlinePartCount();
    }

    /** Returns the attachments and inline parts, as {@link MimeContent#attachments()} does. */
    public List<Attachment> attachments() {
        return content().attachments();
    }

    /** Returns the only attachment with this file name, as {@link MimeContent#attachment(String)} does. */
    public Attachment attachment(String fileName) {
        return content().attachment(fileName);
    }

    /** Returns the links of HTML and plain text, as {@link MimeContent#links()} does. */
    public List<Link> links() {
        return content().links();
    }

    /** Returns the only link with this text, as {@link MimeContent#link(String)} does. */
    public Link link(String text) {
        return content().link(text);
    }

    /** Returns the only one-time code, as {@link MimeContent#code()} does. */
    public String code() {
        return content().code();
    }

    /** Returns the one-time codes, likeliest first, as {@link MimeContent#codes()} does. */
    public List<String> codes() {
        return content().codes();
    }

    /**
     * Returns the codes that a pattern finds, as {@link MimeContent#codes(Pattern)} does.
     *
     * @throws IllegalArgumentException if the pattern is not supported or the search takes too many steps
     */
    public List<String> codes(Pattern pattern) {
        return content().codes(pattern);
    }

    /**
     * Returns the problems of the message: first those of its {@linkplain #transmissionProblems() transmission}, then
     * those of its {@linkplain MimeContent#problems() content}, then contradictions between headers and envelope.
     * Parses the message if necessary.
     */
    public List<Problem> problems() {
        return Stream.of(
                        transmissionProblems(),
                        content().problems(),
                        EnvelopeLint.of(envelope, content().parsed()))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the problems of the message's transmission: bare line feeds, lines that are too long, bytes above 127
     * that were not announced, and similar ones (RFC 5321, section 2.3.8). They are computed on each call, without
     * parsing the message.
     */
    public List<Problem> transmissionProblems() {
        // If the body was discarded, the problems of all bytes were found when they arrived.
        return raw.isComplete()
                ? Stream.concat(problemsOnArrival.stream(), TransmissionLint.of(raw, envelope).stream())
                        .toList()
                : problemsOnArrival;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CapturedMessage message && id.equals(message.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns the subject and the envelope, for failure messages: {@code "Welcome" <app@a.org> -> <ada@b.org>}. */
    @Override
    public String toString() {
        return subject().map(subject -> '"' + Printable.line(subject, 80) + '"').orElse("(no subject)") + " "
                + Printable.line(envelope.toString(), 200);
    }
}
