package io.github.smtpfake.rest.internal.mailpit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Detects the media type of a file by its first bytes, with the signatures of the MIME Sniffing Standard that Go also knows. */
final class DetectedType {
    private static final int EXAMINED = 512;
    private static final List<String> HTML_TAGS = List.of(
            "<!doctype html",
            "<html",
            "<head",
            "<script",
            "<iframe",
            "<h1",
            "<div",
            "<font",
            "<table",
            "<a",
            "<style",
            "<title",
            "<b",
            "<body",
            "<br",
            "<p",
            "<!--");

    /**
     * The bytes with which files of a type begin, one character each.
     *
     * @param bytes with {@code ?} for any byte
     */
    private record Signature(String bytes, String type) {

        boolean isAtStartOf(String text) {
            if (text.length() < bytes.length()) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                if (bytes.charAt(i) != '?' && bytes.charAt(i) != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("%PDF-", "application/pdf"),
            new Signature("%!PS-Adobe-", "application/postscript"),
            new Signature("\u00FE\u00FF??", "text/plain; charset=utf-16be"),
            new Signature("\u00FF\u00FE??", "text/plain; charset=utf-16le"),
            new Signature("\u00EF\u00BB\u00BF?", "text/plain; charset=utf-8"),
            new Signature("\0\0\1\0", "image/x-icon"),
            new Signature("\0\0\2\0", "image/x-icon"),
            new Signature("BM", "image/bmp"),
            new Signature("GIF87a", "image/gif"),
            new Signature("GIF89a", "image/gif"),
            new Signature("RIFF????WEBPVP", "image/webp"),
            new Signature("\u0089PNG\r\n\u001A\n", "image/png"),
            new Signature("\u00FF\u00D8\u00FF", "image/jpeg"),
            new Signature("FORM????AIFF", "audio/aiff"),
            new Signature("ID3", "audio/mpeg"),
            new Signature("OggS\0", "application/ogg"),
            new Signature("MThd\0\0\0\6", "audio/midi"),
            new Signature("RIFF????AVI ", "video/avi"),
            new Signature("RIFF????WAVE", "audio/wave"),
            new Signature("\u001AE\u00DF\u00A3", "video/webm"),
            new Signature("\0\1\0\0", "font/ttf"),
            new Signature("OTTO", "font/otf"),
            new Signature("ttcf", "font/collection"),
            new Signature("wOFF", "font/woff"),
            new Signature("wOF2", "font/woff2"),
            new Signature("\u001F\u008B\b", "application/x-gzip"),
            new Signature("PK\3\4", "application/zip"),
            new Signature("Rar!\u001A\7\0", "application/x-rar-compressed"),
            new Signature("Rar!\u001A\7\1\0", "application/x-rar-compressed"),
            new Signature("\0asm", "application/wasm"));

    private DetectedType() {}

    /** Returns the media type; {@code application/octet-stream} if the bytes are neither text nor of a known type. */
    static String of(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, EXAMINED), StandardCharsets.ISO_8859_1);
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (HTML_TAGS.stream().anyMatch(tag -> isTag(tag, text))) {
            return "text/html; charset=utf-8";
        }
        if (text.startsWith("<?xml")) {
            return "text/xml; charset=utf-8";
        }
        for (Signature signature : SIGNATURES) {
            if (signature.isAtStartOf(start)) {
                return signature.type();
            }
        }
        if (isMp4(start)) {
            return "video/mp4";
        }
        return start.chars().anyMatch(DetectedType::isBinary)
                ? "application/octet-stream"
                : "text/plain; charset=utf-8";
    }

    /** A space or the end of the tag must follow, except after the start of a comment. */
    private static boolean isTag(String tag, String text) {
        return text.startsWith(tag)
                && text.length() > tag.length()
                && (text.charAt(tag.length()) == ' ' || text.charAt(tag.length()) == '>');
    }

    /** The first box has a length, its type, and brands of four bytes, of which one begins with mp4. */
    private static boolean isMp4(String start) {
        if (start.length() < 12 || !start.startsWith("ftyp", 4)) {
            return false;
        }
        int size = start.charAt(0) << 24 | start.charAt(1) << 16 | start.charAt(2) << 8 | start.charAt(3);
        if (start.length() < size || size % 4 != 0) {
            return false;
        }
        for (int brand = 8; brand < size; brand += 4) {
            if (brand != 12 && start.startsWith("mp4", brand)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBinary(int b) {
        return b <= 0x08 || b == 0x0B || b >= 0x0E && b <= 0x1A || b >= 0x1C && b <= 0x1F;
    }
}
