package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The options of the commands that query a server. To add a filter of the API, add a constant with its name. */
enum ClientOption implements Flag {
    URL("--url", "URL", "URL of the server (default: from the variables of the server, or http://127.0.0.1:8025)"),
    TOKEN("--token", "TOKEN", "bearer token (default: credentials from the variables of the server)"),
    TOKEN_FILE("--token-file", "FILE", "file with the bearer token"),
    CA("--ca", "FILE", "PEM file with the authority to trust for HTTPS, as from GET /api/ca.pem"),
    TIMEOUT("--timeout", "DURATION", "maximum time to wait (default 10s; health: 30s)"),
    WAIT("--wait", "", "wait until the server accepts mail"),
    COUNT("--count", "COUNT", "wait for at least this number of messages, and print the list of the newest"),
    RAW("--raw", "", "print the raw message instead of JSON"),
    HELP("--help", "", "print this help and exit"),
    FROM("--from", "ADDRESS", "address in the From header; * is a wildcard"),
    TO("--to", "ADDRESS", "address in the To header"),
    CC("--cc", "ADDRESS", "address in the Cc header"),
    REPLY_TO("--reply-to", "ADDRESS", "address in the Reply-To header"),
    RECIPIENT("--recipient", "ADDRESS", "recipient in the envelope"),
    SENDER("--sender", "ADDRESS", "sender in the envelope; empty for the null reverse-path"),
    SUBJECT("--subject", "TEXT", "part of the subject"),
    TEXT("--text", "TEXT", "part of the plain text"),
    HTML("--html", "TEXT", "part of the HTML"),
    HEADER("--header", "'NAME: TEXT'", "name of a header and part of its value"),
    ATTACHMENT("--attachment", "NAME", "file name of an attachment"),
    HELO("--helo", "NAME", "name that the client sent in EHLO"),
    USER("--user", "NAME", "authenticated user"),
    SESSION("--session", "ID", "id of the session that delivered the message"),
    SINCE("--since", "CURSOR", "only messages that arrived after this cursor, message id or time");

    private static final Set<ClientOption> NOT_FILTERS =
            EnumSet.of(URL, TOKEN, TOKEN_FILE, CA, TIMEOUT, WAIT, COUNT, RAW, HELP);
    static final List<ClientOption> COMMON = List.of(URL, TOKEN, TOKEN_FILE, CA, HELP);
    static final List<ClientOption> OF_HEALTH = List.of(URL, WAIT, TIMEOUT, HELP);
    static final List<ClientOption> OF_WAIT =
            Stream.of(values()).filter(option -> option != WAIT).toList();

    private final String flag;
    private final String argument;
    private final String description;

    ClientOption(String flag, String argument, String description) {
        this.flag = flag;
        this.argument = argument;
        this.description = description;
    }

    @Override
    public String flag() {
        return flag;
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public boolean isRepeatable() {
        return isFilter() && this != SINCE;
    }

    @Override
    public String description() {
        return description;
    }

    /** Returns whether the option selects messages and is therefore a parameter of the API. */
    boolean isFilter() {
        return !NOT_FILTERS.contains(this);
    }

    /** Returns the name of the parameter in the API. */
    String parameter() {
        return flag.substring(2);
    }

    /** Returns the help of a command. */
    static String help(String usage, List<? extends Flag> options) {
        StringBuilder help = new StringBuilder("Usage: smtp-fake " + usage + "\n");
        for (Flag option : options) {
            help.append(String.format(
                    Locale.ROOT,
                    "  %-24s %s\n",
                    option.flag() + (option.requiresValue() ? " " + option.argument() : ""),
                    option.description()));
        }
        return help.toString();
    }
}
