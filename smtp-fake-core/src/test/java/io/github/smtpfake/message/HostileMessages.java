package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpfake.testing.InputSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that are designed to break a parser, by the name of their content. */
final class HostileMessages {
    private static final int SIZE = InputSize.ofMillions(5_000_000);

    private HostileMessages() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<String>> messages = new LinkedHashMap<>();
        messages.put("nested multiparts", () -> nestedMultiparts(InputSize.of(2_000)));
        messages.put("some nested messages", () -> "Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x");
        messages.put(
                "nested messages", () -> "Content-Type: message/rfc822\r\n\r\n".repeat(InputSize.of(100_000)) + "x");
        messages.put("some parts", () -> parts(3_000, "Content-Disposition: attachment\r\n\r\n\r\n"));
        messages.put("parts with text", () -> parts(InputSize.of(3_000), "\r\n" + "x".repeat(1_000) + "\r\n"));
        messages.put("many parts", () -> parts(InputSize.of(100_000), "\r\n\r\n"));
        messages.put(
                "images",
                () -> parts(
                        1,
                        "Content-Type: text/html\r\n\r\n"
                                + IntStream.range(0, InputSize.of(9_000))
                                        .mapToObj(i -> "<img src=cid:" + i + ">")
                                        .collect(Collectors.joining("\r\n"))
                                + "\r\n"
                                + IntStream.range(0, InputSize.of(9_000))
                                        .mapToObj(i -> "--b\r\nContent-Type: image/png\r\nContent-ID: <" + i
                                                + ">\r\n\r\nx\r\n")
                                        .collect(Collectors.joining())));
        messages.put("headers", () -> "X-Header: value\r\n".repeat(InputSize.of(30_000)) + "Subject: last\r\n\r\ntext");
        messages.put("addresses", () -> "To: " + "a@b.c,\r\n ".repeat(InputSize.of(30_000)) + "x\r\n\r\ntext");
        messages.put("recipients headers", () -> "To: a@b.c\r\n".repeat(InputSize.of(30_000)) + "\r\ntext");
        messages.put("a long header", () -> "Subject: " + "x".repeat(InputSize.of(2_000_000)) + "\r\n\r\ntext");
        messages.put(
                "a long header of encoded words",
                () -> "Subject: " + "=?utf-8?q?=C3=BC?= ".repeat(InputSize.of(100_000)) + "\r\n\r\ntext");
        messages.put("folded lines", () -> "Subject: a\r\n" + " b\r\n".repeat(InputSize.of(100_000)) + "\r\ntext");
        messages.put(
                "RFC 2231 pieces",
                () -> "Content-Type: application/x\r\nContent-Disposition: attachment;\r\n"
                        + IntStream.range(0, InputSize.of(20_000))
                                .mapToObj(i -> " filename*" + i + "*=%41")
                                .collect(Collectors.joining(";\r\n"))
                        + "\r\n\r\nx");
        messages.put("garbage base64", () -> garbage("application/x", "base64", SIZE));
        messages.put("garbage base64 as text", () -> garbage("text/plain", "base64", SIZE));
        messages.put("garbage quoted-printable", () -> garbage("text/plain", "quoted-printable", SIZE));
        messages.put(
                "nested comments",
                () -> addressHeaders("(".repeat(InputSize.of(200_000)) + ")".repeat(InputSize.of(200_000))));
        messages.put(
                "nested groups",
                () -> addressHeaders("a:".repeat(InputSize.of(200_000)) + ";".repeat(InputSize.of(200_000))));
        messages.put("open brackets", () -> addressHeaders("<".repeat(InputSize.of(200_000))));
        messages.put("HTML elements", () -> html("<b>", SIZE));
        messages.put("HTML tables", () -> html("<table><tr><td>", SIZE));
        messages.put("HTML attributes", () -> html("<a a=1 b=2 c=3 d=4 href=x>", SIZE));
        messages.put("links", () -> html("<a href=https://example.org/>x</a>\n", SIZE));
        messages.put("text links", () -> text("https://example.org/((((( ", SIZE));
        messages.put("a link", () -> text("mailto:", SIZE));
        messages.put("brackets", () -> text("https://a.b/" + ")".repeat(InputSize.of(1_000_000)), SIZE));
        messages.put("codes", () -> text("code 123456 ", SIZE));
        messages.put("digits", () -> text("1 ", SIZE));
        messages.put("placeholders", () -> text("${{{", SIZE));
        messages.put("quotes", () -> "Content-Type: text/plain; format=flowed\r\n\r\n" + ">".repeat(SIZE));
        messages.put(
                "a long boundary and long lines",
                () -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(InputSize.of(256_000)) + "\"\r\n\r\n"
                        + ("-".repeat(InputSize.of(255_990)) + "\r\n").repeat(16));
        messages.put(
                "a long boundary and short lines",
                () -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(InputSize.of(1_000_000)) + "\"\r\n\r\n"
                        + "----\r\n".repeat(InputSize.of(700_000)));
        messages.put(
                "CR before each of many parts",
                () -> "Content-Type: multipart/mixed; boundary=b\r\r" + "--b\r\rx\r".repeat(InputSize.of(500_000)));
        messages.put("CR", () -> "Subject: x\r\n\r\n" + "\r".repeat(SIZE));
        messages.put("groups", () -> "To: " + "a:b@c.d;, ".repeat(InputSize.of(500_000)) + "\r\n\r\ntext");
        messages.put(
                "different boundaries",
                () -> parts(
                        1,
                        IntStream.range(0, InputSize.of(500_000))
                                .mapToObj(i -> "--c" + i + "\r")
                                .collect(Collectors.joining())));
        messages.put("boundaries", () -> parts(1, "\r\n" + "--c\r\n".repeat(InputSize.of(1_000_000))));
        Map<String, Supplier<byte[]>> encoded = new LinkedHashMap<>();
        messages.forEach(
                (name, message) -> encoded.put(name, () -> message.get().getBytes(ISO_8859_1)));
        return encoded;
    }

    static String nestedMultiparts(int levels) {
        StringBuilder text = new StringBuilder("Subject: deep\r\n");
        for (int depth = 0; depth < levels; depth++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("x\r\n\r\n--b")
                    .append(depth)
                    .append("x\r\n");
        }
        return text.append("\r\nbottom\r\n").toString();
    }

    private static String parts(int count, String part) {
        return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + ("--b\r\n" + part).repeat(count) + "--b--\r\n";
    }

    private static String addressHeaders(String value) {
        return "From: " + value + "\r\nTo: " + value + "\r\nContent-Type: " + value + "\r\nDate: " + value
                + "\r\n\r\ntext";
    }

    private static String html(String piece, int size) {
        return "Content-Type: text/html\r\n\r\n" + piece.repeat(size / piece.length());
    }

    private static String text(String piece, int size) {
        return "Subject: x\r\n\r\n" + piece.repeat(Math.max(1, size / piece.length()));
    }

    private static String garbage(String type, String encoding, int size) {
        byte[] garbage = new byte[size];
        new Random(3).nextBytes(garbage);
        return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n"
                + new String(garbage, ISO_8859_1);
    }
}
