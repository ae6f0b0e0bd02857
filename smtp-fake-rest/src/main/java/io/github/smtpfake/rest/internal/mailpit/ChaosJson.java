package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.json.JsonProperty;

/** The triggers of chaos. */
record ChaosJson(
        @JsonProperty("Sender") Trigger sender,
        @JsonProperty("Recipient") Trigger recipient,
        @JsonProperty("Authentication") Trigger authentication) {

    /**
     * Makes a command fail.
     *
     * @param errorCode the code of the reply, from 400 to 599
     * @param probability in percent
     */
    record Trigger(
            @JsonProperty("ErrorCode") int errorCode,
            @JsonProperty("Probability") int probability) {}
}
