package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.text.Ascii;
import java.util.Map;

/** Checks the parameters of RCPT, all of which DSN defines (RFC 3461, 4.1 and 4.2). */
final class RcptParameters {
    /** RFC 3461, 4.2. */
    private static final int LONGEST_ORIGINAL_RECIPIENT = 500;

    private RcptParameters() {}

    static void check(Map<String, String> parameters, SessionState state) throws RejectedException {
        boolean isOffered = state.profile().offers(SmtpExtension.DSN);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (isOffered) {
                check(parameter.getKey(), parameter.getValue(), state);
            } else {
                state.reportUnknownParameter(parameter.getKey());
            }
        }
    }

    private static void check(String keyword, String value, SessionState state) throws RejectedException {
        switch (keyword) {
            case "NOTIFY" -> checkNotify(value);
            case "ORCPT" -> checkOriginalRecipient(value);
            default -> state.reportUnknownParameter(keyword);
        }
    }

    private static void checkNotify(String value) throws RejectedException {
        if (Ascii.upperCase(value).equals("NEVER")) {
            return;
        }
        for (String event : value.split(",", -1)) {
            switch (Ascii.upperCase(event)) {
                case "SUCCESS", "FAILURE", "DELAY" -> {}
                default ->
                    throw RejectedException.malformed("NOTIFY must be NEVER or a list of SUCCESS, FAILURE and DELAY");
            }
        }
    }

    /** RFC 3461, 4.2: an address type is an atom. */
    private static boolean isAtom(String type) {
        return !type.isEmpty() && type.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\".[]".indexOf(c) < 0);
    }

    private static void checkOriginalRecipient(String value) throws RejectedException {
        if (value.length() > LONGEST_ORIGINAL_RECIPIENT) {
            throw RejectedException.malformed("ORCPT must have at most 500 characters");
        }
        int semicolon = value.indexOf(';');
        String type = value.substring(0, Math.max(semicolon, 0));
        String address = value.substring(semicolon + 1);
        boolean isXtext = Ascii.upperCase(type).equals("UTF-8") ? Xtext.isValidUtf8(address) : Xtext.isValid(address);
        if (!isAtom(type) || address.isEmpty() || !isXtext) {
            throw RejectedException.malformed("ORCPT must be an address type, a semicolon and xtext");
        }
    }
}
