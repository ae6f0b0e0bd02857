package org.example.shop;

import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

@Component
public class Mails {
    private final JavaMailSender sender;

    Mails(JavaMailSender sender) {
        this.sender = sender;
    }

    public void send(String recipient, String subject) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("shop@example.org");
        message.setTo(recipient);
        message.setSubject(subject);
        message.setText("Your order number is A-42.");
        sender.send(message);
    }

    /** Returns before the mail is sent. */
    @Async
    public void sendLater(String recipient, String subject) {
        send(recipient, subject);
    }
}
