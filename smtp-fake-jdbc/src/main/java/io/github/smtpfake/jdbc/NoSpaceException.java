package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;

/** Thrown if the file system is full. */
final class NoSpaceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreUnavailableException reason;

    NoSpaceException(StoreUnavailableException reason) {
        super(reason.reason(), reason);
        this.reason = reason;
    }

    StoreUnavailableException reason() {
        return reason;
    }
}
