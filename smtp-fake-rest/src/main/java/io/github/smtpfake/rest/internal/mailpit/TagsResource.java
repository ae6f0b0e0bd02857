package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code /api/v1/tags}: the tags of messages. A tag exists as long as a message has it. */
final class TagsResource {
    private static final int MAX_TAGS = 100;

    private final LabelledMessages mail;

    TagsResource(LabelledMessages mail) {
        this.mail = mail;
    }

    Response list(Request request) {
        return Response.json(mail.labels().tags());
    }

    /** Replaces the tags of some messages. */
    Response set(Request request) {
        JsonValue body = RequestBodies.required(request);
        List<String> tags = RequestBodies.texts(body, "Tags").stream()
                .flatMap(name -> Tags.clean(name).stream())
                .toList();
        if (tags.size() > MAX_TAGS) {
            throw new ProblemException(ProblemDetails.badRequest("A message may have at most " + MAX_TAGS + " tags."));
        }
        RequestBodies.texts(body, "IDs").stream()
                .flatMap(id -> mail.store().message(id).stream())
                .forEach(message -> mail.labels().change(message, label -> label.withTags(tags)));
        return Response.text(200, "ok");
    }

    Response rename(Request request) {
        String from = existing(request);
        String to = RequestBodies.required(request).required("Name").text().strip();
        if (!Tags.isValid(to)) {
            throw new ProblemException(ProblemDetails.badRequest("invalid tag name: " + to));
        }
        if (!from.equalsIgnoreCase(to) && Tags.contains(mail.labels().tags(), to)) {
            throw new ProblemException(ProblemDetails.badRequest("tag already exists: " + to));
        }
        replace(from, tags -> Stream.concat(tags, Stream.of(to)));
        return Response.text(200, "ok");
    }

    Response delete(Request request) {
        replace(existing(request), tags -> tags);
        return Response.text(200, "ok");
    }

    private String existing(Request request) {
        String name = request.pathParameter("Tag");
        if (!Tags.contains(mail.labels().tags(), name)) {
            throw new ProblemException(ProblemDetails.badRequest("tag not found: " + name));
        }
        return name;
    }

    /** Removes a tag from every message that has it, and changes the remaining tags of these messages. */
    private void replace(String name, UnaryOperator<Stream<String>> change) {
        for (CapturedMessage message : mail.store().messages()) {
            mail.labels()
                    .change(
                            message,
                            label -> Tags.contains(label.tags(), name)
                                    ? label.withTags(change.apply(
                                                    label.tags().stream().filter(tag -> !tag.equalsIgnoreCase(name)))
                                            .toList())
                                    : label);
        }
    }
}
