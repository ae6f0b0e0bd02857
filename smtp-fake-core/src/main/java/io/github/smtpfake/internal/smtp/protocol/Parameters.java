package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.text.Ascii;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ESMTP parameters behind a path: {@code SP keyword [ "=" value ]} (RFC 5321, 4.1.2). */
final class Parameters {

    private Parameters() {}

    /** Returns the values by keyword in upper case and in their order; the value of one without "=" is empty. */
    static Map<String, String> parse(String text) throws RejectedException {
        if (text.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : withoutLeadingBlanks(text).split(" +")) {
            int equals = parameter.indexOf('=');
            String keyword = Ascii.upperCase(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!isKeyword(keyword) || (equals >= 0 && !isValue(value))) {
                throw RejectedException.malformed("A parameter is malformed");
            }
            if (parameters.put(keyword, value) != null) {
                throw new RejectedException(Replies.repeatedParameter(keyword), Problems.REPEATED_PARAMETER);
            }
        }
        return parameters;
    }

    private static String withoutLeadingBlanks(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isKeyword(String keyword) {
        return !keyword.isEmpty()
                && keyword.charAt(0) != '-'
                && keyword.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isValue(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c != '=' && !Character.isISOControl(c));
    }
}
