package io.github.smtpfake.rest.internal.text;

import io.github.smtpfake.config.TlsMode;
import java.util.Locale;
import java.util.Optional;

/** How a {@link TlsMode} is written: {@code starttls-required} on the command line, {@code starttlsRequired} in JSON. */
public final class TlsModes {
    private TlsModes() {}

    /** Returns the name in lower case, with hyphens. */
    public static String text(TlsMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the name in camel case, like all names in JSON. */
    public static String json(TlsMode mode) {
        return mode == TlsMode.STARTTLS_REQUIRED ? "starttlsRequired" : text(mode);
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
