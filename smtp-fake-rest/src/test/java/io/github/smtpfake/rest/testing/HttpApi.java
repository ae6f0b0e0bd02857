package io.github.smtpfake.rest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A simple client of the HTTP API. Each request fails if it has no answer after two minutes. */
public final class HttpApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** Longer than any request of a test waits for mail. */
    private static final Duration PATIENCE = TimeLimit.DURATION.multipliedBy(2);

    private final String base;

    public HttpApi(String host, int port) {
        this(host, port, WebRoot.NONE);
    }

    public HttpApi(String host, int port, WebRoot root) {
        this.base = "http://" + host + ":" + port + root.prefix();
    }

    /** Returns the JSON of a GET that must succeed. */
    public JsonNode get(String path) {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return tree(response.body());
    }

    /** Returns a future with the JSON of a GET that must succeed. */
    public CompletableFuture<JsonNode> getLater(String path) {
        return CLIENT.sendAsync(request("GET", path), BodyHandlers.ofString()).thenApply(response -> {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return tree(response.body());
        });
    }

    /** Returns the problem document of a request that must fail with this status. */
    public JsonNode problem(int status, String method, String path) {
        return problem(status, send(method, path));
    }

    /** Verifies that a response is a problem document with this status, and returns it. */
    public static JsonNode problem(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = tree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    /** Returns the detail of the problem document of a GET that must fail with this status. */
    public String detail(int status, String path) {
        return problem(status, "GET", path).get("detail").asText();
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = requestTo(path).method(method, HttpRequest.BodyPublishers.noBody());
        return exchange(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    /** Sends JSON with the Content-Type of JSON. */
    public HttpResponse<String> sendJson(String method, String path, String json) {
        return sendBody(method, path, json, "Content-Type", "application/json");
    }

    public HttpResponse<String> sendBody(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = requestTo(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        return exchange(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    public byte[] bytes(String path) {
        return exchange(request("GET", path), BodyHandlers.ofByteArray()).body();
    }

    public static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not valid JSON: " + json, e);
        }
    }

    /** Waits until the server has parked this number of requests. */
    public void awaitWaiting(int count) throws Exception {
        TimeLimit.until(
                count + " requests to wait",
                () -> get("/api/info").get("waiting").asInt() == count);
    }

    private HttpRequest.Builder requestTo(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    private HttpRequest request(String method, String path) {
        return requestTo(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
