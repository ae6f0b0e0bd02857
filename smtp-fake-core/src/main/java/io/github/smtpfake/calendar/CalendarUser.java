package io.github.smtpfake.calendar;

import java.util.Objects;
import java.util.Optional;

/**
 * The organizer of an event, or a person or room that is invited to it (RFC 5545, sections 3.8.4.1 and 3.8.4.3). Immutable.
 *
 * @param address the address without {@code mailto:}, or another URI as it was sent
 * @param name the common name that is shown for the address; empty if there is none
 * @param status the participation status in upper case, such as {@code NEEDS-ACTION}, {@code ACCEPTED} or {@code DECLINED};
 *     empty for the organizer
 */
public record CalendarUser(String address, Optional<String> name, Optional<String> status) {

    /** Checks the arguments. */
    public CalendarUser {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
    }

    /** Returns the name, the address and the status, such as {@code Ada <ada@example.org> (ACCEPTED)}. */
    @Override
    public String toString() {
        return name.map(shown -> shown + " <" + address + ">").orElse(address)
                + status.map(shown -> " (" + shown + ")").orElse("");
    }
}
