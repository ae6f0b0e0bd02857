package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The content that the libraries put into their messages. */
final class Samples {
    static final String GREETING = "Hello Ada,\n\nyour account is ready.\n\nThe Example Team\n";
    static final String UMLAUTS = "Grüße aus Zürich – 10 € für dich 😀\n.eine Zeile mit Punkt\n";
    static final String LONG_SUBJECT =
            "Überprüfung Ihrer Bestellung: größere Mengen äußerst günstiger Möbel für Ihr Büro in Köln 😀 日本語の件名";
    static final String HTML = "<html><body><h1>Welcome</h1><p>Hello Ada, please "
            + "<a href=\"https://example.org/confirm?token=a1b2&amp;lang=en\">confirm</a> your address.</p></body></html>";
    static final String HTML_WITH_IMAGE =
            "<html><body><p>Grüße <img src=\"cid:logo\" alt=\"Logo\"></p><p><a href='https://example.org/'>Shop</a></p></body></html>";
    static final String CODE = "Your verification code is 482913. It expires in 10 minutes.\n";
    static final String CALENDAR = String.join(
                    "\r\n",
                    "BEGIN:VCALENDAR",
                    "VERSION:2.0",
                    "PRODID:-//example.org//Calendar//EN",
                    "METHOD:REQUEST",
                    "BEGIN:VEVENT",
                    "UID:event-1@example.org",
                    "DTSTAMP:20260102T030405Z",
                    "DTSTART:20260105T090000Z",
                    "SUMMARY:Frühstück",
                    "END:VEVENT",
                    "END:VCALENDAR")
            + "\r\n";
    /** An image of one pixel. */
    static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static final byte[] PDF = "%PDF-1.4\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n".getBytes(UTF_8);

    private Samples() {}
}
