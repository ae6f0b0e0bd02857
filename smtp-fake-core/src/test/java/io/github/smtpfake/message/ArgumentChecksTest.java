package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Null arguments are rejected with the name of the parameter. */
class ArgumentChecksTest {
    private static final CapturedMessage MAIL = TestMail.of("Subject: x", "", "text");
    private static final Instant NOW = Instant.EPOCH;
    private static final Envelope ENVELOPE = Envelope.of("", List.of());
    private static final SessionInfo SESSION = TestMail.session("client");
    private static final byte[] RAW = {};

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }

    private static void assertNames(String parameter, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
    }

    @Test
    void namesTheMissingArgumentOfAMessage() {
        assertNames("id", () -> new CapturedMessage(missing(), NOW, ENVELOPE, SESSION, RAW));
        assertNames("receivedAt", () -> new CapturedMessage("id", missing(), ENVELOPE, SESSION, RAW));
        assertNames("envelope", () -> new CapturedMessage("id", NOW, missing(), SESSION, RAW));
        assertNames("session", () -> new CapturedMessage("id", NOW, ENVELOPE, missing(), RAW));
        assertNames("raw", () -> new CapturedMessage("id", NOW, ENVELOPE, SESSION, missing()));
        assertNames(
                "problemsOnArrival",
                () -> new CapturedMessage("id", NOW, ENVELOPE, SESSION, RAW, missing(), Limits.defaults()));
        assertNames("limits", () -> new CapturedMessage("id", NOW, ENVELOPE, SESSION, RAW, List.of(), missing()));
        assertNames("pattern", () -> MAIL.codes(missing()));
        assertNames("name", () -> MAIL.header(missing()));
        assertNames("fileName", () -> MAIL.attachment(missing()));
        assertNames("text", () -> MAIL.link(missing()));
        assertNames("file", () -> MAIL.saveTo(missing()));
    }

    @Test
    void namesTheMissingArgumentOfTheContent() {
        assertNames("header", () -> MAIL.content().addresses(missing()));
        assertNames("contentId", () -> MAIL.content().attachmentByContentId(missing()));
        assertNames("address", () -> MAIL.content().attachmentByReference(missing()));
        assertNames("pattern", () -> MAIL.content().codes(missing()));
        assertNames("name", () -> MAIL.headers().values(missing()));
        assertNames("name", () -> MAIL.headers().first(missing()));
        assertNames("name", () -> MAIL.headers().firstField(missing()));
    }

    @Test
    void namesTheMissingArgumentOfHtml() {
        HtmlDocument html = HtmlDocument.parse("<p>");

        assertNames("html", () -> HtmlDocument.parse(missing()));
        assertNames("selector", () -> html.select(missing()));
        assertNames("name", () -> html.select("p").get(0).attribute(missing()));
        assertNames("tag", () -> new HtmlElement(missing(), "", Map.of(), ""));
        assertNames("text", () -> new HtmlElement("", missing(), Map.of(), ""));
        assertNames("attributes", () -> new HtmlElement("", "", missing(), ""));
        assertNames("html", () -> new HtmlElement("", "", Map.of(), missing()));
        assertNames("source", () -> new HtmlImage(missing(), "", Optional.empty()));
        assertNames("description", () -> new HtmlImage("", missing(), Optional.empty()));
        assertNames("part", () -> new HtmlImage("", "", missing()));
    }

    @Test
    void namesTheMissingArgumentOfValues() {
        assertNames("name", () -> new Address(missing(), ""));
        assertNames("address", () -> new Address("", missing()));
        assertNames("name", () -> new Header(missing(), "", ""));
        assertNames("value", () -> new Header("", missing(), ""));
        assertNames("rawValue", () -> new Header("", "", missing()));
        assertNames("text", () -> new Link(missing(), ""));
        assertNames("href", () -> new Link("", missing()));
        assertNames("uris", () -> new ListUnsubscribe(missing(), false));
    }
}
