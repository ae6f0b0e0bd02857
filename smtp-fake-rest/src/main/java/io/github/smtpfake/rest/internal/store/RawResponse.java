package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Response;

/** The bytes of a message as a response. If the server has discarded the body, the response consists of the header. */
public final class RawResponse {

    private RawResponse() {}

    /** Returns the response. Reads the bytes now, so that it fails before the response begins if the message is deleted. */
    public static Response of(String contentType, CapturedMessage message) {
        RawMessage raw = Delivery.raw(message);
        return raw.isComplete()
                ? Response.stream(200, contentType, raw.newInputStream(), raw.size())
                : Response.bytes(200, contentType, raw.contiguous());
    }
}
