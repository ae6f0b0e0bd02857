package io.github.smtpfake.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that queries distinguish, by their names. */
final class QuerySamples {

    private QuerySamples() {}

    /** Returns the time at which the message at a position arrived. */
    static Instant at(int position) {
        return Instant.parse("2026-05-04T12:00:00.000000005Z").plusNanos(position * 1_000L);
    }

    /** Returns the messages in the order in which a test adds them. */
    static Map<String, CapturedMessage> byName() {
        Map<String, CapturedMessage> messages = new LinkedHashMap<>();
        messages.put("plain", plain());
        messages.put("upper", upper());
        messages.put("encoded", encoded());
        messages.put("parts", parts());
        messages.put("bounce", bounce());
        messages.put("broken", broken());
        return messages;
    }

    private static CapturedMessage plain() {
        return mail(
                at(0),
                Envelope.of("bounce@example.org", List.of("ada@example.org", "hidden@example.org")),
                session("plain-session")
                        .withHelo("client.example.org")
                        .withAuthentication(new Authentication("app", "PLAIN")),
                """
                From: App <app@example.org>
                To: Ada <Ada@Example.org>, bob@example.org
                Cc: carol@example.org
                Reply-To: reply@example.org
                Subject: Welcome Ada
                X-Tag: one
                X-Tag: two 100%
                Message-ID: <1.a_b@example.org>

                Hello Ada,
                it is 100% a_b \\ 'quoted' "text".
                """);
    }

    private static CapturedMessage upper() {
        return mail(
                at(1),
                Envelope.of("BOUNCE@EXAMPLE.ORG", List.of("ADA@EXAMPLE.ORG", "ADA@EXAMPLE.ORG")),
                session("upper-session")
                        .withHelo("CLIENT.EXAMPLE.ORG")
                        .withAuthentication(new Authentication("APP", "PLAIN")),
                """
                FROM: APP <APP@EXAMPLE.ORG>
                TO: ADA@EXAMPLE.ORG
                SUBJECT: WELCOME
                 ADA
                X-TAG: ONE

                HELLO ADA
                """);
    }

    private static CapturedMessage encoded() {
        return mail(
                at(2),
                Envelope.of("jürgen@example.org", List.of("zoë@exämple.org")),
                session("encoded-session")
                        .withHelo("[192.0.2.1]")
                        .withAuthentication(new Authentication("jürgen", "LOGIN")),
                """
                From: =?utf-8?q?J=C3=BCrgen?= <juergen@example.org>
                To: =?iso-8859-1?q?Zo=EB?= <zoë@exämple.org>
                Subject: =?utf-8?q?W=C3=8Blcome_?= =?utf-8?b?R3LDvMOfZQ==?=
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                R3LDvMOfZSBhdXMgS8O2bG4sIEFkYSDwn5iACg==
                """);
    }

    private static CapturedMessage parts() {
        return mail(
                at(3),
                Envelope.of("app@example.org", List.of("list@example.org", "ada@example.com")),
                session("parts-session").withHelo("client2"),
                """
                From: app@example.org, second@example.org
                To: team: ada@example.com, list@example.org;
                Subject: a_b 50%
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p title=3D"hidden">Hello <b>w=C3=B6rld</b> in HT=
                ML</p>
                --b
                Content-Type: application/pdf; name=terms.pdf
                Content-Disposition: attachment; filename=terms.pdf

                secret of the attachment
                --b
                Content-Type: text/plain
                Content-Disposition: attachment; filename*=utf-8''L%C3%B6sung.TXT

                solution
                --b--
                """);
    }

    private static CapturedMessage bounce() {
        return mail(at(4), Envelope.of("", List.of("app@example.org")), session("bounce-session"), """
                To: app@example.org
                Subject:

                """);
    }

    private static CapturedMessage broken() {
        return new CapturedMessage(
                Ids.next(),
                at(5),
                Envelope.of("broken", List.of("*")),
                session("broken-session").withHelo("*"),
                "\u0000no header\u00FF\n\r\rada@example.org".getBytes(ISO_8859_1));
    }

    private static SessionInfo session(String id) {
        return SessionInfo.of(id, at(0), "192.0.2.1:40000");
    }

    private static CapturedMessage mail(Instant receivedAt, Envelope envelope, SessionInfo session, String text) {
        byte[] raw = text.replace("\n", "\r\n").getBytes(UTF_8);
        return new CapturedMessage(Ids.next(), receivedAt, envelope, session, raw);
    }
}
