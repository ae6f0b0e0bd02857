package io.github.smtpfake.rest.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A header that has addresses. */
enum AddressField {
    FROM("From"),
    TO("To"),
    CC("Cc"),
    /** Also has the recipients of the envelope that no header names. */
    BCC("Bcc") {
        @Override
        List<Address> of(CapturedMessage message) {
            List<Address> all = new ArrayList<>(super.of(message));
            Set<String> named = new HashSet<>();
            all.forEach(address -> named.add(lower(address.address())));
            TO.of(message).forEach(address -> named.add(lower(address.address())));
            CC.of(message).forEach(address -> named.add(lower(address.address())));
            for (String recipient : message.envelope().recipients()) {
                if (named.add(lower(recipient))) {
                    all.add(new Address("", recipient));
                }
            }
            return all;
        }
    },
    REPLY_TO("Reply-To");

    private final String header;

    AddressField(String header) {
        this.header = header;
    }

    List<Address> of(CapturedMessage message) {
        return message.content().addresses(header);
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
