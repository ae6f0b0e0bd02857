package io.github.smtpfake.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.testing.Gen;
import java.time.Instant;
import java.util.List;

/**
 * A random message whose addresses and words often occur in a {@link RandomQuery}.
 *
 * @param lines the lines of header and body
 * @param sender the sender of the envelope
 * @param recipients the recipients of the envelope
 * @param name the EHLO name and the user; neither if it is empty
 * @param hours the hours between {@link #START} and the arrival
 * @param read whether it is marked as read
 * @param overlap the number of earlier messages that arrived after its transaction had begun
 * @param tags its tags; if there are none, it has those of its content
 */
record RandomMail(
        List<String> lines,
        String sender,
        List<String> recipients,
        String name,
        int hours,
        boolean read,
        int overlap,
        List<String> tags) {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final Gen<String> ADDRESSES = Gen.of(List.of(
            "ada@example.org",
            "Ada@Example.ORG",
            "bob@example.org",
            "zoë@exämple.org",
            "ZOË@EXÄMPLE.ORG",
            "zoë@xn--exmple-cua.org",
            "ada@XN--EXMPLE-CUA.org",
            "ada@exa\u0308mple.org",
            "ada@xn--exmple-.xn--strae-oqa.example",
            "ada@xn--.org",
            "ada+tag@example.com",
            "a_b%c*d@example.org",
            "",
            "postmaster",
            "İstanbul@example.org",
            "straße@example.org"));
    static final Gen<String> WORDS = Gen.of(List.of(
            "welcome",
            "Welcome",
            "ada",
            "WËLCOME",
            "Grüße",
            "100%",
            "a_b",
            "'quoted'",
            "\"text\"",
            "back\\slash",
            "日本語",
            "\uD83D\uDE00",
            "İ",
            "ß",
            "ſ",
            "K",
            "or",
            "NOT",
            "x",
            "(x)"));
    static final Gen<String> FILES = Gen.of(List.of("terms.pdf", "TERMS.PDF", "lösung.txt", "a_b%.txt"));
    static final Gen<String> TAGS = Gen.of(List.of("work", "Work", "tag", "a_b", "with space", "é", "É"));
    static final Gen<String> NAMES = Gen.of(List.of("", "client", "CLIENT", "client.example.org", "jürgen", "%"));
    private static final Gen<String> PHRASES = WORDS.lists(0, 4).map(words -> String.join(" ", words));

    private static Gen<String> line() {
        return header("Subject: ", PHRASES)
                .or(header("Subject: =?utf-8?b?R3LDvMOfZSBBZGE=?= ", WORDS))
                .or(header("From: ", mailboxes()))
                .or(header("To: ", mailboxes()).or(header("Cc: ", mailboxes())))
                .or(header("Bcc: ", mailboxes()).or(header("Reply-To: ", mailboxes())))
                .or(header("X-Tag: ", WORDS).or(header("X-Tags: ", TAGS)).or(header("Message-ID: ", ADDRESSES)))
                .or(Gen.of(List.of(
                        "Content-Type: text/html",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Transfer-Encoding: quoted-printable",
                        "Content-Type: multipart/mixed; boundary=b")))
                .or(Gen.of(List.of("", "", "--b", "--b--")))
                .or(header("Content-Disposition: attachment; filename=", FILES))
                .or(PHRASES)
                .or(PHRASES.map(text -> "<p>" + text + "</p>"));
    }

    private static Gen<String> header(String name, Gen<String> values) {
        return values.map(value -> name + value);
    }

    private static Gen<String> mailboxes() {
        return Gen.combine(WORDS, ADDRESSES, (name, address) -> name + " <" + address + ">")
                .or(ADDRESSES)
                .lists(0, 3)
                .map(list -> String.join(", ", list));
    }

    static Gen<List<RandomMail>> messages() {
        Gen<Envelope> envelopes = Gen.combine(ADDRESSES, ADDRESSES.lists(0, 3), Envelope::of);
        Gen<RandomMail> sent = Gen.combine(
                line().lists(0, 10),
                envelopes,
                (lines, envelope) ->
                        new RandomMail(lines, envelope.sender(), envelope.recipients(), "", 0, false, 0, List.of()));
        Gen<RandomMail> named = Gen.combine(sent, NAMES, RandomMail::withName);
        Gen<RandomMail> timed = Gen.combine(named, Gen.ints(0, 4), RandomMail::withHours);
        Gen<RandomMail> marked = Gen.combine(timed, Gen.of(List.of(false, true)), RandomMail::withRead);
        Gen<RandomMail> overlapping = Gen.combine(marked, Gen.ints(0, 2), RandomMail::withOverlap);
        return Gen.combine(overlapping, TAGS.lists(0, 2), RandomMail::withTags).lists(0, 6);
    }

    private RandomMail withName(String newName) {
        return new RandomMail(lines, sender, recipients, newName, hours, read, overlap, tags);
    }

    private RandomMail withHours(int newHours) {
        return new RandomMail(lines, sender, recipients, name, newHours, read, overlap, tags);
    }

    private RandomMail withRead(boolean isRead) {
        return new RandomMail(lines, sender, recipients, name, hours, isRead, overlap, tags);
    }

    private RandomMail withOverlap(int newOverlap) {
        return new RandomMail(lines, sender, recipients, name, hours, read, newOverlap, tags);
    }

    private RandomMail withTags(List<String> newTags) {
        return new RandomMail(lines, sender, recipients, name, hours, read, overlap, newTags);
    }

    CapturedMessage toMessage() {
        SessionInfo session = SessionInfo.of(Ids.next(), START, "192.0.2.1:40000");
        SessionInfo known =
                name.isEmpty() ? session : session.withHelo(name).withAuthentication(new Authentication(name, "PLAIN"));
        return new CapturedMessage(
                Ids.next(),
                START.plusSeconds(hours * 3_600L),
                Envelope.of(sender, recipients),
                known,
                String.join("\r\n", lines).getBytes(UTF_8));
    }
}
