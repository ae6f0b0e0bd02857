package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What goes wrong on purpose, and how often. */
record ChaosJson(
        @JsonProperty("Sender") Trigger sender,
        @JsonProperty("Recipient") Trigger recipient,
        @JsonProperty("Authentication") Trigger authentication) {

    /**
     * @param errorCode 400 to 599
     * @param probability percent
     */
    record Trigger(
            @JsonProperty("ErrorCode") int errorCode,
            @JsonProperty("Probability") int probability) {}
}
