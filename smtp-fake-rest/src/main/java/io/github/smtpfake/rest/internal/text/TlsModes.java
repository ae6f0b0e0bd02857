package io.github.smtpfake.rest.internal.text;

import io.github.smtpfake.config.TlsMode;
import java.util.Locale;
import java.util.Optional;

/** How the command line and the API write a {@link TlsMode}: {@code starttls-required}. */
public final class TlsModes {
    private TlsModes() {}

    /** Returns the name in lower case, with hyphens. */
    public static String text(TlsMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the mode with this name in any case, if there is one. */
    public static Optional<TlsMode> parse(String text) {
        for (TlsMode mode : TlsMode.values()) {
            if (text(mode).equalsIgnoreCase(text)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
