package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that are designed to break a parser, by the name of their content. */
final class HostileMessages {

    private HostileMessages() {}

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<String>> messages = new LinkedHashMap<>();
        messages.put("2,000 nested multiparts", () -> nestedMultiparts(2_000));
        messages.put("500 nested messages", () -> "Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x");
        messages.put("100,000 nested messages", () -> "Content-Type: message/rfc822\r\n\r\n".repeat(100_000) + "x");
        messages.put("3,000 parts", () -> parts(3_000, "Content-Disposition: attachment\r\n\r\n\r\n"));
        messages.put("3,000 parts with text", () -> parts(3_000, "\r\n" + "x".repeat(1_000) + "\r\n"));
        messages.put("100,000 parts", () -> parts(100_000, "\r\n\r\n"));
        messages.put(
                "9,000 images",
                () -> parts(
                        1,
                        "Content-Type: text/html\r\n\r\n"
                                + IntStream.range(0, 9_000)
                                        .mapToObj(i -> "<img src=cid:" + i + ">")
                                        .collect(Collectors.joining("\r\n"))
                                + "\r\n"
                                + IntStream.range(0, 9_000)
                                        .mapToObj(i -> "--b\r\nContent-Type: image/png\r\nContent-ID: <" + i
                                                + ">\r\n\r\nx\r\n")
                                        .collect(Collectors.joining())));
        messages.put("30,000 headers", () -> "X-Header: value\r\n".repeat(30_000) + "Subject: last\r\n\r\ntext");
        messages.put("30,000 addresses", () -> "To: " + "a@b.c,\r\n ".repeat(30_000) + "x\r\n\r\ntext");
        messages.put("30,000 recipients headers", () -> "To: a@b.c\r\n".repeat(30_000) + "\r\ntext");
        messages.put("a header of 2 MB", () -> "Subject: " + "x".repeat(2_000_000) + "\r\n\r\ntext");
        messages.put(
                "a header of 2 MB of encoded words",
                () -> "Subject: " + "=?utf-8?q?=C3=BC?= ".repeat(100_000) + "\r\n\r\ntext");
        messages.put("100,000 folded lines", () -> "Subject: a\r\n" + " b\r\n".repeat(100_000) + "\r\ntext");
        messages.put(
                "20,000 RFC 2231 pieces",
                () -> "Content-Type: application/x\r\nContent-Disposition: attachment;\r\n"
                        + IntStream.range(0, 20_000)
                                .mapToObj(i -> " filename*" + i + "*=%41")
                                .collect(Collectors.joining(";\r\n"))
                        + "\r\n\r\nx");
        messages.put("5 MB of garbage base64", () -> garbage("application/x", "base64", 5_000_000));
        messages.put("5 MB of garbage base64 as text", () -> garbage("text/plain", "base64", 5_000_000));
        messages.put("5 MB of garbage quoted-printable", () -> garbage("text/plain", "quoted-printable", 5_000_000));
        messages.put("nested comments", () -> addressHeaders("(".repeat(200_000) + ")".repeat(200_000)));
        messages.put("nested groups", () -> addressHeaders("a:".repeat(200_000) + ";".repeat(200_000)));
        messages.put("open brackets", () -> addressHeaders("<".repeat(200_000)));
        messages.put("5 MB of HTML elements", () -> html("<b>", 5_000_000));
        messages.put("5 MB of HTML tables", () -> html("<table><tr><td>", 5_000_000));
        messages.put("5 MB of HTML attributes", () -> html("<a a=1 b=2 c=3 d=4 href=x>", 5_000_000));
        messages.put("5 MB of links", () -> html("<a href=https://example.org/>x</a>\n", 5_000_000));
        messages.put("5 MB of text links", () -> text("https://example.org/((((( ", 5_000_000));
        messages.put("5 MB of a link", () -> text("mailto:", 5_000_000));
        messages.put("5 MB of brackets", () -> text("https://a.b/" + ")".repeat(1_000_000), 5_000_000));
        messages.put("5 MB of codes", () -> text("code 123456 ", 5_000_000));
        messages.put("5 MB of digits", () -> text("1 ", 5_000_000));
        messages.put("5 MB of placeholders", () -> text("${{{", 5_000_000));
        messages.put("5 MB of quotes", () -> "Content-Type: text/plain; format=flowed\r\n\r\n" + ">".repeat(5_000_000));
        messages.put(
                "a boundary of 256,000 characters",
                () -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(256_000) + "\"\r\n\r\n"
                        + ("-".repeat(255_990) + "\r\n").repeat(16));
        messages.put(
                "a long boundary and short lines",
                () -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(1_000_000) + "\"\r\n\r\n"
                        + "----\r\n".repeat(700_000));
        messages.put(
                "CR before each of many parts",
                () -> "Content-Type: multipart/mixed; boundary=b\r\r" + "--b\r\rx\r".repeat(500_000));
        messages.put("5 MB of CR", () -> "Subject: x\r\n\r\n" + "\r".repeat(5_000_000));
        messages.put("500,000 groups", () -> "To: " + "a:b@c.d;, ".repeat(500_000) + "\r\n\r\ntext");
        messages.put(
                "500,000 different boundaries",
                () -> parts(
                        1,
                        IntStream.range(0, 500_000)
                                .mapToObj(i -> "--c" + i + "\r")
                                .collect(Collectors.joining())));
        messages.put("5 MB of boundaries", () -> parts(1, "\r\n" + "--c\r\n".repeat(1_000_000)));
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
