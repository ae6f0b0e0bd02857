package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.store.StoreUnavailableException;
import java.io.IOException;

/** What the server answered. */
record Reply(int status, byte[] body) {
    boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** Returns whether the server is stopping or starting, or a proxy cannot reach it. */
    boolean isUnavailable() {
        return status >= 502 && status <= 504;
    }

    JsonNode json() {
        try {
            return Transport.JSON.readTree(body);
        } catch (IOException e) {
            throw new StoreUnavailableException("The server answered with text that is not valid Transport.JSON.", e);
        }
    }

    /** Returns the detail of a problem document, or the status if there is none. */
    String problem() {
        try {
            String detail = Transport.JSON.readTree(body).path("detail").asText();
            return detail.isEmpty() ? "status " + status : detail;
        } catch (IOException e) {
            return "status " + status;
        }
    }
}
