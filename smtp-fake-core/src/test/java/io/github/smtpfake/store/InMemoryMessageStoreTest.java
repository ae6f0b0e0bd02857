package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.Limits;
import org.junit.jupiter.api.Test;

class InMemoryMessageStoreTest extends MessageStoreContract {

    @Override
    protected MessageStore newStore(Limits limits) {
        return new InMemoryMessageStore(limits);
    }

    @Test
    void namesMissingLimits() {
        assertThatNullPointerException()
                .isThrownBy(() -> new InMemoryMessageStore(null))
                .withMessage("limits");
    }
}
