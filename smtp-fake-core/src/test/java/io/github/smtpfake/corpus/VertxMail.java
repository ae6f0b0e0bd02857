package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Vert.x Mail Client. */
final class VertxMail implements Library {

    @Override
    public String folder() {
        return "vertx";
    }

    @Override
    public Map<String, Sending> messages() {
        Map<String, Sending> messages = new LinkedHashMap<>();
        messages.put("plain-ascii", sending(message -> message.setText(Samples.GREETING)));
        messages.put(
                "plain-utf8",
                sending(message -> message.setSubject(Samples.LONG_SUBJECT).setText(Samples.UMLAUTS)));
        messages.put("html-only", sending(message -> message.setHtml(Samples.HTML)));
        messages.put(
                "alternative",
                sending(message -> message.setText(Samples.GREETING).setHtml(Samples.HTML)));
        messages.put(
                "attachment",
                sending(message -> message.setText(Samples.GREETING)
                        .setAttachment(attachment("Größe.pdf", "application/pdf", Samples.PDF))));
        messages.put(
                "inline-image",
                sending(message -> message.setText("Grüße")
                        .setHtml(Samples.HTML_WITH_IMAGE)
                        .setInlineAttachment(List.of(attachment("logo.png", "image/png", Samples.PNG)
                                .setContentId("<logo>")
                                .setDisposition("inline")))));
        messages.put(
                "everything",
                sending(message -> message.setText("Grüße")
                        .setHtml(Samples.HTML_WITH_IMAGE)
                        .setInlineAttachment(List.of(attachment("logo.png", "image/png", Samples.PNG)
                                .setContentId("<logo>")
                                .setDisposition("inline")))
                        .setAttachment(List.of(
                                attachment("terms.pdf", "application/pdf", Samples.PDF),
                                attachment("notes.txt", "text/plain", "Größe\n".getBytes(UTF_8))))));
        messages.put(
                "recipients",
                sending(message -> message.setTo(List.of("ada@example.org (Ada Löve)", "Bob <bob@example.org>"))
                        .setCc("carl@example.org")
                        .setBcc("hidden@example.org")
                        .setText(Samples.CODE)));
        return messages;
    }

    private static MailAttachment attachment(String name, String type, byte[] bytes) {
        return MailAttachment.create().setName(name).setContentType(type).setData(Buffer.buffer(bytes));
    }

    private static Sending sending(UnaryOperator<MailMessage> filling) {
        return (host, port) -> {
            Vertx vertx = Vertx.vertx();
            MailMessage message = new MailMessage()
                    .setFrom("app@example.org (Thé App)")
                    .setTo("ada@example.org")
                    .setSubject("Welcome");
            MailClient.create(vertx, new MailConfig().setHostname(host).setPort(port))
                    .sendMail(filling.apply(message))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        };
    }
}
