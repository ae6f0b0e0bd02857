package io.github.smtpfake.client;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStoreContract;

/** The contract of every store, whose reads and waits go over HTTP. */
class RemoteMessageStoreTest extends MessageStoreContract {

    @Override
    protected MessageStore newStore(Limits limits) {
        return ServedStore.start(limits);
    }
}
