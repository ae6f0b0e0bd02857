package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.text.Ascii;
import java.math.BigInteger;
import java.util.Map;

/** Checks the parameters of MAIL against the extensions that define them. */
final class MailParameters {

    private MailParameters() {}

    static void check(Map<String, String> parameters, Profile profile) throws RejectedException {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "SIZE" -> {
                    require(profile, SmtpExtension.SIZE, "SIZE");
                    size(value, profile.limits().messageSize());
                }
                case "BODY" -> {
                    require(profile, SmtpExtension.EIGHT_BIT_MIME, "BODY");
                    body(value, profile);
                }
                case "SMTPUTF8" -> {
                    require(profile, SmtpExtension.SMTPUTF8, "SMTPUTF8");
                    smtpUtf8(value);
                }
                case "RET" -> {
                    require(profile, SmtpExtension.DSN, "RET");
                    returned(value);
                }
                case "ENVID" -> {
                    require(profile, SmtpExtension.DSN, "ENVID");
                    envelopeId(value);
                }
                case "AUTH" -> {
                    require(profile, SmtpExtension.AUTH, "AUTH");
                    author(value);
                }
                default -> throw RejectedException.unknownParameter(parameter.getKey());
            }
        }
    }

    private static void require(Profile profile, SmtpExtension extension, String keyword) throws RejectedException {
        if (!profile.offers(extension)) {
            throw RejectedException.unknownParameter(keyword);
        }
    }

    /** RFC 1870, 5: up to 20 digits, so more than a long can hold. */
    private static void size(String value, long limit) throws RejectedException {
        if (value.isEmpty() || value.length() > 20 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RejectedException.malformed("SIZE needs 1 to 20 digits");
        }
        if (new BigInteger(value).compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new RejectedException(Replies.TOO_BIG);
        }
    }

    /** RFC 6152, 3 and RFC 3030, 3. */
    private static void body(String value, Profile profile) throws RejectedException {
        boolean binary = profile.offers(SmtpExtension.BINARYMIME);
        String body = Ascii.upperCase(value);
        if (!body.equals("7BIT") && !body.equals("8BITMIME") && !(binary && body.equals("BINARYMIME"))) {
            throw RejectedException.malformed(
                    "BODY must be 7BIT, 8BITMIME" + (binary ? " or BINARYMIME" : " or absent"));
        }
    }

    /** RFC 3461, 4.3. */
    private static void returned(String value) throws RejectedException {
        String returned = Ascii.upperCase(value);
        if (!returned.equals("FULL") && !returned.equals("HDRS")) {
            throw RejectedException.malformed("RET must be FULL or HDRS");
        }
    }

    /** RFC 3461, 4.4. */
    private static void envelopeId(String value) throws RejectedException {
        if (value.isEmpty() || value.length() > 100 || !Xtext.isValid(value)) {
            throw RejectedException.malformed("ENVID must be 1 to 100 characters of xtext");
        }
    }

    /** RFC 4954, 5: the address that wrote the message, or {@code <>} where that is not known. */
    private static void author(String value) throws RejectedException {
        if (!value.equals("<>") && (value.isEmpty() || !Xtext.isValid(value))) {
            throw RejectedException.malformed("AUTH must be <> or an address in xtext");
        }
    }

    /** RFC 6531, 3.4: the parameter has no value. */
    private static void smtpUtf8(String value) throws RejectedException {
        if (!value.isEmpty()) {
            throw RejectedException.malformed("SMTPUTF8 takes no value");
        }
    }
}
