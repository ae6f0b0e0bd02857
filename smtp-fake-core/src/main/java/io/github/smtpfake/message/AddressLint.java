package io.github.smtpfake.message;

import java.util.List;
import java.util.regex.Pattern;

/** Checks the header fields that contain addresses (RFC 5322, 3.6.2 and 3.6.3). */
final class AddressLint {
    private static final List<String> HEADERS = List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc");

    /** Allows spaces only in a quoted local part. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[^\\s\"<>()@,;]++|\"(?:[^\"\\\\]|\\\\.)*+\")@[^\\s\"<>()@,;]++");

    private AddressLint() {}

    static void check(ParsedMessage message, Findings findings) {
        for (String header : HEADERS) {
            message.headers().all().stream()
                    .filter(field -> field.name().equalsIgnoreCase(header))
                    .forEach(field -> check(header, AddressReader.read(field.rawValue()), findings));
        }
        boolean hasSender = message.headers().firstField("Sender").isPresent();
        if (message.addresses("From").size() > 1 && !hasSender) {
            findings.violation(
                    "missingSender",
                    "The From header names several authors, but the Sender header is missing",
                    "RFC 5322, 3.6.2");
        }
    }

    private static void check(String header, AddressReader.Result field, Findings findings) {
        for (Address mailbox : field.addresses()) {
            if (!ADDRESS.matcher(mailbox.address()).matches()) {
                findings.violation(
                        "malformedAddress",
                        "The " + header + " header contains an invalid address: " + Findings.quoted(mailbox.toString()),
                        "RFC 5322, 3.4");
            }
        }
        for (String defect : field.defects()) {
            findings.violation("malformedAddress", "The " + header + " header " + defect, "RFC 5322, 3.4");
        }
        // Only Bcc may be empty.
        if (field.addresses().isEmpty() && !field.hasGroup() && !header.equals("Bcc")) {
            findings.violation(
                    "missingAddress",
                    "The " + header + " header contains no address",
                    header.equals("To") || header.equals("Cc") ? "RFC 5322, 3.6.3" : "RFC 5322, 3.6.2");
        }
    }
}
