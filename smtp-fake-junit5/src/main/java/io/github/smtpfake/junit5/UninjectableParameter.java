package io.github.smtpfake.junit5;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * A parameter of a type of smtp-fake for which no extension has a value. The extension cannot reject it earlier, because another
 * extension may supply such a value. JUnit does not show extensions the failure of a constructor, so that the message of JUnit
 * remains for its parameters.
 *
 * @param type the type, with its package and type arguments
 * @param where the place in the code
 */
record UninjectableParameter(String type, String where) {
    /**
     * The message of JUnit if no extension supports a parameter. The name of a method may contain spaces and other characters, as
     * Kotlin allows between backticks.
     */
    private static final Pattern NO_RESOLVER = Pattern.compile(
            "No ParameterResolver registered for parameter \\[(.+) (\\S+)] in \\w+ \\[(?:.* )?(\\S+)\\.([^.]+)\\([^(]*",
            Pattern.DOTALL);

    private static final String OURS = "io.github.smtpfake.";

    /** Returns the exception to throw in place of one of JUnit; that exception itself if it has another reason. */
    static Throwable explained(Throwable thrown) {
        Optional<UninjectableParameter> parameter = in(thrown);
        if (parameter.isEmpty()) {
            return thrown;
        }
        ExtensionConfigurationException error =
                ConfigurationErrors.at(parameter.get().where(), parameter.get().reason());
        error.initCause(thrown);
        return error;
    }

    private static Optional<UninjectableParameter> in(Throwable thrown) {
        String message = thrown.getMessage();
        if (!(thrown instanceof ParameterResolutionException) || message == null) {
            return Optional.empty();
        }
        Matcher matcher = NO_RESOLVER.matcher(message);
        return matcher.matches() && matcher.group(1).contains(OURS)
                ? Optional.of(new UninjectableParameter(
                        matcher.group(1),
                        matcher.group(3) + "#" + matcher.group(4) + ", parameter " + matcher.group(2)))
                : Optional.empty();
    }

    private String reason() {
        return type.replaceAll("[a-z0-9]+\\.", "") + " cannot be injected. " + way()
                + (way().contains("\n") ? "" : ".");
    }

    /** Returns how to get a value of the type. */
    private String way() {
        boolean isSeveral = type.indexOf('<') >= 0;
        return switch (type.replaceAll(".*[.$]|>", "")) {
            case "CapturedMessage" ->
                "Declare a parameter Inbox inbox, and call "
                        + (isSeveral ? "inbox.await(2) for two messages" : "inbox.awaitOne()");
            case "SmtpSession" -> "Declare a parameter Inbox inbox, and call inbox.awaitSession()";
            case "Mark" -> "Declare a parameter Inbox inbox, and call inbox.mark()";
            case "MessageStore", "MailSource" -> "Declare a parameter SmtpFakeServer smtp, and call smtp.store()";
            case "Rule", "RuleBuilder" ->
                "Declare a parameter SmtpFakeServer smtp, and add the rule, for example:\n"
                        + "  Rule rule = smtp.on(rcptTo(\"full@example.org\")).reply(\"452 4.2.2 mailbox full\");";
            case "SmtpFakeServerBuilder", "SmtpFakeExtension" ->
                "Register the extension, for example:\n  @RegisterExtension static final SmtpFakeExtension SMTP ="
                        + " SmtpFakeExtension.of(SmtpFakeServer.builder());";
            default -> "Declare a parameter SmtpFakeServer or Inbox, which lead to all other objects";
        };
    }
}
