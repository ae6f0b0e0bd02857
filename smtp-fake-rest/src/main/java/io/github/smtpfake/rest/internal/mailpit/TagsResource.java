package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.delivery.TagNames;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.store.Marks;
import io.github.smtpfake.store.StoreQuery;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** {@code /api/v1/tags}: the tags of messages. A tag exists as long as a message has it. */
final class TagsResource {
    private static final String IDS = "IDs";
    private static final String TAGS = "Tags";
    private static final String NAME = "Name";
    private static final String TAG = "Tag";

    private final MessageFinder mail;

    TagsResource(MessageFinder mail) {
        this.mail = mail;
    }

    Response list(Request request) {
        return Response.json(mail.store().tags().keySet());
    }

    /** Replaces the tags of some messages. */
    Response set(Request request) {
        JsonValue body = RequestBodies.required(request, IDS, TAGS);
        List<String> tags = RequestBodies.texts(body, TAGS).stream()
                .flatMap(name -> TagNames.clean(name).stream())
                .toList();
        if (tags.size() > Marks.MAX_TAGS) {
            throw new ProblemException(
                    ProblemDetails.badRequest("A message may have at most " + Marks.MAX_TAGS + " tags."));
        }
        mail.store().retag(StoreQuery.ids(RequestBodies.texts(body, IDS)), old -> tags);
        return Response.text(200, "ok");
    }

    Response rename(Request request) {
        String to = TagNames.clean(RequestBodies.text(RequestBodies.required(request, NAME), NAME))
                .orElseThrow(() -> new ProblemException(ProblemDetails.badRequest("invalid tag name: ")));
        if (request.pathParameter(TAG).equals(to)) {
            return Response.text(200, "ok");
        }
        String from = existing(request);
        if (!from.equalsIgnoreCase(to) && TagNames.contains(mail.store().tags().keySet(), to)) {
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
        String name = request.pathParameter(TAG);
        if (!TagNames.contains(mail.store().tags().keySet(), name)) {
            throw new ProblemException(ProblemDetails.badRequest("tag not found: " + name));
        }
        return name;
    }

    /** Removes a tag from every message that has it, and changes the remaining tags of these messages. */
    private void replace(String name, UnaryOperator<Stream<String>> change) {
        mail.store()
                .retag(
                        StoreQuery.all().tag(name),
                        tags -> change.apply(tags.stream().filter(tag -> !tag.equalsIgnoreCase(name)))
                                .toList());
    }
}
