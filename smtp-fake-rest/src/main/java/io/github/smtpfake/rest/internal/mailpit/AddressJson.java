package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.store.CutLists;
import java.util.List;

/** A name and an address, as Mailpit shows them. */
record AddressJson(
        @JsonProperty("Name") String name,
        @JsonProperty("Address") String address) {

    /** Returns the first {@value CutLists#MOST} addresses; the raw message has all of them. */
    static List<AddressJson> of(List<Address> addresses) {
        return addresses.stream()
                .limit(CutLists.MOST)
                .map(address -> new AddressJson(address.name(), address.address()))
                .toList();
    }

    /** Returns the first address, or an empty one if there is none. */
    static AddressJson first(List<Address> addresses) {
        return addresses.isEmpty()
                ? new AddressJson("", "")
                : of(addresses.subList(0, 1)).get(0);
    }
}
