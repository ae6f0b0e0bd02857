package io.github.smtpfake.rest.comparison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The messages that both servers receive. */
final class Samples {
    private static final Path CORPUS = Path.of("../smtp-fake-core/src/test/resources/corpus");
    private static final String BY_HAND = "by-hand";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==";

    private final List<Sample> samples = new ArrayList<>();

    private Samples() {}

    /** Returns the messages that were written for the comparison. */
    static List<Sample> written() {
        Samples all = new Samples();
        all.addTexts();
        all.addHtml();
        all.addHeaders();
        all.addParts();
        all.addReports();
        all.addEnvelopes();
        return all.samples;
    }

    /** Returns the written messages, then those of the corpus of core that mail libraries wrote. */
    static List<Sample> searched() throws IOException {
        List<Sample> all = new ArrayList<>(written());
        all.addAll(ofCorpus(name -> !name.startsWith(BY_HAND)));
        return all;
    }

    /** Returns the messages of the corpus of core that are unusual or damaged. */
    static List<Sample> unusual() throws IOException {
        return ofCorpus(name -> name.startsWith(BY_HAND));
    }

    /** Returns the first unusual message of each kind: those of one kind have names that begin with the same word. */
    static List<Sample> oneOfEachUnusualKind() throws IOException {
        Map<String, Sample> kinds = new LinkedHashMap<>();
        for (Sample sample : unusual()) {
            kinds.putIfAbsent(sample.name().substring(BY_HAND.length()).replaceFirst("[-.].*", ""), sample);
        }
        return List.copyOf(kinds.values());
    }

    private static List<Sample> ofCorpus(Predicate<String> names) throws IOException {
        List<Sample> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                String name = CORPUS.relativize(file).toString().replace('\\', '/');
                if (names.test(name)) {
                    found.add(new Sample(
                            name, "", "app@example.org", List.of("ada@example.org"), Files.readAllBytes(file)));
                }
            }
        }
        return found;
    }

    private void addTexts() {
        add("plain", "", "", "Subject: one", "", "l1\r\nl2");
        add("trailing-lines", "", "", "Subject: trailing lines", "", "text\r\n\r\n\r\n");
        add(
                "quoted-printable",
                "",
                "",
                "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=",
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                "Sch=C3=B6ne Gr=C3=BC=C3=9Fe, soft=\r\n break");
        add(
                "base64",
                "",
                "",
                "Subject: =?utf-8?B?0J/RgNC40LLQtdGC?=",
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                "0J/RgNC40LLQtdGCLCDQvNC40YAhDQo=");
        add("latin1", "", "", "Subject: latin", "Content-Type: text/plain; charset=iso-8859-1", "caf\u00e9 \u00fcber");
        add(
                "windows-1252",
                "",
                "",
                "Subject: euro",
                "Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable",
                "Total: 5 =80");
        add(
                "flowed",
                "",
                "",
                "Subject: flowed",
                "Content-Type: text/plain; format=flowed",
                "a long \r\nline\r\n> quote \r\n> more");
        add("snippet", "", "", "Subject: Long text", "", "Order 4711 was shipped today and arrives soon. ".repeat(12));
        add(
                "snippet-wide",
                "",
                "",
                "Subject: Long umlauts",
                "Content-Type: text/plain; charset=iso-8859-1",
                "\u00fc\u00e4\u00f6 ".repeat(90));
        add("empty-body", "", "", "Subject: nothing inside", "", "");
        add("code", "", "", "Subject: Your code", "", "Your code is 482913. It expires in ten minutes.");
        add("link", "", "", "Subject: Please confirm", "", "Open https://app.example/confirm?token=abc-1&x=2 now");
        add("percent", "", "", "Subject: 100% _sure_ \\ back", "", "50%_off\\ 'quoted' \"double\" (parentheses)");
    }

    private void addHtml() {
        String html = "Content-Type: text/html; charset=utf-8";
        add(
                "html",
                "",
                "",
                "Subject: Reset",
                html,
                "<p>Hello</p>\r\n<a href=\"https://app.example/reset?token=abc\">Reset</a>");
        add(
                "html-structure",
                "",
                "",
                "Subject: Structure",
                html,
                "<html><head><title>T</title><style>p{}</style></head><body><h1>Head</h1><p>First</p><p>Second<br>line</p>"
                        + "<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
                        + "<img src=\"x.png\" alt=\"Logo\"><pre>pre  text</pre>&amp; &euro; &nbsp;end<script>no()</script></body></html>");
        add(
                "html-links",
                "",
                "",
                "Subject: Shop",
                html,
                "<a href='https://shop.example/t'>Shop</a> <a href=\"mailto:x@example.com\">mail</a> <a href=\"#top\">top</a>");
        add(
                "html-target",
                "",
                "",
                "Subject: Targets",
                html,
                "<html><body><a href=\"https://a.example\" target=\"_self\">a</a><a name=\"n\">n</a></body></html>");
        multipart(
                "alternative",
                "Subject: Both",
                "alternative",
                "Content-Type: text/plain\n\nOrder 4711 on its way",
                "Content-Type: text/html\n\n<p>Order 4711 is on its way. <a href=\"https://shop.example/t\">Track</a></p>");
        multipart(
                "amp",
                "Subject: AMP",
                "alternative",
                "Content-Type: text/plain\n\nplain",
                "Content-Type: text/x-amp-html\n\n<!doctype html><html amp4email><body>amp</body></html>",
                "Content-Type: text/html\n\n<p>html</p>");
        multipart(
                "inline-image",
                "Subject: Picture",
                "related",
                "Content-Type: text/html\n\n<img src=\"cid:logo@example\"><img src='cid:logo@example'><a href=\"cid:logo@example\">x</a>",
                "Content-Type: image/png; name=logo.png\nContent-ID: <logo@example>\nContent-Disposition: inline; filename=logo.png\n"
                        + "Content-Transfer-Encoding: base64\n\n" + PNG);
        multipart(
                "encoded-content-id",
                "Subject: Encoded id",
                "related",
                "Content-Type: text/html\n\n<img src=\"cid:logo\">",
                "Content-Type: image/png; name=l.png\nContent-ID: <=?utf-8?Q?l=C3=B6go?=>\nContent-Disposition: inline\n"
                        + "Content-Transfer-Encoding: base64\n\n" + PNG);
        multipart(
                "unnamed-inline",
                "Subject: Picture without name",
                "related",
                "Content-Type: text/html\n\n<img src=\"cid:pic1\">",
                "Content-Type: image/png\nContent-ID: <pic1>\nContent-Transfer-Encoding: base64\n\n" + PNG);
    }

    private void addHeaders() {
        add(
                "folded",
                "",
                "",
                "Subject: A subject of several lines\n\tuntil it ends\nX-Long: a;\n        d=e\n b",
                "",
                "folded");
        add(
                "list-unsubscribe",
                "",
                "",
                "Subject: News 1\nList-Unsubscribe: <mailto:u@example.com>, <https://example.com/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "",
                "news");
        add("list-unsubscribe-bare", "", "", "Subject: News 2\nList-Unsubscribe: https://example.com/u", "", "news");
        add(
                "list-unsubscribe-three",
                "",
                "",
                "Subject: News 3\nList-Unsubscribe: <https://a.example/>, <https://b.example/>, <mailto:u@example.com>",
                "",
                "news");
        add(
                "list-unsubscribe-http",
                "",
                "",
                "Subject: News 4\nList-Unsubscribe: <http://example.com/u>\nList-Unsubscribe-Post: One",
                "",
                "news");
        add(
                "list-unsubscribe-folded",
                "",
                "",
                "Subject: News 5\nList-Unsubscribe: <mailto:u@example.com?subject=x>,\n <https://example.com/u?a=b>",
                "",
                "news");
        add("list-unsubscribe-words", "", "", "Subject: News 6\nList-Unsubscribe: please write to us", "", "news");
        add(
                "list-unsubscribe-comment",
                "",
                "",
                "Subject: News 7\nList-Unsubscribe: (Use this) <mailto:a@example.com> , <ftp://x>",
                "",
                "news");
        add(
                "reply-to",
                "",
                "",
                "Subject: Reply\nReply-To: Support <support@example.org>, other@example.org\nSender: real@example.org",
                "",
                "reply");
        add(
                "names",
                "",
                "",
                "Subject: Names\nCc: =?utf-8?Q?J=C3=B6rg?= <joerg@example.org>, \"Doe, Jane\" <jane@example.org>, Group: a@example.org, b@example.org;",
                "",
                "names");
        add(
                "tags-header",
                "",
                "",
                "Subject: Tagged\nX-Tags: order#12, Alpha Beta, a/b, alpha beta, x_y.z@w-1",
                "",
                "tags");
        add(
                "repeated",
                "",
                "",
                "Subject: Repeated\nX-Repeated: one\nX-Repeated: two\nx-lower-case: v\nX-EMPTY:",
                "",
                "repeated");
        add(
                "important",
                "",
                "",
                "Subject: Important\nX-Priority: 1 (Highest)\nImportance: high\nX-Campaign: autumn",
                "",
                "important");
        add("utf8-subject", "", "", "Subject: =?iso-8859-1?Q?caf=E9?= =?utf-8?B?4oKs?= end", "", "encoded");
        samples.add(new Sample(
                "bare", "", "app@example.org", List.of("ada@example.org"), crlf("Subject: Only a subject\n\nbody\n")));
        samples.add(new Sample(
                "date-zone",
                "",
                "app@example.org",
                List.of("ada@example.org"),
                crlf(
                        "From: ada@example.org\nTo: ada@example.org\nDate: Thu, 1 Jan 2026 10:00:00 -0700 (MST)\nMessage-ID: <zone@example.com>\n"
                                + "Subject: Zone\n\nzone\n")));
    }

    private void addParts() {
        String base64 = "Content-Transfer-Encoding: base64\n\n";
        multipart(
                "attachments",
                "Subject: Invoice",
                "mixed",
                "Content-Type: text/plain\n\nSee the attachment.",
                "Content-Type: application/pdf; name=invoice.pdf\nContent-Disposition: attachment; filename=invoice.pdf\n"
                        + base64 + "JVBERi0xLjQK",
                "Content-Type: text/csv; charset=utf-8\nContent-Disposition: attachment; filename=\"a b.csv\"\n\nx;y\r\n1;2",
                "Content-Type: text/html\nContent-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.html\n\n<b>cv</b>",
                "Content-Type: image/svg+xml\nContent-Disposition: inline; filename=pic.svg\n\n<svg/>",
                "Content-Type: application/octet-stream\n" + base64 + "AAEC");
        multipart(
                "shown-text",
                "Subject: Shown text",
                "mixed",
                "Content-Type: text/plain\n\nSee below.",
                "Content-Type: text/plain; name=shown.txt\nContent-Disposition: inline; filename=shown.txt\n\nshown");
        multipart(
                "several-texts",
                "Subject: Several texts",
                "mixed",
                "Content-Type: text/plain\n\nfirst",
                "Content-Type: text/plain\n\nsecond",
                "Content-Type: text/plain\nContent-Disposition: attachment\n\nthird");
        multipart(
                "invitation",
                "Subject: Invitation",
                "alternative",
                "Content-Type: text/plain\n\nMeeting",
                "Content-Type: text/html\n\n<p>Meeting</p>",
                "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR");
        String inner = "inner" + samples.size();
        multipart(
                "invitation-attached",
                "Subject: Invitation attached",
                "mixed",
                "Content-Type: multipart/alternative; boundary=" + inner + "\n\n--" + inner
                        + "\nContent-Type: text/plain\n\nMeeting\n--" + inner
                        + "\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--"
                        + inner + "--\n",
                "Content-Type: application/ics; name=invite.ics\nContent-Disposition: attachment; filename=invite.ics\n"
                        + base64 + "QkVHSU46VkNBTEVOREFSDQo=");
        multipart(
                "forwarded",
                "Subject: Forwarded",
                "mixed",
                "Content-Type: text/plain\n\nsee",
                "Content-Type: message/rfc822\n\nSubject: original\nFrom: x@example.org\n\noriginal text",
                "Content-Type: message/rfc822; name=second.eml\nContent-Disposition: attachment; filename=second.eml\n\nSubject: second\n\nsecond text");
        add(
                "attachment-only",
                "",
                "",
                "Subject: Only a file",
                "Content-Type: application/pdf; name=only.pdf\nContent-Disposition: attachment; filename=only.pdf\n"
                        + "Content-Transfer-Encoding: base64",
                "JVBERi0xLjQK");
        add(
                "smime",
                "",
                "",
                "Subject: Encrypted",
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n"
                        + "Content-Disposition: attachment; filename=smime.p7m\nContent-Transfer-Encoding: base64",
                "MIIB");
        multipart(
                "picture-attached",
                "Subject: Photos",
                "mixed",
                "Content-Type: text/plain\n\nphotos",
                "Content-Type: image/png; name=one.png\nContent-Disposition: attachment; filename=one.png\nContent-ID: <one>\n"
                        + base64 + PNG,
                "Content-Type: image/png; name=\"=?utf-8?Q?zwei_=C3=BC.png?=\"\nContent-Disposition: inline\n" + base64
                        + PNG);
        multipart(
                "large",
                "Subject: Large",
                "mixed",
                "Content-Type: text/plain\n\nlarge",
                "Content-Type: application/zip; name=large.zip\nContent-Disposition: attachment; filename=large.zip\n"
                        + base64 + "QUJD\r\n".repeat(20_000));
    }

    private void addReports() {
        multipart(
                "bounce",
                "Subject: Undelivered\nAuto-Submitted: auto-replied",
                "report; report-type=delivery-status",
                "Content-Type: text/plain\n\nIt could not be delivered.",
                "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: 5.1.1",
                "Content-Type: text/rfc822-headers\n\nSubject: original\nFrom: app@example.org");
        multipart(
                "bounce-with-message",
                "Subject: Undelivered with message",
                "report; report-type=delivery-status",
                "Content-Type: text/plain\nContent-Description: Notification\n\nIt could not be delivered.",
                "Content-Type: message/delivery-status\nContent-Description: Report\n\nReporting-MTA: dns; mx.example.org\n\nAction: failed",
                "Content-Type: message/rfc822\n\nSubject: original\nFrom: app@example.org\n\noriginal");
        multipart(
                "pgp-encrypted",
                "Subject: PGP",
                "encrypted; protocol=\"application/pgp-encrypted\"",
                "Content-Type: application/pgp-encrypted\nContent-Description: PGP/MIME version\n\nVersion: 1",
                "Content-Type: application/octet-stream; name=encrypted.asc\nContent-Disposition: inline; filename=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----");
        multipart(
                "pgp-signed",
                "Subject: Signed",
                "signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"",
                "Content-Type: text/plain\n\nsigned text",
                "Content-Type: application/pgp-signature; name=signature.asc\nContent-Description: OpenPGP digital signature\n\n-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----");
    }

    private void addEnvelopes() {
        add("user", "bob", "", "Subject: Sent by a user", "", "user");
        samples.add(sample(
                "bcc",
                "",
                "bounces+42@mail.example.org",
                List.of("ada@example.org", "hidden@example.org"),
                "Subject: Hidden copy",
                "",
                "bcc"));
        samples.add(sample(
                "bcc-header",
                "",
                "app@example.org",
                List.of("ada@example.org", "other@example.org"),
                "Subject: Bcc in header\nBcc: seen@example.org",
                "",
                "bcc"));
        samples.add(sample("null-sender", "", "", List.of("ada@example.org"), "Subject: Null sender", "", "null"));
        samples.add(sample(
                "plus",
                "",
                "app@example.org",
                List.of("ada+spring@example.org"),
                "Subject: Plus address\nCc: eve+two@example.org",
                "",
                "plus"));
        samples.add(sample(
                "many",
                "",
                "app@example.org",
                IntStream.range(0, 60)
                        .mapToObj(i -> "user" + i + "@example.org")
                        .toList(),
                "Subject: Many recipients",
                "",
                "many"));
    }

    private void add(String name, String user, String sender, String header, String type, String body) {
        samples.add(sample(
                name,
                user,
                sender.isEmpty() ? "app@example.org" : sender,
                List.of("ada@example.org"),
                header,
                type,
                body));
    }

    private void multipart(String name, String header, String type, String... parts) {
        String boundary = "b" + samples.size();
        String[] typed = type.split(";", 2);
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--").append(boundary).append('\n').append(part).append('\n');
        }
        body.append("--").append(boundary).append("--");
        add(
                name,
                "",
                "",
                header,
                "Content-Type: multipart/" + typed[0] + "; boundary=" + boundary
                        + (typed.length > 1 ? ";" + typed[1] : ""),
                body.toString());
    }

    private static Sample sample(
            String name, String user, String sender, List<String> recipients, String header, String type, String body) {
        String text =
                "From: App <app@example.org>\nTo: Ada Lovelace <ada@example.org>\nDate: Fri, 02 Jan 2026 03:04:05 +0000\nMessage-ID: <"
                        + name + "@example.com>\n" + header + "\nMIME-Version: 1.0\n"
                        + (type.isEmpty() ? "" : type + "\n") + "\n" + body + "\n";
        return new Sample(name, user, sender, recipients, crlf(text));
    }

    /** Characters above ASCII are ISO-8859-1. */
    private static byte[] crlf(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(ISO_8859_1);
    }
}
