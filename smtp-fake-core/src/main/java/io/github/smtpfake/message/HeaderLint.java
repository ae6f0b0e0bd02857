package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.EncodedWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks the header fields of a message (RFC 5322, 3.6). */
final class HeaderLint {
    /** RFC 5322, 3.6: the fields that a message has at most once; RFC 2045, 3: those that a part has. */
    private static final List<String> SINGLE = List.of(
            "Date",
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "Content-ID");

    private static final List<String> ADDRESSES = List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>@\\s]++@[^<>@\\s]++>");
    /** No blank but within a quoted local part. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[^\\s\"<>()@,;]++|\"(?:[^\"\\\\]|\\\\.)*+\")@[^\\s\"<>()@,;]++");

    private final MimeContent content;
    private final Findings findings;

    private HeaderLint(MimeContent content, Findings findings) {
        this.content = content;
        this.findings = findings;
    }

    static void check(MimeContent content, Findings findings) {
        HeaderLint lint = new HeaderLint(content, findings);
        lint.checkPresence();
        lint.checkLines();
        lint.checkRepetitions();
        lint.checkValues();
        lint.checkAddresses();
        lint.checkEncodedWords();
        lint.checkUnsubscribing();
    }

    private boolean has(String name) {
        return content.headers().firstField(name).isPresent();
    }

    private void checkPresence() {
        if (!has("Date")) {
            findings.violation("missingDate", "The message has no Date", "RFC 5322, 3.6");
        }
        if (!has("From")) {
            findings.violation("missingFrom", "The message has no From", "RFC 5322, 3.6");
        }
        if (!has("Message-ID")) {
            findings.advice("missingMessageId", "The message has no Message-ID", "RFC 5322, 3.6.4: it SHOULD have one");
        }
        if (!has("MIME-Version") && (has("Content-Type") || has("Content-Transfer-Encoding"))) {
            findings.violation(
                    "missingMimeVersion", "The message has MIME headers, but no MIME-Version", "RFC 2045, 4");
        }
    }

    private void checkLines() {
        for (String line : HeaderLines.malformed(content.raw().contiguous())) {
            findings.violation(
                    "malformedHeader",
                    "A line of the header is no field, and goes unread: " + ContentLint.quoted(line),
                    "RFC 5322, 2.2");
        }
    }

    private void checkRepetitions() {
        checkRepetitions("The message", content.headers(), SINGLE);
        List<String> ofParts =
                SINGLE.stream().filter(name -> name.startsWith("Content")).toList();
        content.root().all().skip(1).forEach(part -> checkRepetitions("A part", part.headers(), ofParts));
    }

    private void checkRepetitions(String what, Headers headers, List<String> single) {
        Map<String, Integer> counts = new HashMap<>();
        headers.forEach(field -> counts.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        for (String name : single) {
            int count = counts.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
            if (count > 1) {
                findings.violation(
                        "duplicateHeader",
                        what + " has " + count + " headers " + name + " where one is allowed",
                        name.startsWith("Content") || name.startsWith("MIME") ? "RFC 2045, 3" : "RFC 5322, 3.6");
            }
        }
    }

    private void checkValues() {
        if (has("Date") && content.date().isEmpty()) {
            findings.violation(
                    "malformedDate",
                    "Date is no date: " + ContentLint.quoted(content.headers().rawValue("Date")),
                    "RFC 5322, 3.3");
        }
        String id = content.headers().rawValue("Message-ID");
        if (has("Message-ID") && !MESSAGE_ID.matcher(id).matches()) {
            findings.violation(
                    "malformedMessageId", "Message-ID is no <id@host>: " + ContentLint.quoted(id), "RFC 5322, 3.6.4");
        }
    }

    private void checkAddresses() {
        for (String header : ADDRESSES) {
            for (Address mailbox : content.addresses(header)) {
                if (!ADDRESS.matcher(mailbox.address()).matches()) {
                    findings.violation(
                            "malformedAddress",
                            header + " has what is no address: " + ContentLint.quoted(mailbox.toString()),
                            "RFC 5322, 3.4");
                }
            }
        }
        if (content.addresses("From").size() > 1 && !has("Sender")) {
            findings.violation(
                    "missingSender", "From names several authors, and there is no Sender", "RFC 5322, 3.6.2");
        }
    }

    private void checkEncodedWords() {
        content.root().all().flatMap(node -> node.headers().all().stream()).forEach(field -> {
            for (String charset : EncodedWords.unknownCharsets(field.rawValue())) {
                findings.violation(
                        "unknownCharset",
                        field.name() + " has an encoded word of the unknown charset " + ContentLint.quoted(charset),
                        "RFC 2047, 2");
            }
            if (EncodedWords.isBroken(field.value())) {
                findings.violation(
                        "brokenEncodedWord",
                        field.name() + " has an encoded word that cannot be read: " + ContentLint.quoted(field.value()),
                        "RFC 2047, 2");
            }
        });
    }

    private void checkUnsubscribing() {
        boolean https =
                content.listUnsubscribe().flatMap(ListUnsubscribe::https).isPresent();
        if (ListHeaders.isOneClick(content.headers()) && !https) {
            findings.violation(
                    "oneClickWithoutHttps",
                    "List-Unsubscribe-Post promises one click, but List-Unsubscribe has no https address",
                    "RFC 8058, 3.1");
        }
    }
}
