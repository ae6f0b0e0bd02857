package org.example

import io.github.smtpfake.SmtpFakeServer
import io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat
import io.github.smtpfake.assertj.SmtpFakeSoftAssertions.assertSoftly
import io.github.smtpfake.config.TlsMode
import io.github.smtpfake.junit5.SmtpFakeExtension
import org.junit.jupiter.api.RepeatedTest
import org.junit.jupiter.api.extension.RegisterExtension

class OrderTest {

    @RepeatedTest(5)
    fun `confirms the order`() {
        val customer = SMTP.inbox().uniqueAddress()

        Mails(SMTP.mailProperties()).send(customer, "Your order")

        val mail = SMTP.inbox().recipient(customer).awaitOne()
        assertThat(mail).isEncrypted().text { it.startsWith("Your code") }
        assertSoftly { softly ->
            softly.assertThat(mail).hasSubject("Your order").doesNotContainText("null")
            softly.assertThat(customer).endsWith("@example.org")
        }
    }

    companion object {
        @JvmField
        @RegisterExtension
        val SMTP: SmtpFakeExtension = SmtpFakeExtension.of(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED))
    }
}
