package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The header fields with addresses. */
enum AddressField {
    FROM(CapturedMessage::from),
    TO(CapturedMessage::to),
    CC(CapturedMessage::cc),
    /** Includes the recipients of the envelope that no header names. */
    BCC(CapturedMessage::bccHeader) {
        @Override
        List<Address> of(CapturedMessage message) {
            List<Address> all = new ArrayList<>(super.of(message));
            message.bcc().forEach(recipient -> all.add(new Address("", recipient)));
            return all;
        }
    },
    REPLY_TO(CapturedMessage::replyTo);

    private final Function<CapturedMessage, List<Address>> mailboxes;

    AddressField(Function<CapturedMessage, List<Address>> mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Returns the addresses of a message in this field. */
    List<Address> of(CapturedMessage message) {
        return mailboxes.apply(message);
    }
}
