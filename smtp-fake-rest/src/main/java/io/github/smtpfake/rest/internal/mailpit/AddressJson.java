package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.store.CutLists;
import java.util.ArrayList;
import java.util.List;

/** A name and an address, as Mailpit shows them. */
record AddressJson(
        @JsonProperty("Name") String name,
        @JsonProperty("Address") String address) {

    /** Returns the first {@value CutLists#MOST} addresses; the raw message has all of them. */
    static List<AddressJson> of(List<Address> addresses) {
        // No stream: creating one for each address takes longer than writing the address.
        List<AddressJson> json = new ArrayList<>();
        for (int i = 0; i < Math.min(addresses.size(), CutLists.MOST); i++) {
            json.add(of(addresses.get(i)));
        }
        return json;
    }

    private static AddressJson of(Address address) {
        return new AddressJson(address.name(), address.address());
    }

    /** Returns the first address, or an empty one if there is none. */
    static AddressJson first(List<Address> addresses) {
        return addresses.isEmpty() ? new AddressJson("", "") : of(addresses.get(0));
    }
}
