package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.SearchValues;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Queries and lists give the same answers with an index as with the parsed content. */
class MessageIndexTest {
    private static final List<String> WORDS = List.of(
            "Hello",
            "WELCOME",
            "ada",
            "order",
            "ΟΔΟΣ",
            "οδός",
            "İstanbul",
            "straße",
            "x",
            "a.b",
            "50%",
            "<b>bold</b>",
            "&amp;",
            "hidden",
            "=3D",
            "日本語",
            "K",
            "\uFEFF",
            "ΑΣ",
            "Σ.",
            "zyzzyva",
            "(",
            ")",
            "\"",
            ",",
            "+tag",
            "-");
    private static final List<String> ADDRESSES = List.of(
            "ada@example.org",
            "Ada+Tag@Example.org",
            "bob@example.org",
            "\"a b\"@example.org",
            "ünï@example.org",
            "carol+one+two@example.org");

    private static final Gen<Integer> SEEDS = Gen.ints(0, 1_000_000_000);

    @Test
    void decidesQueriesAsTheContentDoes() {
        Property.tries(500).forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            CapturedMessage message = message(random);
            for (int i = 0; i < 12; i++) {
                Term term = term(random, message);
                assertThat(QueryTerms.query(MessageQuery.class, term, "").matches(message))
                        .as(() -> term + " of " + new String(message.raw(), UTF_8))
                        .isEqualTo(plainly(term, message));
            }
        });
    }

    @Test
    void showsTheValuesThatTheContentHas() {
        Property.tries(500).forAll(SEEDS, seed -> {
            CapturedMessage message = message(new SplittableRandom(seed));
            CapturedMessage indexed = Delivery.of(message).toMessage(CapturedMessage.class);
            MimeContent content = message.content();

            assertThat(indexed.from()).isEqualTo(content.addresses("From"));
            assertThat(indexed.to()).isEqualTo(content.addresses("To"));
            assertThat(indexed.cc()).isEqualTo(content.addresses("Cc"));
            assertThat(indexed.replyTo()).isEqualTo(content.addresses("Reply-To"));
            assertThat(indexed.bccHeader()).isEqualTo(content.addresses("Bcc"));
            assertThat(indexed.bcc()).isEqualTo(Bcc.hidden(message.envelope(), content));
            assertThat(indexed.subject()).isEqualTo(content.subject());
            assertThat(indexed.messageId()).isEqualTo(content.messageId());
            assertThat(indexed.snippet()).isEqualTo(content.snippet());
            assertThat(indexed.attachmentCount())
                    .isEqualTo(content.attachments().size());
            assertThat(indexed.inlinePartCount())
                    .isEqualTo(content.inlineParts().size());
            assertThat(Delivery.tags(indexed))
                    .isEqualTo(SearchValues.of(TestMail.of(message.envelope(), message.raw()))
                            .tags());
        });
    }

    @Test
    void isSmallHoweverLongTheMessageIs() {
        CapturedMessage message = TestMail.of(
                "Subject: " + "long ".repeat(500),
                "To: " + "ada@example.org, ".repeat(500),
                "",
                "every word is different ".repeat(5_000) + "x".repeat(100_000));

        assertThat(Delivery.of(message).index()).hasSizeLessThan(400);
        assertThat(message.subject()).contains("long ".repeat(500).strip());
        assertThat(message.to()).hasSize(500);
        assertThat(MessageQueries.to("ada@*").subjectContains("g long").matches(message))
                .isTrue();
        assertThat(MessageQueries.anyTextContains("different").matches(message)).isTrue();
    }

    @Test
    void isNotMadeForValuesOfTheEnvelopeAndIsMadeOnce() {
        AtomicInteger reads = new AtomicInteger();
        byte[] raw = "Subject: Hello\r\n\r\nSome text\r\n".getBytes(UTF_8);
        CapturedMessage message = new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        TestMail.session("client"),
                        RawMessage.onDemand(raw.length, () -> {
                            reads.incrementAndGet();
                            return Optional.of(raw);
                        }),
                        List.of(),
                        ContentCache.shared(Limits.defaults()))
                .toMessage(CapturedMessage.class);
        MessageQuery any = MessageQuery.any();

        assertThat(any.recipient("ada@*")
                        .sender("app@*")
                        .helo("client")
                        .largerThan(1)
                        .receivedBefore(Instant.MAX)
                        .matches(message))
                .isTrue();
        assertThat(reads).hasValue(0);

        assertThat(any.subjectContains("hello").matches(message)).isTrue();
        assertThat(any.to("ada@*").matches(message)).isFalse();
        assertThat(any.textContains("absent").matches(message)).isFalse();
        assertThat(any.anyTextContains("absent").matches(message)).isFalse();
        assertThat(any.headerContains("X-None", "").matches(message)).isFalse();
        assertThat(message.subject()).contains("Hello");
        assertThat(reads).hasValue(1);
    }

    @Test
    void doesNotFillTheCacheOfContents() {
        ContentCache cache = ContentCache.shared(Limits.defaults());
        CapturedMessage message = new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("", List.of()),
                        TestMail.session("client"),
                        RawMessage.of("Subject: x\r\n\r\n<b>".getBytes(UTF_8)),
                        List.of(),
                        cache)
                .toMessage(CapturedMessage.class);

        for (MessageQuery query : List.of(
                MessageQueries.textContains("\n"),
                MessageQueries.anyTextContains("two words"),
                MessageQueries.headerContains("Subject", "x"),
                MessageQueries.attachment("*"))) {
            query.matches(message);
        }

        assertThat(cache.find("id", MimeContent.class)).isEmpty();
    }

    @Test
    void decidesAboutEveryWordOfTheHtmlAsTheContentDoes() {
        Property.tries(200).forAll(SEEDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            String html = html(random) + "\r\n" + html(random);
            CapturedMessage message = TestMail.of("Subject: Order", "Content-Type: text/html", "", html);
            for (String word : html.split("[^a-z0-9]+")) {
                Term term = new Term.Contains(Field.ANYWHERE, word);
                assertThat(QueryTerms.query(MessageQuery.class, term, "").matches(message))
                        .as(() -> term + " of " + html)
                        .isEqualTo(plainly(term, message));
            }
        });
    }

    @Test
    void findsWordsThatAReaderSeesAmongTheBytes() {
        CapturedMessage message = TestMail.of(
                "Subject: Order",
                "Content-Type: text/html",
                "",
                "<html><head><style>.shown { color: red; width: 100% }</style></head><body>",
                "<p>Your order has arrived &amp; waits for you at the desk.</p>",
                "<div hidden>nobody sees this preheader text</div>",
                "<p>Thank you for buying at our shop.</p></body></html>");
        MessageIndex index = message.indexWithSeenText();
        RawMessage raw = message.rawMessage();

        assertThat(index.seenStretches())
                .extracting(stretch -> new String(stretch.bytesIn(raw), US_ASCII).strip())
                .containsExactly(
                        "Thank you for buying at our shop.", "waits for you at the desk.", "Your order has arrived");
        assertThat(index.attachmentCount()).isZero();
        assertThat(index.texts(IndexedValue.SUBJECT)).contains(List.of("Order"));
    }

    /** Decides a term by the definition of its field. */
    private static boolean plainly(Term term, CapturedMessage message) {
        MimeContent content = MimeContent.parse(RawMessage.of(message.raw()), Limits.defaults());
        if (term instanceof Term.HeaderContains header) {
            return content.headers().values(header.name()).stream()
                    .anyMatch(value -> lower(value).contains(lower(header.text())));
        }
        Term.Contains contains = (Term.Contains) term;
        if (contains.field() == Field.ANYWHERE) {
            return WholeText.of(message.envelope(), content).contains(SearchText.normalize(contains.text()));
        }
        return values(contains.field(), content, message.envelope())
                .anyMatch(value -> lower(value).contains(lower(contains.text())));
    }

    private static Stream<String> values(Field field, MimeContent content, Envelope envelope) {
        return switch (field) {
            case FROM -> content.addresses("From").stream().map(Address::toString);
            case TO -> content.addresses("To").stream().map(Address::toString);
            case BCC ->
                Stream.concat(
                        content.addresses("Bcc").stream().map(Address::toString),
                        Bcc.hidden(envelope, content).stream());
            case SUBJECT -> content.subject().stream();
            case TEXT -> content.text().stream();
            case HTML -> content.html().stream();
            case MESSAGE_ID -> content.messageId().stream();
            case ATTACHMENT -> content.attachments().stream().flatMap(part -> part.fileName().stream());
            default -> throw new IllegalArgumentException(field.name());
        };
    }

    private static String lower(String text) {
        // Queries treat both forms of the small sigma as the same letter.
        return text.toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    private static final List<Field> FIELDS = List.of(
            Field.FROM,
            Field.TO,
            Field.BCC,
            Field.SUBJECT,
            Field.TEXT,
            Field.TEXT,
            Field.HTML,
            Field.HTML,
            Field.MESSAGE_ID,
            Field.ATTACHMENT,
            Field.ANYWHERE,
            Field.ANYWHERE,
            Field.ANYWHERE);

    private static Term term(SplittableRandom random, CapturedMessage message) {
        MimeContent content = message.content();
        Field field = FIELDS.get(random.nextInt(FIELDS.size()));
        if (random.nextInt(8) == 0 && !content.headers().all().isEmpty()) {
            Header header = content.headers()
                    .all()
                    .get(random.nextInt(content.headers().all().size()));
            String name = random.nextBoolean() ? header.name().toUpperCase(Locale.ROOT) : "X-Other";
            return new Term.HeaderContains(name, part(random, header.value()));
        }
        String source = random.nextInt(4) == 0
                ? WORDS.get(random.nextInt(WORDS.size()))
                : field == Field.ANYWHERE
                                && (random.nextBoolean() || content.html().isEmpty())
                        ? WholeText.of(message.envelope(), content)
                        : values(field == Field.ANYWHERE ? Field.HTML : field, content, message.envelope())
                                .findFirst()
                                .orElse("none");
        return new Term.Contains(field, part(random, source));
    }

    /** Returns a part of a text, sometimes in upper case. */
    private static String part(SplittableRandom random, String source) {
        int start = random.nextInt(source.length() + 1);
        int end = start + random.nextInt(Math.min(12, source.length() - start) + 1);
        String part = source.substring(start, end);
        return random.nextInt(3) == 0 ? part.toUpperCase(Locale.ROOT) : part;
    }

    private static CapturedMessage message(SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("From", "To", "Cc", "Bcc", "Reply-To", "Resent-To", "Return-Path")) {
            if (random.nextInt(name.equals("Resent-To") ? 8 : 3) > 0) {
                lines.add(name + ": " + mailboxes(random));
            }
        }
        lines.add("Subject: " + words(random));
        if (random.nextBoolean()) {
            lines.add("X-Tags: " + words(random));
            lines.add("Message-ID: <" + random.nextInt(100) + "@example.org>");
        }
        List<String> recipients = Stream.generate(() -> ADDRESSES.get(random.nextInt(ADDRESSES.size())))
                .limit(random.nextInt(4))
                .toList();
        if (random.nextBoolean()) {
            addPart(random, lines, random.nextBoolean() ? "text/plain" : "text/html");
        } else {
            lines.add("Content-Type: multipart/mixed; boundary=bbb");
            lines.add("");
            for (int i = random.nextInt(4); i >= 0; i--) {
                lines.add("--bbb");
                addPart(
                        random,
                        lines,
                        List.of("text/plain", "text/html", "image/png").get(random.nextInt(3)));
            }
            lines.add("--bbb--");
        }
        Charset charset = random.nextInt(6) == 0 ? ISO_8859_1 : UTF_8;
        return new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of(ADDRESSES.get(random.nextInt(ADDRESSES.size())), recipients),
                        TestMail.session("client"),
                        RawMessage.of(String.join(random.nextInt(5) == 0 ? "\n" : "\r\n", lines)
                                .getBytes(charset)),
                        List.of(),
                        ContentCache.shared(Limits.defaults()))
                .toMessage(CapturedMessage.class);
    }

    private static String mailboxes(SplittableRandom random) {
        List<String> mailboxes = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String address = ADDRESSES.get(random.nextInt(ADDRESSES.size()));
            mailboxes.add(
                    switch (random.nextInt(5)) {
                        case 0 -> address;
                        case 1 -> "\"" + WORDS.get(random.nextInt(8)) + ", \\\"X\" <" + address + ">";
                        case 2 ->
                            "=?utf-8?b?"
                                    + Base64.getEncoder()
                                            .encodeToString(WORDS.get(random.nextInt(WORDS.size()))
                                                    .getBytes(UTF_8))
                                    + "?= <" + address + ">";
                        case 3 -> "group: " + address + ";";
                        default -> address + " (" + WORDS.get(random.nextInt(8)) + ")";
                    });
        }
        return String.join(", ", mailboxes);
    }

    private static void addPart(SplittableRandom random, List<String> lines, String type) {
        lines.add("Content-Type: " + type
                + List.of("", "; charset=utf-8", "; format=flowed", "; name=\"" + words(random) + "\"")
                        .get(random.nextInt(4)));
        if (random.nextInt(4) == 0) {
            lines.add("Content-ID: <logo>");
        }
        String encoding = List.of("7bit", "quoted-printable", "base64").get(random.nextInt(3));
        lines.add("Content-Transfer-Encoding: " + encoding);
        lines.add("");
        for (int i = random.nextInt(4); i > 0; i--) {
            String line = type.equals("text/html") ? html(random) : words(random);
            lines.add(
                    encoding.equals("base64")
                            ? Base64.getMimeEncoder().encodeToString((line + "\r\n").getBytes(UTF_8))
                            : line);
        }
    }

    private static String html(SplittableRandom random) {
        String words = random.nextBoolean() ? words(random) : "order welcome number" + random.nextInt(1_000);
        return switch (random.nextInt(7)) {
            case 0 -> "<p title='" + random.nextInt() + "'>" + words + "</p><img src=cid:logo>";
            case 1 -> "<p>" + words + "<div hidden><b>" + words + " hidden</b></div>";
            case 2 -> "<style>" + words + "</style><!-- " + words(random) + " > " + words + "-->" + words(random);
            case 3 -> "<title>" + words + "</title><td alt=\"" + words + ">" + words + "\">" + words(random);
            case 4 -> "<p>a&#x200b;" + words + " &amp;" + words + "&lt" + words + "<";
            case 5 -> "<p style='Display: none'>" + words + "</p><script>" + words + "<p>" + words + "</script>";
            default -> words + "<br>" + words;
        };
    }

    private static String words(SplittableRandom random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(random.nextInt(4) == 0 ? "" : " ", words);
    }
}
