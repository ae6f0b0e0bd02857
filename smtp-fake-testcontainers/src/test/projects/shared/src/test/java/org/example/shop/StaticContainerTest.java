package org.example.shop;

import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
class StaticContainerTest {

    @Container
    private static final SmtpFakeContainer SMTP = new SmtpFakeContainer("@image@");

    /** Fails on purpose: its failure must show the transcript. */
    @Test
    void showsTheTranscriptOfAFailedTest() throws IOException {
        new Signup(SMTP.getSmtpHost(), SMTP.getSmtpPort()).signUp("cy@example.org");

        throw new AssertionError("fails on purpose");
    }
}
