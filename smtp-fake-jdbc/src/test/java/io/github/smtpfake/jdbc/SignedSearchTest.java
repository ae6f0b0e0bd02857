package io.github.smtpfake.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches random messages by random words, with signatures for most of them, and compares with the store in memory. */
class SignedSearchTest {
    private static final List<String> WORDS = List.of(
            "welcome",
            "Grüße",
            "ΟΔΟΣ",
            "οδος",
            "οδός",
            "a😀b",
            "👩‍👩‍👧",
            "x@y.example",
            "order-4711",
            "Ada Lovelace",
            "\"quoted\"",
            "(note)",
            "a,b;c",
            "<b>bold</b>",
            "İstanbul",
            "\uFEFFmark",
            "ab",
            "100%",
            "no\u00A0break",
            "zero\0zero");
    private static final List<Field> FIELDS = List.of(
            Field.TEXT,
            Field.ANYWHERE,
            Field.SUBJECT,
            Field.FROM,
            Field.TO,
            Field.CC,
            Field.BCC,
            Field.REPLY_TO,
            Field.RECIPIENT,
            Field.HTML);

    @TempDir
    private Path directory;

    private Random random = new Random();

    private String words(int most) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            words.append(word()).append(random.nextInt(4) == 0 ? "\r\n " : " ");
        }
        return words.toString().strip();
    }

    private String word() {
        String word = WORDS.get(random.nextInt(WORDS.size() - (random.nextInt(10) == 0 ? 0 : 1)));
        return random.nextInt(3) == 0 ? word + random.nextInt(5) : word;
    }

    private String mailbox() {
        return (random.nextBoolean() ? "Ada " + random.nextInt(5) + " " : "") + "<user" + random.nextInt(9)
                + "@example.org>";
    }

    private CapturedMessage mail(int i) {
        String headers = "From: " + mailbox() + "\r\nTo: " + mailbox() + ", " + mailbox() + "\r\nCc: " + mailbox()
                + "\r\nReply-To: " + mailbox() + "\r\nSubject: " + words(3) + "\r\nContent-Type: text/"
                + (random.nextInt(3) == 0 ? "html" : "plain") + "; charset=utf-8\r\n\r\n";
        Instant now = Instant.now();
        return new CapturedMessage(
                "m" + i,
                now,
                Envelope.of("app@example.org", List.of("user" + random.nextInt(9) + "@example.org")),
                SessionInfo.of("session", now, "127.0.0.1:40000"),
                (headers + words(8) + "\r\n").getBytes(UTF_8));
    }

    private Term term(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0 -> new Term.Not(List.of(term(depth - 1), term(depth - 1)));
            case 1, 2 -> new Term.AnyOf(List.of(List.of(term(depth - 1)), List.of(term(depth - 1), term(depth - 1))));
            default -> contains();
        };
    }

    private Term contains() {
        Field field = FIELDS.get(random.nextInt(FIELDS.size()));
        String text = field.isMailbox() || field == Field.RECIPIENT ? mailbox() : words(2);
        int start = random.nextInt(3) == 0 ? Math.min(text.length(), 1) : 0;
        int end = Math.max(start, text.length() - random.nextInt(3));
        return new Term.Contains(field, text.substring(start, end));
    }

    private static List<String> ids(MessageStore store, StoreQuery query) {
        return store.next(query, 1_000).stream().map(row -> row.message().id()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsTheSameMessages(long seed) throws Exception {
        random = new Random(seed);
        Path file = directory.resolve("mail.db");
        Samples.createWithSegments(file, 8);
        Limits limits = Limits.builder().storedMessages(45).build();
        MessageStore reference = new InMemoryMessageStore(limits);
        try (SqliteMessageStore store = SqliteMessageStore.open(file, limits)) {
            for (int i = 0; i < 60; i++) {
                CapturedMessage message = mail(i);
                store.add(message);
                reference.add(message);
                if (i == 50) {
                    store.buildSignatures();
                }
            }
            for (int i = 0; i < 300; i++) {
                Term term = term(2);
                StoreQuery query = StoreQuery.of(QueryTerms.query(MessageQuery.class, term, term.toString()));
                assertThat(ids(store, query)).as("%s", term).isEqualTo(ids(reference, query));
                MessageStore.Page page = store.page(query, 1, 3);
                MessageStore.Page expected = reference.page(query, 1, 3);
                assertThat(page.matched()).as("%s", term).isEqualTo(expected.matched());
                assertThat(page.messages())
                        .extracting(row -> row.message().id())
                        .isEqualTo(expected.messages().stream()
                                .map(row -> row.message().id())
                                .toList());
                if (i % 100 == 99) {
                    assertThat(store.delete(query.after(30))).isEqualTo(reference.delete(query.after(30)));
                    store.buildSignatures();
                }
            }
        }
    }
}
