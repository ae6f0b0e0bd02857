package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.List;

/**
 * A value as the user gave it.
 *
 * @param source the option or variable with the value, such as {@code --smtp-port} or {@code SMTP_FAKE_SMTP_PORT}
 */
public record Given(String source, String text) {

    /**
     * Returns an exception for an invalid value.
     *
     * @param requirement the rest of a sentence that begins with the option: "must be …"
     */
    public UsageException invalid(String requirement) {
        return new UsageException(source + " " + requirement + ", not \"" + text + "\"");
    }

    /** Returns an exception for a value that is not allowed, with the most similar allowed value as a suggestion. */
    public UsageException notOneOf(List<String> allowed) {
        String suggestion = NearestName.of(text, allowed)
                .map(name -> ". Did you mean " + name + "?")
                .orElse("");
        return new UsageException(
                source + " must be one of " + String.join(", ", allowed) + ", not \"" + text + "\"" + suggestion);
    }
}
