package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.client.ClientCommand;

/** The text of {@code --help}: one screen. */
public final class Usage {
    private static final int FLAG_WIDTH = 31;
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder(4096);

    private Usage() {}

    public static String text() {
        Usage usage = new Usage();
        usage.line("smtp-fake takes every mail that it is sent by SMTP, delivers none, and shows them over HTTP.");
        usage.line("usage: smtp-fake [OPTION]...");
        for (ClientCommand command : ClientCommand.values()) {
            usage.line("       smtp-fake " + command.usage());
        }
        usage.line("The last three ask a server that runs; with --help they tell more.");
        for (Option.Group group : Option.Group.values()) {
            if (group == Option.Group.LIMITS) {
                usage.limits();
            } else {
                usage.group(group);
            }
        }
        usage.line("Variables set the same: " + Option.SMTP_PORT.variable()
                + ". Exit code 2: a wrong option; 1: a port is taken.");
        return usage.text.toString();
    }

    private void group(Option.Group group) {
        line(group.title() + ":");
        for (Option option : Option.values()) {
            if (option.group() == group) {
                line(padded("  " + flag(option)) + option.description());
            }
        }
    }

    /** So many that they share lines. */
    private void limits() {
        line(Option.Group.LIMITS.title() + ", and what they are unless given:");
        StringBuilder line = new StringBuilder(" ");
        for (Option option : Option.values()) {
            if (option.group() == Option.Group.LIMITS) {
                String limit = " " + flag(option) + " (" + option.description() + ")";
                if (line.length() + limit.length() > WIDTH) {
                    line(line.toString());
                    line.setLength(1);
                }
                line.append(limit);
            }
        }
        line(line.toString());
    }

    private static String flag(Option option) {
        return option.takesValue() ? option.flag() + " " + option.argument() : option.flag();
    }

    private static String padded(String flag) {
        StringBuilder padded = new StringBuilder(flag);
        while (padded.length() < FLAG_WIDTH) {
            padded.append(' ');
        }
        return padded.append(' ').toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
