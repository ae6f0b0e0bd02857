package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains why a list of addresses lacks an address or contains an unexpected one: where else the message has it. */
sealed interface AddressOrigin {

    /** Returns where else the message has an address that is missing from the list, and what to do. */
    Optional<String> ofMissing(String address);

    /** Returns why the list contains an unexpected address, and what to do. */
    default Optional<String> ofUnexpected(String address) {
        return Optional.empty();
    }

    /**
     * Explains the addresses of a header.
     *
     * @param found the addresses of the header
     */
    record OfHeader(CapturedMessage message, String header, List<String> found) implements AddressOrigin {
        @Override
        public Optional<String> ofMissing(String address) {
            if (header.equals("From")) {
                return message.envelope().sender().equalsIgnoreCase(address)
                        ? Optional.of(address + " is the sender of the envelope, but not in the From header."
                                + " Assert hasSender, or use the address in From.")
                        : Optional.empty();
            }
            if (contains(found, address)) {
                // The caller expects it more often than once.
                return Optional.empty();
            }
            Optional<String> other = headerOf(address, message);
            if (other.isPresent()) {
                return Optional.of(address + " is in the " + other.get() + " header. Assert has" + other.get()
                        + ", or move the address to " + header + ".");
            }
            return isRecipient(address, message) && !header.equals("Reply-To")
                    ? Optional.of(address + " is a recipient in the envelope, but not in the " + header
                            + " header. If a Bcc is intended, assert " + (found.isEmpty() ? "" : ofFound() + " and ")
                            + call("hasBcc", List.of(address)) + "; otherwise add the address to " + header + ".")
                    : Optional.empty();
        }

        private String ofFound() {
            return call("has" + header, found);
        }
    }

    /** Explains the Bcc recipients. */
    record OfBcc(CapturedMessage message) implements AddressOrigin {
        @Override
        public Optional<String> ofMissing(String address) {
            Optional<String> header =
                    has(message.bccHeader(), address) ? Optional.of("Bcc") : headerOf(address, message);
            if (header.isPresent()) {
                return Optional.of(address + " is in the " + header.get() + " header, so every reader sees it. "
                        + (header.get().equals("Bcc") ? "Remove" : "Assert has" + header.get() + ", or remove")
                        + " it from that header.");
            }
            return isRecipient(address, message)
                    ? Optional.empty()
                    : Optional.of(address + " is not a recipient in the envelope. Check that the application sends the"
                            + " message to it.");
        }

        @Override
        public Optional<String> ofUnexpected(String address) {
            return Optional.of(address + " is a recipient in the envelope that no header names. If a Bcc is intended,"
                    + " expect it in hasBcc; otherwise add the address to To or Cc.");
        }
    }

    /** Explains the recipients of the envelope. */
    record OfEnvelope(CapturedMessage message) implements AddressOrigin {
        @Override
        public Optional<String> ofMissing(String address) {
            return headerOf(address, message)
                    .map(header -> address + " is in the " + header + " header, but not a recipient in the envelope."
                            + " Assert has" + header + ", or check that the application sends the message to it.");
        }
    }

    private static Optional<String> headerOf(String address, CapturedMessage message) {
        return has(message.to(), address)
                ? Optional.of("To")
                : has(message.cc(), address) ? Optional.of("Cc") : Optional.empty();
    }

    private static boolean has(List<Address> mailboxes, String address) {
        return contains(mailboxes.stream().map(Address::address).toList(), address);
    }

    private static boolean isRecipient(String address, CapturedMessage message) {
        return contains(message.envelope().recipients(), address);
    }

    private static boolean contains(List<String> addresses, String address) {
        return addresses.stream().anyMatch(address::equalsIgnoreCase);
    }

    /** Returns a call of an assertion as it is written in Java. */
    private static String call(String assertion, List<String> addresses) {
        return Failure.cut(assertion
                + addresses.stream().map(address -> '"' + address + '"').collect(Collectors.joining(", ", "(", ")")));
    }
}
