package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A WebSocket (RFC 6455), which sends texts until the client disconnects. What the client sends is discarded. The server offers
 * no extensions and no subprotocols.
 */
public final class WebSocket implements Answer {
    /** The value of the {@code Upgrade} header. */
    static final String NAME = "websocket";

    /** The header with the version of the protocol. */
    static final String VERSION_HEADER = "Sec-WebSocket-Version";

    /** The version that the server supports. */
    static final String VERSION = "13";

    private static final String UPGRADE = "Upgrade";
    private static final String CONNECTION = "Connection";
    private static final String KEY = "Sec-WebSocket-Key";
    private static final int KEY_BYTES = 16;
    /** RFC 6455, section 1.3. */
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String key;
    private final TextSource source;

    private WebSocket(String key, TextSource source) {
        this.key = key;
        this.source = source;
    }

    /** Returns whether a client asks for a WebSocket. */
    public static boolean isRequestedBy(Request request) {
        return hasToken(request, UPGRADE, NAME);
    }

    /**
     * Checks that a request for a WebSocket is valid.
     *
     * @throws ProblemException with 426 if the version is not 13, with 400 if the request is invalid for another reason
     */
    public static void check(Request request) {
        if (!request.headers(VERSION_HEADER).equals(List.of(VERSION))) {
            throw new ProblemException(ProblemDetails.upgradeRequired());
        }
        require(
                request.method().equals("GET") && !request.isHttp10() && !request.hasBody(),
                "A WebSocket begins with a GET request of HTTP/1.1 without a body.");
        require(hasToken(request, CONNECTION, UPGRADE), "The Connection header of a WebSocket must contain Upgrade.");
        List<String> keys = request.headers(KEY);
        require(
                keys.size() == 1 && isKey(keys.get(0)),
                "The request must have one Sec-WebSocket-Key header, which contains 16 bytes in base64.");
    }

    private static void require(boolean condition, String detail) {
        if (!condition) {
            throw new ProblemException(ProblemDetails.badRequest(detail));
        }
    }

    private static boolean hasToken(Request request, String header, String token) {
        return request.headers(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Creates the answer to a request that {@link #check} accepts.
     *
     * @param source the texts to send
     */
    public static WebSocket answering(Request request, TextSource source) {
        return new WebSocket(request.headers(KEY).get(0).strip(), source);
    }

    TextSource source() {
        return source;
    }

    /** Returns the head of the answer, with which the client begins to read frames. */
    Response head() {
        return Response.empty(101)
                .with(UPGRADE, NAME)
                .with(CONNECTION, UPGRADE)
                .with("Sec-WebSocket-Accept", accept(key));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
