package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.Charsets;
import io.github.smtpfake.internal.mime.TextDecoder;
import java.util.Locale;
import java.util.Set;

/** Checks that each part has the type, transfer encoding and charset that its headers declare (RFC 2045, RFC 2046). */
final class PartLint {
    private static final Set<String> IDENTITIES = Set.of("", "7bit", "8bit", "binary");

    private final ParsedMessage message;
    private final MimePart part;
    private final Findings findings;

    private PartLint(ParsedMessage message, MimePart part, Findings findings) {
        this.message = message;
        this.part = part;
        this.findings = findings;
    }

    static void check(ParsedMessage message, Findings findings) {
        for (MimePart part : message.parts()) {
            new PartLint(message, part, findings).checkAll();
        }
    }

    private void checkAll() {
        String type = part.contentType().value();
        if (part.headers().firstField("Content-Type").isPresent()
                && !part.mediaType().equalsIgnoreCase(type)) {
            findings.violation(
                    "malformedContentType",
                    "The Content-Type header is not a valid media type: " + Findings.quoted(type),
                    "RFC 2045, 5.1");
        }
        checkEncoding(
                part.headers().structured("Content-Transfer-Encoding").value().toLowerCase(Locale.ROOT));
        if (part.mediaType().startsWith("text/")) {
            checkCharset();
        }
    }

    private void checkEncoding(String encoding) {
        int defects = part.body().facts().defects();
        if (defects > 0) {
            boolean base64 = encoding.equals("base64");
            findings.violation(
                    base64 ? "brokenBase64" : "brokenQuotedPrintable",
                    name() + " is not valid " + encoding + " in " + (defects == 1 ? "one place" : defects + " places"),
                    base64 ? "RFC 2045, 6.8" : "RFC 2045, 6.7");
        }
        if (IDENTITIES.contains(encoding)) {
            if ((encoding.isEmpty() || encoding.equals("7bit")) && !isAscii()) {
                findings.violation(
                        "undeclaredEightBit",
                        name() + " contains bytes above 127, but its Content-Transfer-Encoding does not allow them",
                        "RFC 2045, 6.2");
            }
        } else if (!encoding.equals("base64") && !encoding.equals("quoted-printable")) {
            findings.violation(
                    "unknownTransferEncoding",
                    name() + " has the unknown transfer encoding " + Findings.quoted(encoding),
                    "RFC 2045, 6.1");
        }
    }

    private void checkCharset() {
        String label = part.charset().strip();
        if (label.isEmpty()) {
            // Files and HTML may declare their charset elsewhere.
            if (!isAscii()
                    && part.mediaType().equals("text/plain")
                    && !message.bodyParts().isFile(part)) {
                findings.violation(
                        "missingCharset",
                        name() + " contains bytes above 127, but declares no charset, which means US-ASCII",
                        "RFC 2046, 4.1.2");
            }
        } else if (!Charsets.isKnown(label)) {
            findings.violation(
                    "unknownCharset", name() + " has the unknown charset " + Findings.quoted(label), "RFC 2046, 4.1.2");
        } else if (!(isAscii() && Charsets.includesAscii(label)) && !TextDecoder.isValid(part.bytes(), label)) {
            findings.violation(
                    "wrongCharset",
                    name() + " is not encoded in its declared charset " + Findings.quoted(label),
                    "RFC 2046, 4.1.2");
        }
    }

    private boolean isAscii() {
        return part.body().facts().isAscii();
    }

    private String name() {
        return part.fileName().map(Findings::quoted).orElseGet(() -> "The part of type " + part.mediaType());
    }
}
