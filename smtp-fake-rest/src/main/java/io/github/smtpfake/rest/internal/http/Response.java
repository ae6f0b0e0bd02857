package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.rest.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A response: status, headers and a body. It can be sent once. */
public final class Response implements Answer {
    static final long UNKNOWN_LENGTH = -1;

    private static final String JSON = "application/json";

    private final int status;
    private final List<Field> headers = new ArrayList<>(4);
    private final Body body;
    private final long length;

    /** A header field. */
    record Field(String name, String value) {}

    /** Writes the bytes of a response. */
    public interface Body {

        /**
         * Writes the body.
         *
         * @throws IOException if the client disconnected
         */
        void writeTo(OutputStream out) throws IOException;

        /** Releases what the body needs. Called once, even if the body could not be written. */
        default void end() {}
    }

    private Response(int status, Body body, long length) {
        this.status = status;
        this.body = body;
        this.length = length;
    }

    /** Returns a response whose body is written while it is sent, so that the whole body is never in memory. */
    public static Response written(int status, String contentType, Body body) {
        return new Response(status, body, UNKNOWN_LENGTH).with("Content-Type", contentType);
    }

    /** Returns a response whose body is read while it is sent. */
    public static Response stream(int status, String contentType, InputStream body, long length) {
        return new Response(status, new Transfer(body), length).with("Content-Type", contentType);
    }

    /** Returns a response whose body consists of these bytes. */
    public static Response bytes(int status, String contentType, byte[] body) {
        return stream(status, contentType, new ByteArrayInputStream(body), body.length);
    }

    /** Returns a response in plain text. */
    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response with status 200 and this value as JSON. */
    public static Response json(Object value) {
        return json(200, value);
    }

    /** Returns a response with this value as JSON, which is written while it is sent if it is long. */
    public static Response json(int status, Object value) {
        return Json.shortBytes(value)
                .map(json -> bytes(status, JSON, json))
                .orElseGet(() -> written(status, JSON, out -> Json.writeLong(value, out)));
    }

    /** Returns a response with status 201, the path of the new resource, and this value as JSON. */
    public static Response created(String path, Object value) {
        return json(201, value).with("Location", path);
    }

    /** Returns a response with status 204 and without a body. */
    public static Response noContent() {
        return new Response(204, new Transfer(InputStream.nullInputStream()), 0);
    }

    /** Returns a response with only a head, whose length is not sent. */
    static Response empty(int status) {
        return new Response(status, new Transfer(InputStream.nullInputStream()), UNKNOWN_LENGTH);
    }

    /**
     * Adds a header and returns this response.
     *
     * @throws IllegalArgumentException if the value contains characters other than printable ASCII
     */
    public Response with(String name, String value) {
        if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw new IllegalArgumentException("Invalid value for the header " + name);
        }
        headers.add(new Field(name, value));
        return this;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    List<Field> headers() {
        return headers;
    }

    Body body() {
        return body;
    }

    long length() {
        return length;
    }

    private record Transfer(InputStream in) implements Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            in.transferTo(out);
        }
    }
}
