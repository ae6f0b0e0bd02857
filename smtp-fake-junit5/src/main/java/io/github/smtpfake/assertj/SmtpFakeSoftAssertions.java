package io.github.smtpfake.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * AssertJ's soft assertions and those on mail together: failures are collected, and told all at once at the end. What is
 * gone on to, such as {@code attachment("terms.pdf")}, is asserted on softly, too.
 *
 * <pre>{@code
 * SmtpFakeSoftAssertions.assertMailSoftly(softly -> softly.assertThat(mail)
 *         .hasSubject("Welcome")
 *         .attachment("terms.pdf").hasContentType("application/pdf").returnToMessage()
 *         .hasNoProblems());
 * }</pre>
 */
public class SmtpFakeSoftAssertions extends SoftAssertions implements SmtpFakeSoftAssertionsProvider {

    /** Runs assertions, and fails at the end with all that have failed. */
    public static void assertMailSoftly(Consumer<SmtpFakeSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(SmtpFakeSoftAssertions.class, assertions);
    }
}
