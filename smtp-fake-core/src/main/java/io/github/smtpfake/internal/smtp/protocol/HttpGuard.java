package io.github.smtpfake.internal.smtp.protocol;

/**
 * Recognizes an HTTP request by its first line. A web page can make a browser send one to the SMTP port with SMTP commands
 * in its body, so the session must end before they are read.
 */
final class HttpGuard {
    private static final String[] STARTS = {
        "GET ", "POST ", "PUT ", "HEAD ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "TRACE ", "HOST:"
    };

    private HttpGuard() {}

    static boolean isHttp(String line) {
        for (String start : STARTS) {
            if (line.regionMatches(true, 0, start, 0, start.length())) {
                return true;
            }
        }
        return false;
    }
}
