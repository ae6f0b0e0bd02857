package org.example;

import io.micronaut.email.Email;
import io.micronaut.email.EmailSender;
import jakarta.inject.Singleton;

/** Welcomes new users. */
@Singleton
public class Welcome {
    private final EmailSender<?, ?> sender;

    Welcome(EmailSender<?, ?> sender) {
        this.sender = sender;
    }

    void send(String user) {
        sender.send(Email.builder()
                .from("shop@example.org")
                .to(user)
                .subject("Welcome")
                .body("Hello, and welcome!"));
    }
}
