package io.github.smtpfake.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the multipart structure of a message (RFC 2046, 5.1). */
final class StructureLint {
    /** RFC 2046, 5.1.1: at most 70 of these characters, and no space at the end. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final Findings findings;

    private StructureLint(Findings findings) {
        this.findings = findings;
    }

    static void check(ParsedMessage message, Findings findings) {
        List<MimeNode> multiparts = message.root()
                .all()
                .filter(node -> ContentTypes.isMultipart(node.contentType()))
                .toList();
        if (!multiparts.isEmpty()) {
            new StructureLint(findings)
                    .checkAll(multiparts, DelimiterLines.of(message.bytes(), boundaries(multiparts)));
        }
    }

    private static List<String> boundaries(List<MimeNode> multiparts) {
        return multiparts.stream()
                .flatMap(multipart -> ContentTypes.boundary(multipart.contentType()).stream())
                .distinct()
                .toList();
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
}
