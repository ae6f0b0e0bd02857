package io.github.smtpfake.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * AssertJ's soft assertions together with those on mail: failures are collected and reported all at once at the end. This
 * includes assertions on parts, such as {@code attachment("terms.pdf")}.
 *
 * <pre>{@code
 * SmtpFakeSoftAssertions.assertMailSoftly(softly -> softly.assertThat(mail)
 *         .hasSubject("Welcome")
 *         .attachment("terms.pdf").hasContentType("application/pdf").returnToMessage()
 *         .hasNoProblems());
 * }</pre>
 */
public class SmtpFakeSoftAssertions extends SoftAssertions implements SmtpFakeSoftAssertionsProvider {

    /**
     * Runs soft assertions, and fails at the end if any of them failed.
     *
     * @throws AssertionError with all failures
     */
    public static void assertMailSoftly(Consumer<SmtpFakeSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(SmtpFakeSoftAssertions.class, assertions);
    }
}
