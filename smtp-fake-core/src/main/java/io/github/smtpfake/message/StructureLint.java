package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the multipart structure of a message (RFC 2046, 5.1). */
final class StructureLint {
    /** RFC 2046, 5.1.1: at most 70 of these characters, and no space at the end. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private static final int LONGEST_LINE = 1_000;

    private final Findings findings;

    private StructureLint(Findings findings) {
        this.findings = findings;
    }

    /** @param parsed the {@linkplain ParsedMessage#parsedBytes bytes} of the message */
    static void check(ParsedMessage message, byte[] parsed, Findings findings) {
        List<MimeNode> multiparts = message.root()
                .all()
                .filter(node -> ContentTypes.isMultipart(node.contentType()))
                .toList();
        if (!multiparts.isEmpty()) {
            new StructureLint(findings).checkAll(multiparts, delimiters(parsed));
        }
    }

    private void checkAll(List<MimeNode> multiparts, Set<String> delimiters) {
        for (MimeNode multipart : multiparts) {
            Optional<String> boundary = ContentTypes.boundary(multipart.contentType());
            if (boundary.isEmpty()) {
                findings.violation("missingBoundary", type(multipart) + " has no boundary", "RFC 2046, 5.1.1");
            } else {
                checkBoundary(multipart, boundary.get(), delimiters);
            }
            checkEncoding(multipart);
        }
    }

    private void checkBoundary(MimeNode multipart, String bytes, Set<String> delimiters) {
        String boundary = multipart.contentType().parameter("boundary").orElse(bytes);
        String quoted = Findings.quoted(boundary);
        if (!BOUNDARY.matcher(boundary).matches()) {
            findings.violation(
                    "malformedBoundary",
                    type(multipart) + " has a boundary that is too long or contains invalid characters: " + quoted,
                    "RFC 2046, 5.1.1");
        }
        String delimiter = "--" + bytes;
        boolean closed = delimiters.contains(delimiter + "--");
        if (!closed && !delimiters.contains(delimiter)) {
            findings.violation(
                    "unusedBoundary",
                    type(multipart) + " has a boundary that never occurs: " + quoted,
                    "RFC 2046, 5.1.1");
        } else if (!closed) {
            findings.violation(
                    "unclosedBoundary",
                    type(multipart) + " has no closing boundary: "
                            + Findings.quoted("--" + boundary.stripTrailing() + "--"),
                    "RFC 2046, 5.1.1");
        }
    }

    private void checkEncoding(MimeNode multipart) {
        String encoding =
                multipart.headers().structured("Content-Transfer-Encoding").value();
        if (encoding.equalsIgnoreCase("base64") || encoding.equalsIgnoreCase("quoted-printable")) {
            findings.violation(
                    "encodedMultipart",
                    type(multipart) + " must not be encoded, but is declared as " + encoding,
                    "RFC 2045, 6.4");
        }
    }

    private static String type(MimeNode multipart) {
        return Findings.quoted(multipart.contentType().value());
    }

    /** Returns the lines that may be boundaries, one character for each byte, without trailing spaces. */
    private static Set<String> delimiters(byte[] raw) {
        Set<String> delimiters = new HashSet<>();
        int start = 0;
        while (start < raw.length) {
            int end = start;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            if (end - start > 2 && end - start < LONGEST_LINE && raw[start] == '-' && raw[start + 1] == '-') {
                delimiters.add(new String(raw, start, end - start, ISO_8859_1).stripTrailing());
            }
            start = end + 1;
        }
        return delimiters;
    }
}
