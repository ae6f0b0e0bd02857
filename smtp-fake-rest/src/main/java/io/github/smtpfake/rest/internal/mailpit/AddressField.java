package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.List;

/** The header fields with addresses. */
enum AddressField {
    FROM("From"),
    TO("To"),
    CC("Cc"),
    /** Includes the recipients of the envelope that no header names. */
    BCC("Bcc") {
        @Override
        List<Address> of(CapturedMessage message) {
            List<Address> all = new ArrayList<>(super.of(message));
            message.bcc().forEach(recipient -> all.add(new Address("", recipient)));
            return all;
        }
    },
    REPLY_TO("Reply-To");

    private final String header;

    AddressField(String header) {
        this.header = header;
    }

    /** Returns the addresses of a message in this field. */
    List<Address> of(CapturedMessage message) {
        return message.content().addresses(header);
    }
}
