package io.github.smtpfake.assertj;

import io.github.smtpfake.internal.hints.AddressArgument;
import io.github.smtpfake.message.Address;
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
 * Assertions on how a message was transmitted: its envelope, its session and its bytes.
 *
 * @param <SELF> the type of the assert
 */
public abstract class AbstractEnvelopeAssert<SELF extends AbstractEnvelopeAssert<SELF>>
        extends AbstractAssert<SELF, CapturedMessage> {

    AbstractEnvelopeAssert(@Nullable CapturedMessage actual, Class<SELF> selfType) {
        super(actual, selfType);
    }

    /**
     * Verifies that the reverse-path of the envelope equals the given address, ignoring case.
     *
     * @param address the address without angle brackets; empty for the null reverse-path
     */
    public SELF hasSender(String address) {
        AddressArgument.require(address);
        isNotNull();
        String sender = actual.envelope().sender();
        if (!sender.equalsIgnoreCase(address)) {
            throw different(
                    sender,
                    address,
                    Failure.values("envelope sender", path(address), Optional.of(Failure.cut(path(sender)))));
        }
        return myself;
    }

    private static String path(String address) {
        return "<" + address + ">";
    }

    /**
     * Verifies that the envelope has exactly the given recipients, in any order and ignoring case.
     *
     * @param addresses the recipients; if none are given, the envelope must have none
     */
    public SELF hasRecipients(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasSame(
                "envelope recipients", expected, actual.envelope().recipients(), new AddressOrigin.OfEnvelope(actual));
    }

    /** Verifies that the recipients of the envelope include the given address, ignoring case. */
    public SELF hasRecipient(String address) {
        AddressArgument.require(address);
        isNotNull();
        List<String> recipients = actual.envelope().recipients();
        if (recipients.stream().noneMatch(address::equalsIgnoreCase)) {
            throw failed(Failure.found("envelope recipient " + address, recipients, recipient -> recipient));
        }
        return myself;
    }

    /**
     * Verifies that the Bcc recipients are exactly the given ones, in any order and ignoring case. These are the recipients of
     * the envelope that no header names.
     *
     * @param addresses the Bcc recipients; if none are given, the message must have none
     */
    public SELF hasBcc(String... addresses) {
        List<String> expected = Checks.addresses(addresses);
        isNotNull();
        return hasSame("Bcc recipients", expected, actual.bcc(), new AddressOrigin.OfBcc(actual));
    }

    /** Verifies that a header names every recipient of the envelope. */
    public SELF hasNoBcc() {
        return hasBcc();
    }

    /** Verifies that the message has no Bcc header, which would show the Bcc recipients to every reader. */
    public SELF doesNotLeakBcc() {
        isNotNull();
        if (!actual.bccHeader().isEmpty()) {
            throw failed(Failure.found("no Bcc header", actual.bccHeader(), Address::toString));
        }
        return myself;
    }

    /** Verifies that the message arrived over an encrypted connection. */
    public SELF isEncrypted() {
        isNotNull();
        if (actual.session().tls().isEmpty()) {
            throw failed(Failure.of("an encrypted connection", "the message arrived in plain text"));
        }
        return myself;
    }

    /** Verifies that the message arrived over an unencrypted connection. */
    public SELF isNotEncrypted() {
        isNotNull();
        Optional<TlsInfo> tls = actual.session().tls();
        if (tls.isPresent()) {
            throw failed(Failure.of(
                    "an unencrypted connection", "it used " + tls.get().protocol()));
        }
        return myself;
    }

    /**
     * Verifies that the connection was encrypted with the given version of TLS.
     *
     * @param protocol the name that Java uses, such as {@code TLSv1.3}
     */
    public SELF hasTlsProtocol(String protocol) {
        Objects.requireNonNull(protocol, "protocol");
        isNotNull();
        return is("TLS protocol", actual.session().tls().map(TlsInfo::protocol), protocol);
    }

    /** Verifies that the client had authenticated as the given user. */
    public SELF hasUser(String name) {
        Objects.requireNonNull(name, "name");
        isNotNull();
        return is("user", actual.session().authentication().map(Authentication::user), name);
    }

    /** Verifies that the client had not authenticated. */
    public SELF hasNoUser() {
        isNotNull();
        Optional<String> user = actual.session().authentication().map(Authentication::user);
        if (user.isPresent()) {
            throw failed(Failure.of("no user", "it was " + Failure.quoted(user.get())));
        }
        return myself;
    }

    /** Verifies that the client gave the given name in its EHLO or HELO command. */
    public SELF hasHelo(String name) {
        Objects.requireNonNull(name, "name");
        isNotNull();
        return is("EHLO name", actual.session().helo(), name);
    }

    /**
     * Verifies that the raw message has the given size.
     *
     * @param bytes the size in bytes, zero or more
     */
    public SELF hasSize(int bytes) {
        Checks.atLeast(0, bytes, "bytes");
        isNotNull();
        if (actual.size() != bytes) {
            throw different(actual.size(), bytes, Failure.of("size " + bytes + " bytes", sizeFound()));
        }
        return myself;
    }

    /**
     * Verifies that the raw message is smaller than the given size.
     *
     * @param bytes the size in bytes, at least 1
     */
    public SELF hasSizeLessThan(int bytes) {
        Checks.atLeast(1, bytes, "bytes");
        isNotNull();
        if (actual.size() >= bytes) {
            throw failed(Failure.of("size less than " + bytes + " bytes", sizeFound()));
        }
        return myself;
    }

    private String sizeFound() {
        return "it was " + actual.size() + " bytes";
    }

    /** Verifies that the message has no problem: it neither violates an RFC nor departs from good practice. */
    public SELF hasNoProblems() {
        isNotNull();
        return requireNone("no problems", actual.problems());
    }

    /** Verifies that the message violates no RFC. */
    public SELF hasNoViolations() {
        isNotNull();
        return requireNone(
                "no violations of an RFC",
                actual.problems().stream()
                        .filter(problem -> problem.severity() == Problem.Severity.VIOLATION)
                        .toList());
    }

    private SELF requireNone(String expected, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw failed(Failure.found(expected, problems, Problem::toString));
        }
        return myself;
    }

    /**
     * Verifies that the message has the problem with the given id.
     *
     * @param id the id of the problem, such as {@code bareLf}
     */
    public SELF hasProblem(String id) {
        Objects.requireNonNull(id, "id");
        isNotNull();
        List<Problem> problems = actual.problems();
        if (problems.stream().noneMatch(problem -> problem.id().equals(id))) {
            throw failed(Failure.found("problem " + id, problems, Problem::toString));
        }
        return myself;
    }

    /** @param origin explains the addresses that are missing or unexpected */
    final SELF hasSame(String what, List<String> expected, List<String> found, AddressOrigin origin) {
        AddressDifference difference = AddressDifference.between(expected, found);
        if (!difference.isEmpty()) {
            String wanted = expected.isEmpty() ? "no " + what : what + " " + Failure.cut(expected.toString());
            String but = found.isEmpty() ? "there were none" : "found " + Failure.cut(found.toString());
            throw different(found, expected, Failure.of(wanted, but) + difference.describe(origin));
        }
        return myself;
    }

    final SELF is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw different(found.orElse(null), expected, TextDifference.equal(what, expected, found));
        }
        return myself;
    }

    final SELF contains(String what, Optional<String> found, String text) {
        if (found.filter(value -> value.contains(text)).isEmpty()) {
            throw failed(TextDifference.containing(what, text, found));
        }
        return myself;
    }

    final AssertionError failed(String description) {
        return failure("%s", description + "\nMessage: " + actual);
    }

    final AssertionError different(@Nullable Object found, Object expected, String description) {
        return failureWithActualExpected(found, expected, "%s", description + "\nMessage: " + actual);
    }

    /** Returns the name of a part of the message for failures, which begins with the description of this assert, if any. */
    final String described(String part) {
        String own = descriptionText();
        return (own.isEmpty() ? "" : own + ": ") + part + " of " + Objects.toString(actual);
    }
}
