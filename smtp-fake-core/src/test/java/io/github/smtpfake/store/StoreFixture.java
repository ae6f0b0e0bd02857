package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;

/** The stores that the topics of {@link MessageStoreContract} test. */
interface StoreFixture {

    /** Returns the store of this test, which has the default limits; always the same one. */
    MessageStore store();

    /** Returns another empty store with these limits. */
    MessageStore store(Limits limits);
}
