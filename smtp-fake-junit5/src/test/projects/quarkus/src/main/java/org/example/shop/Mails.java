package org.example.shop;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends mail, some of it later. Connects on an event loop only: with Vert.x 4.5, some connections that another thread opened
 * received the greeting of the server, but never sent EHLO.
 */
@ApplicationScoped
public class Mails {
    private static final String ORDERS = "orders";

    private final ReactiveMailer mailer;
    private final EventBus events;

    Mails(ReactiveMailer mailer, EventBus events) {
        this.mailer = mailer;
        this.events = events;
    }

    public void send(String recipient) {
        events.requestAndAwait(ORDERS, recipient);
    }

    /** Returns before the mail is sent. */
    public void sendLater(String recipient) {
        events.send(ORDERS, recipient);
    }

    @ConsumeEvent(ORDERS)
    Uni<Void> confirm(String recipient) {
        return mailer.send(Mail.withText(recipient, "Your order", "Your order number is A-42."));
    }
}
