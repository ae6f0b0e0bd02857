package io.github.smtpfake.rest.api;

import io.github.smtpfake.inbox.MessageStore;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.http.Parameters;
import io.github.smtpfake.rest.http.ProblemDetails;
import io.github.smtpfake.rest.http.ProblemException;
import io.github.smtpfake.rest.http.Request;
import io.github.smtpfake.rest.http.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /api/messages/{id}} and below: one message, by its id or as the latest that the filters select. */
final class MessageResource {
    private static final String ID = "id";
    private static final String LATEST = "latest";
    private static final List<String> LATEST_PARAMETERS = Stream.concat(
                    Selection.PARAMETERS.stream(), Wait.PARAMETERS.stream())
            .toList();

    private final MessageStore store;
    private final Waits waits;

    MessageResource(MessageStore store, Waits waits) {
        this.store = store;
        this.waits = waits;
    }

    Response show(Request request) {
        return Response.json(MessageJson.of(find(request)));
    }

    Response raw(Request request) {
        CapturedMessage message = find(request);
        return Response.stream(200, "message/rfc822", message.openRaw(), message.size());
    }

    Response delete(Request request) {
        CapturedMessage message = find(request);
        if (!store.delete(message.id())) {
            throw notThere();
        }
        return Response.noContent();
    }

    private CapturedMessage find(Request request) {
        Parameters parameters = request.parameters();
        String id = request.pathParameter(ID);
        if (id.equals(LATEST)) {
            parameters.requireOnly(LATEST_PARAMETERS);
            return latest(parameters);
        }
        parameters.requireOnly(Set.of());
        return store.message(id).orElseThrow(MessageResource::notThere);
    }

    private CapturedMessage latest(Parameters parameters) {
        List<CapturedMessage> matches = waits.await(Selection.of(parameters, store), Wait.of(parameters, Wait.ONE_NOW))
                .matches();
        return matches.get(matches.size() - 1);
    }

    private static ProblemException notThere() {
        return new ProblemException(ProblemDetails.notFound("No message has this id; it may be deleted or evicted."));
    }
}
