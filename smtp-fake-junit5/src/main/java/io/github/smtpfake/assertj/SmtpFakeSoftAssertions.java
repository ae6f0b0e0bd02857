package io.github.smtpfake.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * AssertJ's soft assertions together with those on mail: failures are collected and reported all at once at the end. This
 * includes assertions on parts, such as {@code attachment("terms.pdf")}.
 *
 * <pre>{@code
 * SmtpFakeSoftAssertions.assertSoftly(softly -> softly.assertThat(mail)
 *         .hasSubject("Welcome")
 *         .attachment("terms.pdf").hasContentType("application/pdf").returnToMessage()
 *         .hasNoProblems());
 * }</pre>
 */
public class SmtpFakeSoftAssertions extends AbstractSoftAssertions
        implements StandardSoftAssertionsProvider, SmtpFakeSoftAssertionsProvider {

    /**
     * Runs soft assertions, and fails at the end if any of them failed.
     *
     * @throws AssertionError with all failures
     */
    public static void assertSoftly(Consumer<SmtpFakeSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(SmtpFakeSoftAssertions.class, assertions);
    }
}
