package io.github.smtpfake.rest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sends the same messages and requests to both servers, and collects the differences between their answers. */
final class Comparison {
    private static final JsonMapper JSON = new JsonMapper();

    private final Peer original;
    private final Peer ours;
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> serverErrors = new ArrayList<>();
    private int requests;
    private Ask lastChange = ChangingRequests.STATE;
    private boolean hasDiverged;
    private String subject = "";

    Comparison(Peer original, Peer ours) {
        this.original = original;
        this.ours = ours;
    }

    /**
     * Which queries to send.
     *
     * @param share which share of the chosen dates and words: one of this number
     * @param random the number of queries that the seed determines
     */
    record Queries(long seed, int share, int random) {}

    /** How many requests both servers answered. */
    int requests() {
        return requests;
    }

    List<Difference> differences() {
        return differences;
    }

    /** Returns the requests that smtp-fake answered with 5xx, except those that it rejects on purpose with 501. */
    List<String> serverErrors() {
        return serverErrors;
    }

    /**
     * Runs a comparison.
     *
     * @param samples messages that are read and searched
     */
    void run(List<Sample> samples, Queries choice) throws IOException {
        int count = 0;
        for (Sample sample : samples) {
            count += deliver(count, sample) ? 1 : 0;
        }
        askAll(Plan.lists());
        int largest = readSizes(count);
        for (int i = 0; i < count; i++) {
            message(i);
        }
        askAll(Plan.others());
        askAll(ChangingRequests.marks());
        SearchQueries queries = new SearchQueries(choice.seed(), largest, choice.share());
        for (String query : queries.chosen()) {
            ask(Plan.search(query));
        }
        for (int i = 0; i < choice.random(); i++) {
            ask(Plan.search(queries.random()));
        }
        askAll(ChangingRequests.tags());
        askAll(ChangingRequests.chaos());
        int next = count;
        for (String body : ChangingRequests.sent()) {
            next = send(next, Ask.json("POST", "/api/v1/send", body));
        }
        next = send(
                next,
                Ask.json("POST", "/api/v1/send", ChangingRequests.sent().get(0))
                        .with("Authorization: Basic Ym9iOnNlY3JldA=="));
        askAll(ChangingRequests.deletions());
        deliver(next, samples.get(0));
        ask(Ask.json("DELETE", "/api/v1/messages", "{\"Foo\":1}"));
        ask(Ask.of("DELETE", "/api/v1/messages"));
        deliver(next, samples.get(0));
        ask(Ask.of("DELETE", "/api/v1/search?query=after:nonsense"));
    }

    /** Reads messages, in lists and each for itself, but does not search them. */
    void read(List<Sample> samples) throws IOException {
        ask(Ask.of("DELETE", "/api/v1/messages"));
        int count = 0;
        for (Sample sample : samples) {
            if (deliver(count, sample)) {
                subject = sample.name();
                ask(Ask.get("/api/v1/messages?limit=1&start=0"));
                message(count++);
            }
        }
        subject = "";
    }

    /** Returns whether both servers accept the message; if only one does, it is deleted again. */
    private boolean deliver(int number, Sample sample) throws IOException {
        Ask ask = Ask.of("SMTP", sample.name());
        String first = original.deliver(number, sample);
        String second = ours.deliver(number, sample);
        requests++;
        differences.addAll(Difference.between(ask, TextNode.valueOf(first), TextNode.valueOf(second)));
        awaitNextMillisecond();
        if (!first.equals(second)) {
            Ask deletion = Ask.json("DELETE", "/api/v1/messages", "{\"IDs\":[\"{#" + number + "}\"]}");
            (first.equals(Peer.ACCEPTED) ? original : ours).ask(deletion);
            return false;
        }
        return true;
    }

    /** Mailpit sorts by milliseconds. */
    private static void awaitNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    private int send(int number, Ask ask) throws IOException {
        Answer first = original.ask(ask);
        Answer second = ours.ask(ask);
        String id = sentId(first);
        String ourId = sentId(second);
        if (!id.isEmpty()) {
            original.name(number, id);
        }
        if (!ourId.isEmpty()) {
            ours.name(number, ourId);
        }
        compare(ask, first, second);
        awaitNextMillisecond();
        if (id.isEmpty() || ourId.isEmpty()) {
            delete(original, id);
            delete(ours, ourId);
            return number;
        }
        subject = "send";
        message(number);
        subject = "";
        return number + 1;
    }

    /** Deletes a message that only one of the servers accepted. */
    private static void delete(Peer peer, String id) throws IOException {
        if (!id.isEmpty()) {
            peer.ask(Ask.json("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + id + "\"]}"));
        }
    }

    private static String sentId(Answer answer) throws IOException {
        return answer.status() == 200 ? json(answer).path("ID").asText() : "";
    }

    private static JsonNode json(Answer answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** Records the sizes of all messages, and returns the number of the largest. */
    private int readSizes(int count) throws IOException {
        int largest = 0;
        int largestSize = 0;
        for (int i = 0; i < count; i++) {
            Ask ask = Ask.get("/api/v1/message/{#" + i + "}");
            int size = json(original.ask(ask)).path("Size").asInt();
            original.size(i, size);
            ours.size(i, json(ours.ask(ask)).path("Size").asInt());
            if (size > largestSize) {
                largest = i;
                largestSize = size;
            }
        }
        return largest;
    }

    private void message(int number) throws IOException {
        Ask ask = Ask.get("/api/v1/message/{#" + number + "}");
        Set<String> parts = new LinkedHashSet<>(List.of("0", "1", "1.1", "2"));
        Answer first = original.ask(ask);
        Answer second = ours.ask(ask);
        compare(ask, first, second);
        parts.addAll(parts(first));
        parts.addAll(parts(second));
        askAll(Plan.message(number));
        for (String part : parts) {
            ask(Ask.get("/api/v1/message/{#" + number + "}/part/" + part));
        }
    }

    private static Set<String> parts(Answer answer) throws IOException {
        return answer.status() == 200 ? new LinkedHashSet<>(json(answer).findValuesAsText("PartID")) : Set.of();
    }

    private void askAll(List<Ask> asks) throws IOException {
        for (Ask ask : asks) {
            ask(ask);
        }
    }

    private void ask(Ask ask) throws IOException {
        compare(ask, original.ask(ask), ours.ask(ask));
    }

    private void compare(Ask ask, Answer first, Answer second) throws IOException {
        requests++;
        if (second.status() >= 500 && !(second.status() == 501 && ListedDifference.isNotImplemented(ask))) {
            serverErrors.add(second.status() + " " + ask);
        }
        boolean showsChange = ask.equals(ChangingRequests.STATE) || ask.equals(ChangingRequests.TAGS);
        JsonNode originalView = view(ask, first, original);
        List<Difference> found = Difference.between(reported(ask), originalView, view(ask, second, ours));
        if (!showsChange) {
            differences.addAll(found);
            if (ask.body() != null || ask.method().equals("DELETE")) {
                lastChange = ask;
                hasDiverged |= first.status() != second.status();
            }
            return;
        }
        // After a request that only one server carried out, later differences are its consequences.
        if (!hasDiverged) {
            differences.addAll(found);
        }
        if (ask.equals(ChangingRequests.STATE) && (hasDiverged || found.stream().anyMatch(Comparison::isOfMarks))) {
            adjust(originalView);
            hasDiverged = false;
        }
    }

    private Ask reported(Ask ask) {
        if (!subject.isEmpty()) {
            return ask.about(subject);
        }
        return ask.equals(ChangingRequests.STATE) || ask.equals(ChangingRequests.TAGS) ? ask.after(lastChange) : ask;
    }

    private static JsonNode view(Ask ask, Answer answer, Peer peer) {
        boolean isComplete = !Plan.isList(ask) || Plan.isCompleteList(ask);
        return isComplete ? View.of(answer, peer) : View.ofState(answer, peer);
    }

    private static boolean isOfMarks(Difference difference) {
        return difference.isIn("Read") || difference.isIn("Tags");
    }

    /** Gives our messages the marks and tags of Mailpit, so that later requests show only their own differences. */
    private void adjust(JsonNode state) throws IOException {
        for (JsonNode message : state.path("body").path("messages")) {
            String id = message.path("ID").asText().replaceFirst("(#\\d+)", "{$1}");
            ours.ask(Ask.json(
                    "PUT", "/api/v1/messages", "{\"Read\":" + message.path("Read") + ",\"IDs\":[\"" + id + "\"]}"));
            ours.ask(Ask.json(
                    "PUT", "/api/v1/tags", "{\"IDs\":[\"" + id + "\"],\"Tags\":" + message.path("Tags") + "}"));
        }
    }
}
