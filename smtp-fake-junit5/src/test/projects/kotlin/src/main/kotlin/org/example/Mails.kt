package org.example

import jakarta.mail.Message.RecipientType
import jakarta.mail.Session
import jakarta.mail.Transport
import jakarta.mail.internet.MimeMessage
import java.util.Properties
import java.util.concurrent.CompletableFuture

class Mails(private val properties: Properties) {

    fun send(recipient: String, subject: String) {
        val message = MimeMessage(Session.getInstance(properties))
        message.setFrom("app@example.org")
        message.setRecipients(RecipientType.TO, recipient)
        message.subject = subject
        message.setText("Your code is 482913.")
        Transport.send(message)
    }

    fun sendLater(recipient: String, subject: String): CompletableFuture<Void> =
        CompletableFuture.runAsync { send(recipient, subject) }
}
