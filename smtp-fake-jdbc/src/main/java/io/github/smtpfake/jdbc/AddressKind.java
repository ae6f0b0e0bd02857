package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.query.Field;
import java.util.Optional;

/** What an address of a message is; the column {@code address.kind} has the code. */
enum AddressKind {
    RECIPIENT(1, Field.RECIPIENT),
    FROM(2, Field.FROM),
    TO(3, Field.TO),
    CC(4, Field.CC),
    BCC(5, Field.BCC),
    REPLY_TO(6, Field.REPLY_TO);

    private final int code;
    private final Field field;

    AddressKind(int code, Field field) {
        this.code = code;
        this.field = field;
    }

    int code() {
        return code;
    }

    /** Returns the kind of the addresses that a field consists of; empty if it has none. */
    static Optional<AddressKind> of(Field field) {
        for (AddressKind kind : values()) {
            if (kind.field == field) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
