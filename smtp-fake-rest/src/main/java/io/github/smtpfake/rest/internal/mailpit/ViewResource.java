package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent;
import io.github.smtpfake.rest.internal.preview.HtmlPreview;
import io.github.smtpfake.rest.internal.store.ReadingMemory;
import io.github.smtpfake.store.StoreQuery;
import java.util.List;

/** {@code /view/{ID}.html} and {@code .txt}: a message for a browser. */
final class ViewResource {
    private static final String HTML = ".html";
    private static final String TEXT = ".txt";

    private final MessageFinder mail;

    ViewResource(MessageFinder mail) {
        this.mail = mail;
    }

    Response show(Request request) {
        String name = request.pathParameter("name");
        if (name.endsWith(HTML)) {
            return html(find(name, HTML, request), request);
        }
        if (name.endsWith(TEXT)) {
            return text(find(name, TEXT, request));
        }
        CapturedMessage message = find(name, "", request);
        return Response.text(302, "")
                .with(
                        "Location",
                        request.link("/view/" + message.id() + (message.html().isPresent() ? HTML : TEXT)));
    }

    private CapturedMessage find(String name, String suffix, Request request) {
        CapturedMessage message = mail.find(name.substring(0, name.length() - suffix.length()), request.parameters())
                .message();
        ReadingMemory.reserveView(request, message);
        return message;
    }

    private Response html(CapturedMessage message, Request request) {
        String html = MailContent.of(message).html();
        markRead(message);
        if (html.isEmpty()) {
            throw new ProblemException(ProblemDetails.notFound("This message does not contain a HTML part"));
        }
        HtmlPreview.PartPath path = (index, part) -> request.link(Parts.route(message, part.section()));
        return MessageFinder.first(request.parameters(), "embed").equals("1")
                ? HtmlPreview.withNewTabs(message, html, path)
                : HtmlPreview.of(message, html, path);
    }

    private Response text(CapturedMessage message) {
        String text = MailContent.of(message).text();
        markRead(message);
        return Response.text(200, text);
    }

    private void markRead(CapturedMessage message) {
        mail.store().markRead(StoreQuery.ids(List.of(message.id())), true);
    }
}
