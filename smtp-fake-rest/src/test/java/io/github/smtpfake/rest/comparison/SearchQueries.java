package io.github.smtpfake.rest.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Queries in Mailpit's search language: some that were chosen, and some that a seed determines. */
final class SearchQueries {
    private static final List<String> KEYWORDS =
            List.of("from:", "to:", "cc:", "bcc:", "reply-to:", "addressed:", "subject:", "message-id:", "tag:", "");
    private static final List<String> WORDS = List.of(
            "app@example.org",
            "ada",
            "ADA",
            "hidden@example.org",
            "example.com",
            "joerg",
            "Jörg",
            "\"Doe, Jane\"",
            "\"jane@example.org\"",
            "Lovelace",
            "\"Ada Lovelace\"",
            "<ada@example.org>",
            "support",
            "bounces",
            "user7@example.org",
            "one",
            "\"Order 4711\"",
            "order",
            "Track",
            "https://shop.example/t",
            "token=abc",
            "shop.example",
            "mailto:x@example.com",
            "Grüße",
            "grüße",
            "GRÜSSE",
            "привет",
            "Привет",
            "café",
            "100%",
            "_sure_",
            "50%_off",
            "\\",
            "\"lines until\"",
            "several",
            "spring",
            "two",
            "\"order 12\"",
            "order12",
            "alpha",
            "\"Alpha Beta\"",
            "\"a b\"",
            "x_y.z@w-1",
            "Alpha",
            "<one@example.com>",
            "plain@example.com",
            "<plain@example.com>",
            "invoice.pdf",
            "résumé.html",
            "invoice",
            "large.zip",
            "autumn",
            "highest",
            "List-Unsubscribe",
            "X-Campaign",
            "(parentheses)",
            "parentheses",
            "'quoted'",
            "double",
            "no()",
            "h1",
            "Logo",
            "pre",
            "€",
            "nosuchword",
            "a",
            "e",
            "-",
            "!",
            ":",
            "\"\"",
            "\"unclosed word",
            "l1",
            "l2",
            "\"l1 l2\"",
            "name",
            "address",
            "null",
            "[",
            "{}",
            "%",
            "_",
            "Only",
            "multi*",
            "\"Group\"",
            "a@example.org",
            "secret",
            "bob");
    private static final List<String> FLAGS = List.of(
            "is:read",
            "is:unread",
            "is:tagged",
            "IS:READ",
            "Is:Unread",
            "is:starred",
            "is:",
            "is:untagged",
            "has:attachment",
            "has:attachments",
            "has:inline",
            "has:inlines",
            "HAS:Attachment",
            "has:html",
            "has:tag",
            "has:",
            "is:read is:unread",
            "foo:bar",
            "header:X-Campaign",
            "from:",
            "to:",
            "subject:",
            "tag:",
            "message-id:",
            "after:",
            "before:",
            "larger:",
            "smaller:",
            "from: ada",
            "subject: one",
            "subject:\" one\"",
            "\"subject:one\"",
            "\"is:read\"",
            "\"subject:Your code\"",
            "subject:\"Your code\"",
            "subject:'Your code'",
            "from:ada from:app",
            "one OR l1",
            "\"-plain\"",
            "--plain",
            "!-plain",
            "-\"Order 4711\"",
            "-subject:\"Your code\"",
            "FROM:Ada",
            "Subject:ONE",
            "addressed:ada -to:ada",
            "  one  ",
            "one\tl1",
            "one,l1",
            "\"one;l1\"",
            "-is:read",
            "!is:unread",
            "-has:inline",
            "-tag:spring");
    private static final List<String> SIZES = List.of(
            "larger:{size#LARGEST}",
            "-larger:{size#LARGEST}",
            "smaller:{size#LARGEST}",
            "-smaller:{size#LARGEST}",
            "larger:100kb",
            "larger:100KB",
            "larger:100k",
            "larger:0.1m",
            "larger:0.1M",
            "larger:0.1mb",
            "smaller:100kb",
            "larger:abc",
            "larger:1G",
            "larger:0",
            "larger:-1",
            "smaller:x",
            "larger:\"100 kb\"",
            "larger:1gb",
            "larger:100kib",
            "larger:1",
            "smaller:1",
            "smaller:0",
            "larger:1e5",
            "larger:100,000",
            "larger:.5m",
            "larger:100.5kb",
            "larger:99999999999999999999",
            "smaller:99999999999999999999",
            "larger:100\u00a0kb",
            "larger:100bytes",
            "larger:100000b");
    /** Those of which docs/mailpit.md says that the servers differ. */
    private static final List<String> DIFFERENT = List.of(
            "subject:привет", "after:2099-01-01T10", "after:nonsense", "addressed:\"Doe, Jane\"", "Logo", "to:name");

    private static final List<String> DATES = List.of(
            "2099-01-01",
            "2099/01/01",
            "2099/1/2",
            "01/02/2099",
            "1/2/2099",
            "13/02/2099",
            "2099",
            "2099-01",
            "2099/01",
            "20990101",
            "20990101100000",
            "4070908800",
            "4070908800000",
            "4070908800000000",
            "2099-01-01T10:00:00Z",
            "2099-01-01T10:00:00",
            "2099-01-01T10:00",
            "2099-01-01T10:00:00.123Z",
            "2099-01-01T10:00:00+02:00",
            "2099-01-01T10:00:00+0200",
            "2099-01-01T10:00:00.123456+00:00",
            "\"2099-01-01 10:00:00\"",
            "\"2099-01-01 10:00\"",
            "\"2099-01-01 10:00:00 +0200\"",
            "\"2099-01-01 10:00:00 UTC\"",
            "\"2099-01-01 10:00:00.123456+00:00\"",
            "\"1/2/2099, 10:00:00 AM\"",
            "\"1/2/2099 10:00:00 PM\"",
            "\"Thu Jan  1 10:00:00 UTC 2099\"",
            "\"Thu Jan 1 10:00:00 2099\"",
            "\"Thu, 01 Jan 2099 10:00:00 +0000\"",
            "\"Thu, 01 Jan 2099 10:00:00 GMT\"",
            "\"01 Jan 2099 10:00:00 +0000\"",
            "\"Jan 2, 2099\"",
            "\"January 2, 2099\"",
            "\"2 January 2099\"",
            "\"2 Jan 2099\"",
            "02/Jan/2099",
            "2-Jan-2099",
            "02-Jan-2099",
            "01.02.2099",
            "1.2.2099",
            "2099.01.02",
            "\"Thu Jan 01 2099 10:00:00 GMT+0100\"",
            "\"Thu Jan 01 2099 10:00:00 GMT+0000 (Coordinated Universal Time)\"",
            "\"2099年01月02日\"",
            "2099-13-01",
            "2099-02-30",
            "yesterday",
            "today",
            "now",
            "tomorrow",
            "1d",
            "nonsense",
            "2099-1-2",
            "99-01-02",
            "01-02-99",
            "1/2/99",
            "\"12 Feb 2099, 19:17:08\"",
            "2099-01-01Z",
            "2099-01-01T10",
            "2099:01:02",
            "\"2099 Jan 2\"",
            "0",
            "-1",
            "1",
            "12",
            "123",
            "1000000000",
            "2099-W01-1",
            "2099-001",
            "\"2099-01-01 10:00:00 PST\"",
            "\"Mon, 2 Jan 2099 15:04:05 MST\"",
            "\"Monday, 02-Jan-99 15:04:05 MST\"");

    private final Random random;
    private final int largest;
    private final int share;

    /**
     * @param largest the number of the largest message, which is far larger than all others
     * @param share which share of the dates and words to use: one of this number
     */
    SearchQueries(long seed, int largest, int share) {
        this.random = new Random(seed);
        this.largest = largest;
        this.share = share;
    }

    /** Returns the chosen queries. */
    List<String> chosen() {
        List<String> all = new ArrayList<>(FLAGS);
        for (String size : SIZES) {
            all.add(size.replace("LARGEST", String.valueOf(largest)));
        }
        for (String date : DATES) {
            if (random.nextInt(share) > 0) {
                continue;
            }
            all.add("after:" + date);
            all.add("before:" + date);
            // The same form with a date that is long past.
            String past = date.replace("2099", "1999").replace("4070908800", "915184800");
            if (!past.equals(date)) {
                all.add("after:" + past);
            }
        }
        all.addAll(DIFFERENT);
        all.add("-after:2099-01-01");
        all.add("-before:2099-01-01");
        for (String word : WORDS) {
            if (random.nextInt(share) > 0) {
                continue;
            }
            all.add(word);
            all.add("from:" + word);
            all.add("addressed:" + word);
        }
        for (String keyword : KEYWORDS) {
            for (String word : WORDS) {
                if (random.nextInt(4 * share) == 0) {
                    all.add(keyword + word);
                }
            }
        }
        return all;
    }

    /** Returns a query of one to three terms. */
    String random() {
        StringBuilder query = new StringBuilder();
        int terms = 1 + random.nextInt(3);
        for (int i = 0; i < terms; i++) {
            query.append(i == 0 ? "" : " ").append(negation()).append(term());
        }
        return query.toString();
    }

    private String negation() {
        return switch (random.nextInt(6)) {
            case 0 -> "-";
            case 1 -> "!";
            default -> "";
        };
    }

    private String term() {
        return switch (random.nextInt(8)) {
            case 0 -> one(FLAGS);
            case 1 -> one(SIZES).replace("LARGEST", String.valueOf(largest));
            case 2 -> (random.nextBoolean() ? "after:" : "before:") + one(DATES);
            default -> cased(one(KEYWORDS)) + one(WORDS);
        };
    }

    private String cased(String keyword) {
        return random.nextInt(4) == 0 ? keyword.toUpperCase(Locale.ROOT) : keyword;
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
