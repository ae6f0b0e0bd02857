package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.text.Ascii;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of MAIL against the extensions that define them. */
final class MailParameters {

    private MailParameters() {}

    /** A parameter, and the extension that defines it. */
    private enum Parameter {
        SIZE(SmtpExtension.SIZE),
        BODY(SmtpExtension.EIGHT_BIT_MIME),
        SMTPUTF8(SmtpExtension.SMTPUTF8),
        RET(SmtpExtension.DSN),
        ENVID(SmtpExtension.DSN),
        AUTH(SmtpExtension.AUTH);

        private static final Parameter[] ALL = values();

        private final SmtpExtension extension;

        Parameter(SmtpExtension extension) {
            this.extension = extension;
        }

        /** Returns the parameter with this keyword; null if no extension that the server offers defines it. */
        static @Nullable Parameter offered(String keyword, Profile profile) {
            for (Parameter parameter : ALL) {
                if (parameter.name().equals(keyword)) {
                    return profile.offers(parameter.extension) ? parameter : null;
                }
            }
            return null;
        }
    }

    static void check(Map<String, String> parameters, SessionState state) throws RejectedException {
        for (Map.Entry<String, String> given : parameters.entrySet()) {
            Parameter parameter = Parameter.offered(given.getKey(), state.profile());
            if (parameter == null) {
                state.reportUnknownParameter(given.getKey());
            } else {
                checkValue(parameter, given.getValue(), state.profile());
            }
        }
    }

    private static void checkValue(Parameter parameter, String value, Profile profile) throws RejectedException {
        switch (parameter) {
            case SIZE -> checkSize(value, profile.limits().messageSize());
            case BODY -> checkBody(value, profile);
            case SMTPUTF8 -> checkSmtpUtf8(value);
            case RET -> checkReturn(value);
            case ENVID -> checkEnvelopeId(value);
            case AUTH -> checkAuth(value);
        }
    }

    /** RFC 1870, 5: up to 20 digits, which is more than a long can hold. */
    private static void checkSize(String value, long limit) throws RejectedException {
        if (value.isEmpty() || value.length() > 20 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RejectedException.malformed("SIZE must be 1 to 20 digits");
        }
        if (new BigInteger(value).compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new RejectedException(Replies.TOO_BIG);
        }
    }

    /** RFC 6152, 3 and RFC 3030, 3. */
    private static void checkBody(String value, Profile profile) throws RejectedException {
        boolean binary = profile.offers(SmtpExtension.BINARYMIME);
        String body = Ascii.upperCase(value);
        if (!body.equals("7BIT") && !body.equals("8BITMIME") && !(binary && body.equals("BINARYMIME"))) {
            throw RejectedException.malformed(
                    binary ? "BODY must be 7BIT, 8BITMIME or BINARYMIME" : "BODY must be 7BIT or 8BITMIME");
        }
    }

    /** RFC 3461, 4.3. */
    private static void checkReturn(String value) throws RejectedException {
        String returned = Ascii.upperCase(value);
        if (!returned.equals("FULL") && !returned.equals("HDRS")) {
            throw RejectedException.malformed("RET must be FULL or HDRS");
        }
    }

    /** RFC 3461, 4.4. */
    private static void checkEnvelopeId(String value) throws RejectedException {
        if (value.isEmpty() || value.length() > 100 || !Xtext.isValid(value)) {
            throw RejectedException.malformed("ENVID must be xtext of 1 to 100 characters");
        }
    }

    /** RFC 4954, 5: the address of the author, or {@code <>} if it is unknown. */
    private static void checkAuth(String value) throws RejectedException {
        if (!value.equals("<>") && (value.isEmpty() || !Xtext.isValid(value))) {
            throw RejectedException.malformed("AUTH must be <> or an address in xtext");
        }
    }

    /** RFC 6531, 3.4: the parameter has no value. */
    private static void checkSmtpUtf8(String value) throws RejectedException {
        if (!value.isEmpty()) {
            throw RejectedException.malformed("SMTPUTF8 must not have a value");
        }
    }
}
