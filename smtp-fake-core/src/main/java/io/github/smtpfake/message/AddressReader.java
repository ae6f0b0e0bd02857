package io.github.smtpfake.message;

import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Reads the mailboxes of an address header (RFC 5322, section 3.4), those within groups included. */
final class AddressReader {

    private AddressReader() {}

    static List<Address> read(String rawValue) {
        AddressList addresses = LenientAddressParser.DEFAULT.parseAddressList(rawValue);
        return addresses.flatten().stream().map(AddressReader::address).toList();
    }

    private static Address address(Mailbox mailbox) {
        String name = mailbox.getName() == null ? "" : mailbox.getName();
        String decoded = DecoderUtil.decodeEncodedWords(name, DecodeMonitor.SILENT);
        return new Address(decoded, mailbox.getAddress() == null ? "" : mailbox.getAddress());
    }
}
