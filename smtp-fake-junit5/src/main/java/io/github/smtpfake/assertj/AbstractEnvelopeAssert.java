package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.TlsInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how a message was transmitted: its envelope, its session and its octets.
 *
 * @param <SELF> the type of the assert
 */
public abstract class AbstractEnvelopeAssert<SELF extends AbstractEnvelopeAssert<SELF>>
        extends AbstractAssert<SELF, CapturedMessage> {

    AbstractEnvelopeAssert(@Nullable CapturedMessage actual, Class<SELF> selfType) {
        super(actual, selfType);
    }

    /** The reverse-path of the envelope is this address; empty for the null path. */
    public SELF hasEnvelopeSender(String address) {
        isNotNull();
        return hasSame(
                "envelope sender", List.of(address), List.of(actual.envelope().sender()));
    }

    /** The recipients of the envelope are exactly these, in any order. */
    public SELF hasEnvelopeRecipients(String... addresses) {
        isNotNull();
        return hasSame(
                "envelope recipients", List.of(addresses), actual.envelope().recipients());
    }

    /** This address is among the recipients of the envelope. */
    public SELF hasEnvelopeRecipient(String address) {
        isNotNull();
        List<String> recipients = actual.envelope().recipients();
        if (recipients.stream().noneMatch(address::equalsIgnoreCase)) {
            throw failed(
                    Failure.of(actual, "envelope recipient", address, "had\n  " + Failure.cut(recipients.toString())));
        }
        return myself;
    }

    /** The recipients of the envelope that no header names are exactly these, in any order. */
    public SELF hasBcc(String... addresses) {
        isNotNull();
        return hasSame("envelope recipients that no header names (Bcc)", List.of(addresses), actual.bcc());
    }

    /** Every recipient of the envelope stands in a header. */
    public SELF hasNoBcc() {
        return hasBcc();
    }

    /** There is no Bcc header, by which every recipient would see whom it was to be hidden from. */
    public SELF doesNotLeakBcc() {
        isNotNull();
        if (!actual.bccHeader().isEmpty()) {
            throw failed(Failure.of(actual, "no Bcc header", "", "had\n  " + actual.bccHeader()));
        }
        return myself;
    }

    /** The connection was encrypted. */
    public SELF isEncrypted() {
        isNotNull();
        if (actual.session().tls().isEmpty()) {
            throw failed(Failure.of(actual, "come by TLS", "", "it came unencrypted"));
        }
        return myself;
    }

    /** The connection was not encrypted. */
    public SELF isNotEncrypted() {
        isNotNull();
        if (actual.session().tls().isPresent()) {
            throw failed(Failure.of(
                    actual,
                    "come unencrypted",
                    "",
                    "it came by " + actual.session().tls().get().protocol()));
        }
        return myself;
    }

    /** The connection was encrypted by this protocol, such as {@code TLSv1.3}. */
    public SELF hasTlsProtocol(String protocol) {
        isNotNull();
        return is("TLS protocol", actual.session().tls().map(TlsInfo::protocol), protocol);
    }

    /** The client had logged in by this name. */
    public SELF hasUser(String name) {
        isNotNull();
        return is("user", actual.session().authentication().map(Authentication::user), name);
    }

    /** The client had not logged in. */
    public SELF hasNoUser() {
        isNotNull();
        Optional<String> user = actual.session().authentication().map(Authentication::user);
        if (user.isPresent()) {
            throw failed(Failure.of(actual, "no user", "", user));
        }
        return myself;
    }

    /** The client gave this name with EHLO or HELO. */
    public SELF hasHelo(String name) {
        isNotNull();
        return is("EHLO name", actual.session().helo(), name);
    }

    /** The message has so many octets. */
    public SELF hasSize(int octets) {
        isNotNull();
        if (actual.size() != octets) {
            throw different(
                    actual.size(), octets, Failure.of(actual, "size", octets + " octets", "had " + actual.size()));
        }
        return myself;
    }

    /** The message has fewer octets than this. */
    public SELF hasSizeLessThan(int octets) {
        isNotNull();
        if (actual.size() >= octets) {
            throw failed(Failure.of(actual, "size less than", octets + " octets", "had " + actual.size()));
        }
        return myself;
    }

    /** Nothing is wrong with the message, be it against an RFC or only against good practice. */
    public SELF hasNoProblems() {
        isNotNull();
        return requireNone("no problems", actual.problems());
    }

    /** Nothing about the message is against an RFC. */
    public SELF hasNoViolations() {
        isNotNull();
        return requireNone(
                "no violations of an RFC",
                actual.problems().stream()
                        .filter(problem -> problem.severity() == Problem.Severity.VIOLATION)
                        .toList());
    }

    private SELF requireNone(String what, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw failed(Failure.of(actual, what, "", Failure.had(problems, Problem::toString)));
        }
        return myself;
    }

    /** The problem with this id was found, such as {@code bareLf}. */
    public SELF hasProblem(String id) {
        isNotNull();
        List<Problem> problems = actual.problems();
        if (problems.stream().noneMatch(problem -> problem.id().equals(id))) {
            throw failed(Failure.of(actual, "problem", id, Failure.had(problems, Problem::toString)));
        }
        return myself;
    }

    final SELF hasSame(String what, List<String> expected, List<String> found) {
        AddressDifference difference = AddressDifference.between(expected, found);
        if (!difference.isEmpty()) {
            throw different(
                    found,
                    expected,
                    Failure.of(
                            actual,
                            what,
                            Failure.cut(expected.toString()),
                            "had\n  " + Failure.cut(found.toString()) + difference));
        }
        return myself;
    }

    final SELF is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw different(found.orElse(null), expected, Failure.different(actual, what, expected, found));
        }
        return myself;
    }

    final SELF contains(String what, Optional<String> found, String text) {
        if (found.filter(value -> value.contains(text)).isEmpty()) {
            throw failed(Failure.of(actual, what + " containing", Failure.quoted(text), found));
        }
        return myself;
    }

    final AssertionError failed(String description) {
        return failure("%s", description);
    }

    final AssertionError different(@Nullable Object found, Object expected, String description) {
        return failureWithActualExpected(found, expected, "%s", description);
    }

    /** Returns how a part of the message is called in failures, behind what the user calls the message. */
    final String described(String part) {
        String own = descriptionText();
        return (own.isEmpty() ? "" : own + ": ") + part + " of " + Objects.toString(actual);
    }
}
