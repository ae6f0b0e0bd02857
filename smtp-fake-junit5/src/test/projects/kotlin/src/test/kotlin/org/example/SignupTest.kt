package org.example

import io.github.smtpfake.SmtpEndpoint
import io.github.smtpfake.SmtpFakeServer
import io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat
import io.github.smtpfake.inbox.Inbox
import io.github.smtpfake.junit5.SmtpFake
import io.github.smtpfake.message.MessageQueries.anyMessage
import io.github.smtpfake.message.MessageQueries.recipient
import io.github.smtpfake.rules.Rules.rcptTo
import jakarta.mail.SendFailedException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Nested
import org.junit.jupiter.api.RepeatedTest
import org.junit.jupiter.api.Test

@SmtpFake
class SignupTest {

    @RepeatedTest(5)
    fun `welcomes the user`(smtp: SmtpEndpoint, inbox: Inbox) {
        val user = inbox.uniqueAddress()

        Mails(smtp.mailProperties()).send(user, "Welcome")

        val mail = inbox.awaitOne(anyMessage().to(user).subjectContains("welcome"))
        assertThat(mail).hasSender("app@example.org").hasRecipients(user)
        assertEquals("482913", mail.code())
        assertEquals(user, mail.header("To"))
    }

    @RepeatedTest(5)
    fun `welcomes the user later`(smtp: SmtpEndpoint, inbox: Inbox) {
        val user = inbox.uniqueAddress()

        Mails(smtp.mailProperties()).sendLater(user, "Welcome")

        assertThat(inbox.to(user).awaitOne()).hasSubject("Welcome")
    }

    @Nested
    inner class WithAFullMailbox {
        @Test
        fun `reports the failure`(smtp: SmtpFakeServer, inbox: Inbox) {
            val user = inbox.uniqueAddress()
            val full = smtp.on(rcptTo(user)).reply(452, "4.2.2 mailbox full")

            assertThrows(SendFailedException::class.java) { Mails(smtp.mailProperties()).send(user, "Welcome") }

            assertThat(full).hasFired(1)
            assertEquals(0, inbox.matching(recipient(user)).messages().size)
        }
    }
}
