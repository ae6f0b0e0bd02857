package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.internal.text.Ascii;
import java.util.Map;

/** Checks the parameters of RCPT, all of which DSN defines (RFC 3461, 4.1 and 4.2). */
final class RcptParameters {

    private RcptParameters() {}

    static void check(Map<String, String> parameters, Profile profile) throws RefusedException {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String keyword = parameter.getKey();
            if (!profile.offers(Extension.DSN)) {
                throw new RefusedException(Replies.unknownParameter(keyword));
            }
            switch (keyword) {
                case "NOTIFY" -> notify(parameter.getValue());
                case "ORCPT" -> originalRecipient(parameter.getValue());
                default -> throw new RefusedException(Replies.unknownParameter(keyword));
            }
        }
    }

    private static void notify(String value) throws RefusedException {
        if (Ascii.upperCase(value).equals("NEVER")) {
            return;
        }
        for (String event : value.split(",", -1)) {
            switch (Ascii.upperCase(event)) {
                case "SUCCESS", "FAILURE", "DELAY" -> {}
                default ->
                    throw new RefusedException(
                            Replies.badArgument("NOTIFY must be NEVER, or a list of SUCCESS, FAILURE and DELAY"));
            }
        }
    }

    private static void originalRecipient(String value) throws RefusedException {
        int semicolon = value.indexOf(';');
        if (semicolon < 1 || semicolon == value.length() - 1 || !Xtext.isValid(value.substring(semicolon + 1))) {
            throw new RefusedException(Replies.badArgument("ORCPT must be an address type, a semicolon and xtext"));
        }
    }
}
