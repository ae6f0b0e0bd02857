package io.github.smtpfake.rest;

/** The text of {@code --help}. */
final class Usage {
    private static final int FLAG_WIDTH = 28;

    private Usage() {}

    static String text() {
        StringBuilder text = new StringBuilder(2048);
        text.append("smtp-fake takes every mail that it is sent by SMTP, delivers none, and shows them over HTTP.\n\n");
        text.append("usage: java -jar smtp-fake.jar [OPTION]...\n\n");
        for (Option option : Option.values()) {
            StringBuilder flag = new StringBuilder("  ").append(option.flag());
            if (option.takesValue()) {
                flag.append(' ').append(option.argument());
            }
            while (flag.length() < FLAG_WIDTH) {
                flag.append(' ');
            }
            text.append(flag).append(' ').append(option.description()).append('\n');
        }
        text.append("\nEach of them but the last two is also read from the environment: ")
                .append(Option.SMTP_PORT.flag())
                .append(" from ")
                .append(Option.SMTP_PORT.variable())
                .append(".\nExit codes: 2 for a wrong option, 1 if a port cannot be listened on.\n");
        return text.toString();
    }
}
