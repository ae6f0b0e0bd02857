package io.github.smtpfake.message;

/** A program that shows mail, by the name that its users know. */
enum MailClient {
    ALL("All clients"),
    SCREEN_READERS("Screen readers"),
    MOBILE("Mobile clients that respect the viewport"),
    GMAIL("Gmail"),
    GMAIL_OTHER_ACCOUNTS("Gmail apps with accounts of other providers"),
    GMAIL_IOS("Gmail for iOS"),
    OUTLOOK_WINDOWS("Outlook for Windows (classic)"),
    OUTLOOK_MAC("Outlook for Mac"),
    OUTLOOK_COM("Outlook.com"),
    OUTLOOK_MOBILE("Outlook for iOS and Android"),
    YAHOO("Yahoo Mail"),
    APPLE("Apple Mail"),
    THUNDERBIRD("Thunderbird"),
    SAMSUNG("Samsung Email"),
    PROTON("Proton Mail");

    private final String label;

    MailClient(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
