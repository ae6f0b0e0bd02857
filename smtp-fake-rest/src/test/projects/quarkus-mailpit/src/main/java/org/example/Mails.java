package org.example;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class Mails {
    @Inject
    Mailer mailer;

    public void welcome(String address) {
        mailer.send(Mail.withText(address, "Welcome", "Hello"));
    }
}
