package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.client.ClientCommand;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code --help}, which fits on one screen. */
public final class Usage {
    private static final int FLAG_WIDTH = 31;
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder(4096);

    private Usage() {}

    /** Returns the help of the server. */
    public static String text() {
        Usage usage = new Usage();
        usage.line("smtp-fake accepts all mail over SMTP, delivers none of it, and shows it over HTTP.");
        usage.line("Usage: smtp-fake [OPTION]... (other users can see arguments; put secrets into variables or files)");
        usage.commands();
        for (Option.Group group : Option.Group.values()) {
            if (group == Option.Group.LIMITS) {
                usage.limits();
            } else {
                usage.group(group);
            }
        }
        usage.line("Variables set options, too: " + Option.SMTP_PORT.variable()
                + "=2525. Exit codes: 1 cannot start, 2 invalid option.");
        return usage.text.toString();
    }

    /** Adds the commands of the client, several on each line if they are short. */
    private void commands() {
        StringBuilder line = new StringBuilder();
        for (ClientCommand command : ClientCommand.values()) {
            if (!command.isInHelp()) {
                continue;
            }
            String usage = "smtp-fake " + command.usage();
            if (line.length() > 0 && line.length() + 2 + usage.length() > WIDTH) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "       " : "; ").append(usage);
        }
        line(line.toString() + " (each command has a --help)");
    }

    private void group(Option.Group group) {
        line(group.title() + ":");
        List<Option> together = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.group() == group) {
                together.add(option);
                if (!option.description().isEmpty()) {
                    options(together, option.description());
                    together.clear();
                }
            }
        }
    }

    /** Adds options with a common description. Without their arguments, two or more of them fit on a line. */
    private void options(List<Option> together, String description) {
        StringBuilder line = new StringBuilder(" ");
        for (Option option : together) {
            String flag = " " + (together.size() == 1 ? flag(option) : option.flag());
            if (line.length() + flag.length() > WIDTH) {
                line(line.toString());
                line.setLength(1);
            }
            line.append(flag);
        }
        line(padded(line.toString()) + description);
    }

    /** Adds the limits, several on each line because there are many. Their defaults show what their values look like. */
    private void limits() {
        line(Option.Group.LIMITS.title() + ", each with a value (defaults in parentheses):");
        StringBuilder line = new StringBuilder(" ");
        for (Option option : Option.values()) {
            if (option.group() == Option.Group.LIMITS) {
                String limit = " " + option.flag() + " (" + option.description() + ")";
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
        return option.requiresValue() ? option.flag() + " " + option.argument() : option.flag();
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
