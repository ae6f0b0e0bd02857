import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Messages of any size that make a reader slow if its work grows faster than the message. */
final class GrowthShapes {
    private final Map<String, IntFunction<byte[]>> shapes = new LinkedHashMap<>();

    private GrowthShapes() {
        addStructures();
        addHeaders();
        addAddresses();
        addParameters();
        addEncodedWords();
        addTexts();
        addHtml();
    }

    /** Returns the message of each shape for a size in bytes, by the name of the shape. */
    static Map<String, IntFunction<byte[]>> all() {
        return new GrowthShapes().shapes;
    }

    private void add(String name, IntFunction<String> message) {
        shapes.put(name, size -> message.apply(size).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String repeat(String unit, int size) {
        return unit.repeat(Math.max(1, size / unit.length()));
    }

    /** Repeats a unit in which # is a number. */
    private static String numbered(String unit, int size) {
        StringBuilder text = new StringBuilder(size + 100);
        for (int i = 0; text.length() < size; i++) {
            text.append(unit.replace("#", Integer.toString(i)));
        }
        return text.toString();
    }

    private void repeated(String name, String before, String unit, String after) {
        add(name, size -> before + (unit.contains("#") ? numbered(unit, size) : repeat(unit, size)) + after);
    }

    private void addStructures() {
        String mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        repeated("many parts", mixed, "--b\r\n\r\nx\r\n", "--b--\r\n");
        repeated("parts without a header", mixed, "--b\r\n", "");
        repeated("parts with headers", mixed, "--b\r\nContent-Type: text/plain\r\nX-A: #\r\n\r\nx\r\n", "--b--\r\n");
        repeated("attachments", mixed, "--b\r\nContent-Disposition: attachment; filename=a#.txt\r\n\r\nx\r\n", "");
        repeated("attached messages", mixed, "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: #\r\n\r\nx\r\n", "");
        repeated("lines of hyphens", mixed, "--\r\n", "");
        repeated("other boundaries", mixed, "--c#\r\n", "");
        repeated("boundaries in lines", mixed, "x--b", "");
        repeated("closing boundaries", mixed, "--b--\r\n", "");
        repeated("boundary with text", mixed + "--b\r\n\r\n--b ", "x", "\r\n");
        repeated("CR before each line", mixed + "--b\r\n\r\n", "x\r", "--b--\r\n");
        repeated("parts with CR", mixed.replace("\r\n", "\r"), "--b\r\rx\r", "--b--\r");
        repeated("boundaries with CR", mixed.replace("\r\n", "\r"), "--c#\r", "--b--\r");
        repeated("binary with CR", "Content-Type: application/x\r\n\r\n", "--c#\r", "");
        repeated("only CR", "Subject: x\r\n\r\n", "\r", "");
        repeated("only CR and LF", "Subject: x\r\n\r\n", "\r\r\n", "");
        repeated("only LF", "Subject: x\r\n\r\n", "\n", "");
        repeated("preamble", mixed, "preamble\r\n", "--b\r\n\r\nx\r\n--b--\r\n");
        repeated("nested messages", "", "Content-Type: message/rfc822\r\n\r\n", "x");
        add("nested multiparts", size -> {
            String unit = "Content-Type: multipart/mixed; boundary=b#\r\n\r\n--b#\r\n";
            return numbered(unit, size) + "\r\nx";
        });
        add("deep boundaries", size -> {
            StringBuilder text = new StringBuilder();
            String prefix = "x".repeat(60);
            for (int i = 10; i < 50; i++) {
                String boundary = prefix + i;
                text.append("Content-Type: multipart/mixed; boundary=").append(boundary).append("\r\n\r\n--").append(boundary).append("\r\n");
            }
            return text + "\r\n" + repeat("--" + prefix + "00\r\n", size);
        });
        add("long boundary", size -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(size / 4) + "\"\r\n\r\n"
                + ("-".repeat(size / 4 - 10) + "\r\n").repeat(3));
        add("long boundary, short lines", size -> "Content-Type: multipart/mixed; boundary=\"" + "-".repeat(size / 2) + "\"\r\n\r\n"
                + repeat("----\r\n", size / 2));
        add("alternatives", size -> "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                + repeat("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n", size) + "--b--\r\n");
        add("related", size -> "Content-Type: multipart/related; boundary=b\r\n\r\n"
                + numbered("--b\r\nContent-Type: image/png\r\nContent-ID: <#@x>\r\n\r\nx\r\n", size) + "--b--\r\n");
        add("calendar parts", size -> mixed + repeat("--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n", size));
        String calendar = "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n";
        repeated("calendar events", calendar, "BEGIN:VEVENT\r\nUID:#\r\nDTSTART;TZID=Z#:20260101T000000\r\nEND:VEVENT\r\n", "END:VCALENDAR");
        repeated("calendar attendees", calendar + "BEGIN:VEVENT\r\n", "ATTENDEE;CN=\"#;:\":mailto:a#@example.org\r\n", "END:VEVENT\r\n");
        repeated("calendar folds", calendar + "BEGIN:VEVENT\r\nSUMMARY:", "x\r\n ", "\r\nEND:VEVENT\r\n");
        repeated("calendar components", calendar, "BEGIN:VEVENT\r\n", "");
        repeated("calendar parameters", calendar + "BEGIN:VEVENT\r\nSUMMARY", ";a#=^^", ":x\r\nEND:VEVENT\r\n");
        add("calendar time zone", size -> calendar + "BEGIN:VTIMEZONE\r\nTZID:Z\r\n"
                + repeat("BEGIN:STANDARD\r\nDTSTART:20000101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\n", size / 2)
                + "END:VTIMEZONE\r\n" + repeat("BEGIN:VEVENT\r\nDTSTART;TZID=Z:20260101T000000\r\nEND:VEVENT\r\n", size / 2));
        add("rule of a time zone", size -> calendar + "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;UNTIL="
                + repeat("Z", size / 2) + "\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" + repeat("BEGIN:VEVENT\r\nDTSTART;TZID=Z:20260101T000000\r\nEND:VEVENT\r\n", size / 2));
        add("name of a time zone", size -> calendar + "BEGIN:VEVENT\r\nDTSTART;TZID=" + repeat("a/", size) + ":20260101T000000\r\nEND:VEVENT\r\n");
        add("types of bodies", size -> mixed + numbered("--b\r\nContent-Type: text/x-#\r\n\r\nx\r\n", size));
        add("boundaries of multiparts", size -> mixed
                + numbered("--b\r\nContent-Type: multipart/mixed; boundary=c#\r\n\r\n--c#\r\n\r\nx\r\n--c#--\r\n", size));
    }

    private void addHeaders() {
        repeated("headers", "", "X-Header: value\r\n", "\r\nx");
        repeated("different headers", "", "X-#: value\r\n", "\r\nx");
        repeated("short headers", "", "a:\r\n", "\r\nx");
        repeated("lines without colon", "Subject: x\r\n", "no field\r\n", "\r\nx");
        repeated("header of x", "Subject: ", "x", "\r\n\r\nx");
        repeated("header without end", "Subject: ", "x", "");
        repeated("folded header", "Subject: a", "\r\n b", "\r\n\r\nx");
        repeated("folds of spaces", "Subject: a", "\r\n ", "\r\n\r\nx");
        repeated("spaces in a header", "Subject: a", " ", "b\r\n\r\nx");
        repeated("tabs in a header", "Subject: a", "\t", "b\r\n\r\nx");
        repeated("subjects", "", "Subject: #\r\n", "\r\nx");
        repeated("header of bytes above 127", "Subject: ", "\u00e9", "\r\n\r\nx");
        repeated("header name of x", "", "x", ": y\r\n\r\nx");
        repeated("tags", "X-Tags: ", "tag#, ", "\r\n\r\nx");
        repeated("dates", "Date: ", "Mon, ", "\r\n\r\nx");
        repeated("digits of a date", "Date: Mon, ", "1", "\r\n\r\nx");
        repeated("comments of a date", "Date: Mon, 1 Jan 2024 00:00:00 +0000 ", "(", "\r\n\r\nx");
        repeated("message id", "Message-ID: <", "a@", ">\r\n\r\nx");
        repeated("references", "References: ", "<#@x> ", "\r\n\r\nx");
        repeated("unsubscribe", "List-Unsubscribe: ", "<https://a.b/#>, ", "\r\n\r\nx");
        repeated("open unsubscribe", "List-Unsubscribe: ", "<", "\r\n\r\nx");
        repeated("placeholders in the subject", "Subject: ", "${a", "\r\n\r\nx");
        repeated("codes in the subject", "Subject: ", "code 123456 ", "\r\n\r\nx");
    }

    private void addAddresses() {
        String[][] fields = {
            {"addresses", "a#@b.c, "},
            {"named addresses", "\"N #\" <a#@b.c>, "},
            {"groups", "g#: a@b.c;, "},
            {"nested groups", "a:"},
            {"empty groups", "a:;"},
            {"open brackets", "<"},
            {"closing brackets", ">"},
            {"open comments", "("},
            {"comments", "(a) "},
            {"quotes", "\""},
            {"quoted", "\"a\" "},
            {"backslashes", "\"\\"},
            {"commas", ","},
            {"at signs", "@"},
            {"dots", "a."},
            {"words", "word "},
            {"routes", "<@a,@b:c@d>,"},
            {"encoded names", "=?utf-8?q?a=20b?= <a#@b.c>, "},
            {"semicolons", ";"},
        };
        for (String[] field : fields) {
            repeated("addresses: " + field[0], "To: ", field[1], "\r\n\r\nx");
            repeated("authors: " + field[0], "From: ", field[1], "\r\n\r\nx");
        }
        add("addresses: balanced comments", size -> "To: " + "(".repeat(size / 2) + ")".repeat(size / 2) + "\r\n\r\nx");
        repeated("recipient headers", "", "To: a#@b.c\r\n", "\r\nx");
        repeated("bcc headers", "", "Bcc: a#@b.c\r\n", "\r\nx");
    }

    private void addParameters() {
        String type = "Content-Type: application/x";
        repeated("parameters", type, "; a#=b", "\r\n\r\nx");
        repeated("equal parameters", type, "; a=b", "\r\n\r\nx");
        repeated("pieces of a parameter", type, "; name*#*=%41", "\r\n\r\nx");
        repeated("plain pieces of a parameter", type, "; name*#=a", "\r\n\r\nx");
        repeated("percents", type + "; name*=utf-8''", "%41", "\r\n\r\nx");
        repeated("stars", type + "; name", "*", "=x\r\n\r\nx");
        repeated("quotes of a parameter", type + "; name=\"", "\\\"", "\r\n\r\nx");
        repeated("comments of a parameter", type + "; name=x ", "(", "\r\n\r\nx");
        repeated("closed comments of a parameter", type + "; name=x ", "(a) ", "\r\n\r\nx");
        repeated("semicolons of a parameter", type, ";", "\r\n\r\nx");
        repeated("equals signs of a parameter", type + "; name", "=", "\r\n\r\nx");
        repeated("spaces of a parameter", type + "; name=a", " ", "b\r\n\r\nx");
        repeated("charset", "Content-Type: text/plain; charset=", "x", "\r\n\r\nx\u00e9");
        repeated("encoded file names", type + "; name=\"", "=?utf-8?q?=41?= ", "\"\r\n\r\nx");
    }

    private void addEncodedWords() {
        repeated("encoded words", "Subject: ", "=?utf-8?q?=C3=BC?= ", "\r\n\r\nx");
        repeated("encoded words of base64", "Subject: ", "=?utf-8?b?w7w=?= ", "\r\n\r\nx");
        repeated("one encoded word", "Subject: =?utf-8?q?", "=C3=BC", "?=\r\n\r\nx");
        repeated("open encoded words", "Subject: ", "=?", "\r\n\r\nx");
        repeated("open encoded words with charset", "Subject: ", "=?utf-8?q?", "\r\n\r\nx");
        repeated("question marks", "Subject: =?utf-8?q?", "?", "\r\n\r\nx");
        repeated("question marks and equals signs", "Subject: =?utf-8?q?", "?=4", "\r\n\r\nx");
        repeated("charsets", "Subject: ", "=?x-#?q?a?= ", "\r\n\r\nx");
        repeated("alternating charsets", "Subject: ", "=?utf-8?q?a?= =?iso-8859-1?q?b?= ", "\r\n\r\nx");
    }

    private void addTexts() {
        String[][] texts = {
            {"x", "x"},
            {"lines", "some words in a line\r\n"},
            {"spaces", " "},
            {"empty lines", "\r\n"},
            {"links", "https://example.org/# "},
            {"link", "https://a.b/c/"},
            {"schemes", "https://"},
            {"mailto", "mailto:"},
            {"www", "www."},
            {"brackets of a link", "https://a.b/((( "},
            {"closing brackets of a link", "https://a.b/)))"},
            {"dots of a link", "https://a.b/..."},
            {"codes", "code 123456 "},
            {"words of codes", "code pin otp "},
            {"digits", "1"},
            {"numbers", "1234 "},
            {"grouped digits", "123-"},
            {"placeholders", "${a} "},
            {"open placeholders", "${"},
            {"braces", "{{"},
            {"brackets", "[["},
            {"percents", "%%"},
            {"angle brackets", "<%"},
            {"ids", "<a#@b> "},
            {"references to parts", "cid:a#@b "},
            {"uuids", "01234567-89ab-cdef-0123-456789abcdef "},
            {"hyphens", "0-"},
            {"umlauts", "\u00c3\u00bc"},
            {"capital sigma", "\u00ce\u00a3"},
            {"invalid UTF-8", "\u00c3"},
        };
        for (String[] text : texts) {
            repeated("text: " + text[0], "Content-Type: text/plain; charset=utf-8\r\n\r\n", text[1], "");
        }
        String qp = "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
        repeated("quoted-printable", qp, "=41", "");
        repeated("quoted-printable: equals signs", qp, "=", "");
        repeated("quoted-printable: spaces", qp, " ", "x");
        repeated("quoted-printable: equals signs and spaces", qp + "=", " ", "x");
        repeated("base64", "Content-Transfer-Encoding: base64\r\n\r\n", "QUJD", "");
        repeated("base64: padding", "Content-Transfer-Encoding: base64\r\n\r\nQQ", "=", "");
        repeated("base64: garbage", "Content-Transfer-Encoding: base64\r\n\r\n", "-", "");
        repeated("flowed", "Content-Type: text/plain; format=flowed\r\n\r\n", "a \r\n", "");
        repeated("flowed quotes", "Content-Type: text/plain; format=flowed\r\n\r\n", ">", "");
        repeated("flowed depths", "Content-Type: text/plain; format=flowed\r\n\r\n", "> a \r\n>> b \r\n", "");
        repeated("UTF-16", "Content-Type: text/plain; charset=utf-16le\r\n\r\n", "a\0", "");
        repeated("ISO-2022-JP", "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", "\u001b$B$\"\u001b(B", "");
    }

    private void addHtml() {
        String[][] units = {
            {"elements", "<b>"},
            {"paragraphs", "<p>some words</p>\n"},
            {"tables", "<table><tr><td>"},
            {"lists", "<ul><li>"},
            {"links", "<a href=https://example.org/#>x</a>"},
            {"open links", "<a href=x>"},
            {"images", "<img src=cid:#@x>"},
            {"attributes", "<a a=1 b=2 c=3 href=x>"},
            {"angle brackets", "<"},
            {"closing brackets", ">"},
            {"ampersands", "&"},
            {"character references", "&amp;"},
            {"long character reference", "&#1"},
            {"comments", "<!-- -->"},
            {"open comments", "<!--"},
            {"styles", "<style>a{background:url(cid:#)}</style>"},
            {"hidden", "<div style='display:none'>x</div>"},
            {"text", "word "},
            {"spaces", " "},
            {"formatting", "<b><i>x</b></i>"},
            {"nested formatting", "<a><b><p>"},
            {"selects", "<select><option>"},
            {"metas", "<meta charset"},
            {"end tags", "</p>"},
            {"headings", "<h1>code 123456</h1>"},
            {"srcset", "<img srcset='a#.png 1x, cid:# 2x'>"},
            {"svg", "<svg><math>"},
            {"templates", "<template>"},
            {"forms", "<form><input>"},
            {"breaks", "x<br>"},
        };
        for (String[] unit : units) {
            repeated("HTML: " + unit[0], "Content-Type: text/html\r\n\r\n", unit[1], "");
        }
        repeated("HTML: one attribute", "Content-Type: text/html\r\n\r\n<a href=\"", "x", "\">");
        repeated("HTML: many attributes", "Content-Type: text/html\r\n\r\n<a", " a#=1", ">");
        repeated("HTML: one style", "Content-Type: text/html\r\n\r\n<style>", "url(", "</style>");
        repeated("HTML: one srcset", "Content-Type: text/html\r\n\r\n<img srcset=\"", "a, ", "\">");
        String sheet = "Content-Type: text/html\r\n\r\n<style>";
        String[][] css = {
            {"rules", "a#>b[c]:hover{float:left;margin:-1px auto}\n"},
            {"open rules", "a{"},
            {"open at-rules", "@media (a){"},
            {"at-rules", "@import url(#);"},
            {"declarations", "a{b:c;d:e}"},
            {"braces", "}"},
            {"semicolons", ";"},
            {"parentheses", "a:("},
            {"quotes", "\"'"},
            {"backslashes", "\\"},
            {"open comments", "/*"},
            {"comments", "/**/"},
            {"marks of comments", "<!---->"},
            {"one selector", "a,"},
            {"spaces", " "},
        };
        for (String[] shape : css) {
            repeated("HTML: CSS, " + shape[0], sheet, shape[1], "</style>");
        }
        repeated("HTML: one value", "Content-Type: text/html\r\n\r\n<p style=\"margin:", "1px ", "\">");
        repeated("HTML: declarations", "Content-Type: text/html\r\n\r\n<p style=\"", "float:left;", "\">");
        repeated("HTML: styles", "Content-Type: text/html\r\n\r\n", "<p style=\"float:left;padding:1px\">x\n", "");
        repeated("HTML: style sheets", "Content-Type: text/html\r\n\r\n", "<style>a{float:left}</style>", "");
        repeated("HTML: conditional comments", "Content-Type: text/html\r\n\r\n", "<!--[if !mso]><!-->x<!--<![endif]-->", "");
        repeated("HTML: nested formatting with styles", "Content-Type: text/html\r\n\r\n", "<a href=#x><b style=float:left><p>", "");
        repeated("HTML: address of an image", "Content-Type: text/html\r\n\r\n<img src=\"", ".webp", "\">");
        repeated("HTML: viewport", "Content-Type: text/html\r\n\r\n<meta name=viewport content=\"", "maximum-scale= ", "\">");
        repeated("HTML: references in a style", "Content-Type: text/html\r\n\r\n<p style=\"", "cid:# ", "\">");
        add("HTML: images and parts", size -> "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
                + numbered("<img src=cid:#@x>", size / 2) + "\r\n"
                + numbered("--b\r\nContent-ID: <#@x>\r\n\r\nx\r\n", size / 2));
        add("HTML: images and files", size -> "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
                + numbered("<img src=a#.png>", size / 2) + "\r\n"
                + numbered("--b\r\nContent-Type: image/png; name=a#.png\r\n\r\nx\r\n", size / 2));
    }
}
