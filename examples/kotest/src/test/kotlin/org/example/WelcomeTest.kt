package org.example

import io.github.smtpfake.SmtpEndpoint
import io.github.smtpfake.SmtpFakeServer
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import jakarta.mail.Message.RecipientType
import jakarta.mail.Session
import jakarta.mail.Transport
import jakarta.mail.internet.MimeMessage

/** The application. */
private fun welcome(smtp: SmtpEndpoint, address: String) {
    val message = MimeMessage(Session.getInstance(smtp.mailProperties()))
    message.setFrom("shop@example.org")
    message.setRecipients(RecipientType.TO, address)
    message.subject = "Welcome"
    message.setText("Hello")
    Transport.send(message)
}

class WelcomeTest :
    StringSpec({
        val smtp = autoClose(SmtpFakeServer.startNew())

        "sends a welcome" {
            val inbox = smtp.inbox().sinceNow()
            val ada = inbox.uniqueAddress()
            welcome(smtp, ada)

            inbox.recipient(ada).awaitOne().subject().get() shouldBe "Welcome"
        }
    })
