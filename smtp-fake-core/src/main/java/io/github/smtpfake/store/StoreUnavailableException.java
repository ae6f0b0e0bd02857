package io.github.smtpfake.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a store cannot do its work now, for example because its file is locked. The same call may succeed later. The
 * SMTP server answers 451, and the HTTP API 503.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates an exception.
     *
     * @param reason the reason, which clients receive; also the message of this exception
     * @param cause the original error; may be null
     */
    public StoreUnavailableException(String reason, @Nullable Throwable cause) {
        super(Objects.requireNonNull(reason, "reason"), cause);
        this.reason = reason;
    }

    /** Returns the reason. */
    public String reason() {
        return reason;
    }
}
