package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.EncodedWords;
import io.github.smtpfake.internal.mime.MailDate;
import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks the header fields of a message (RFC 5322, 3.6). */
final class HeaderLint {
    /** The fields that a message (RFC 5322, 3.6) or a part (RFC 2045, 3) may have at most once. */
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

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>@\\s]++@[^<>@\\s]++>");

    private final ParsedMessage message;
    private final Findings findings;

    private HeaderLint(ParsedMessage message, Findings findings) {
        this.message = message;
        this.findings = findings;
    }

    static void check(ParsedMessage message, Findings findings) {
        HeaderLint lint = new HeaderLint(message, findings);
        lint.checkPresence();
        lint.checkLines();
        lint.checkRepetitions();
        lint.checkValues();
        lint.checkParameters();
        AddressLint.check(message, findings);
        lint.checkEncodedWords();
        lint.checkListUnsubscribe();
    }

    private boolean has(String name) {
        return message.headers().firstField(name).isPresent();
    }

    private void checkPresence() {
        if (!has("Date")) {
            findings.violation("missingDate", "The Date header is missing", "RFC 5322, 3.6");
        }
        if (!has("From")) {
            findings.violation("missingFrom", "The From header is missing", "RFC 5322, 3.6");
        }
        if (!has("Message-ID")) {
            findings.advice(
                    "missingMessageId", "The Message-ID header is missing", "RFC 5322, 3.6.4: it SHOULD have one");
        }
        if (!has("MIME-Version") && (has("Content-Type") || has("Content-Transfer-Encoding"))) {
            findings.violation(
                    "missingMimeVersion",
                    "The message has MIME headers, but the MIME-Version header is missing",
                    "RFC 2045, 4");
        }
    }

    private void checkLines() {
        HeaderLines lines = HeaderLines.of(message.newHeaderStream());
        if (lines.hasContinuationOfSpaces()) {
            findings.violation(
                    "malformedHeader", "A header field continues with a line of white space only", "RFC 5322, 3.2.2");
        }
        for (String line : lines.malformed()) {
            findings.violation(
                    "malformedHeader",
                    "A header line is not a valid field and is ignored: " + Findings.quoted(line),
                    "RFC 5322, 2.2");
        }
    }

    private void checkRepetitions() {
        checkRepetitions("The message", message.headers(), SINGLE);
        List<String> ofParts =
                SINGLE.stream().filter(name -> name.startsWith("Content")).toList();
        message.root().all().skip(1).forEach(part -> checkRepetitions("A part", part.headers(), ofParts));
    }

    private void checkRepetitions(String what, Headers headers, List<String> single) {
        Map<String, Integer> counts = new HashMap<>();
        headers.forEach(field -> counts.merge(field.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        for (String name : single) {
            int count = counts.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
            if (count > 1) {
                findings.violation(
                        "duplicateHeader",
                        what + " has " + count + " " + name + " headers, but only one is allowed",
                        name.startsWith("Content") || name.startsWith("MIME") ? "RFC 2045, 3" : "RFC 5322, 3.6");
            }
        }
    }

    private void checkValues() {
        message.headers()
                .first("Date")
                .map(MailDate::parse)
                .flatMap(MailDate::defect)
                .ifPresent(defect -> findings.violation(
                        "malformedDate",
                        "The Date header " + defect + ": "
                                + Findings.quoted(message.headers().rawValue("Date")),
                        "RFC 5322, 3.3"));
        String id = message.headers().rawValue("Message-ID");
        if (has("Message-ID") && !MESSAGE_ID.matcher(id).matches()) {
            findings.violation(
                    "malformedMessageId",
                    "The Message-ID header is not of the form <id@host>: " + Findings.quoted(id),
                    "RFC 5322, 3.6.4");
        }
    }

    private void checkParameters() {
        message.root().all().forEach(node -> {
            for (String name : List.of("Content-Type", "Content-Disposition")) {
                ParameterizedValue value = node.headers().structured(name);
                value.repeated().forEach(parameter -> malformed(name, parameter, "more than once"));
                value.unquoted()
                        .forEach(parameter -> malformed(name, parameter, "with characters that require quotes"));
            }
        });
    }

    private void malformed(String header, String parameter, String defect) {
        findings.violation(
                "malformedParameter",
                "The " + header + " header has the parameter " + Findings.quoted(parameter) + " " + defect,
                "RFC 2045, 5.1");
    }

    private void checkEncodedWords() {
        message.root().all().flatMap(node -> node.headers().all().stream()).forEach(field -> {
            for (String charset : EncodedWords.unknownCharsets(field.rawValue())) {
                findings.violation(
                        "unknownCharset",
                        "The " + field.name() + " header contains an encoded word with the unknown charset "
                                + Findings.quoted(charset),
                        "RFC 2047, 2");
            }
            for (String charset : EncodedWords.wrongCharsets(field.rawValue())) {
                findings.violation(
                        "wrongCharset",
                        "The " + field.name()
                                + " header contains an encoded word that is not encoded in its declared charset "
                                + Findings.quoted(charset),
                        "RFC 2047, 2");
            }
            if (EncodedWords.isBroken(field.value())) {
                findings.violation(
                        "brokenEncodedWord",
                        "The " + field.name() + " header contains an invalid encoded word: "
                                + Findings.quoted(field.value()),
                        "RFC 2047, 2");
            }
        });
    }

    private void checkListUnsubscribe() {
        boolean https = ListHeaders.unsubscribe(message.headers())
                .flatMap(ListUnsubscribe::https)
                .isPresent();
        if (ListHeaders.isOneClick(message.headers()) && !https) {
            findings.violation(
                    "oneClickWithoutHttps",
                    "The List-Unsubscribe-Post header offers one-click unsubscription, but List-Unsubscribe has no https address",
                    "RFC 8058, 3.1");
        }
    }
}
