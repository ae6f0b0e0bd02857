package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.text.Sizes;
import java.time.Duration;

/** Reads values of options; what is wrong with one is told with the name of its option. */
public final class Values {

    private Values() {}

    /** A user and a password. */
    public record Login(String name, String password) {}

    /** Reads a user and a password with a colon between; what was given is never shown, as it may be a password. */
    public static Login login(Given given) throws UsageException {
        int colon = given.text().indexOf(':');
        if (colon < 1) {
            throw new UsageException(given.source() + " must be a name and a password with a colon between");
        }
        return new Login(given.text().substring(0, colon), given.text().substring(colon + 1));
    }

    public static int number(Given given, int least, int most) throws UsageException {
        String must = "must be a number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(given.text());
            if (number < least || number > most) {
                throw given.wrong(must);
            }
            return number;
        } catch (NumberFormatException e) {
            throw given.wrong(must);
        }
    }

    /** Reads octets from 1 on. */
    public static long size(Given given, long most) throws UsageException {
        try {
            long size = Sizes.parse(given.text());
            if (size < 1 || size > most) {
                throw given.wrong("must be from 1 to " + most + " octets");
            }
            return size;
        } catch (IllegalArgumentException e) {
            throw given.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Reads a duration that is longer than none. */
    public static Duration duration(Given given) throws UsageException {
        Duration duration = durationOrNone(given);
        if (duration.isZero()) {
            throw given.wrong("must be more than 0");
        }
        return duration;
    }

    public static Duration durationOrNone(Given given) throws UsageException {
        try {
            return Durations.parse(given.text());
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.source() + " " + e.getMessage());
        }
    }
}
