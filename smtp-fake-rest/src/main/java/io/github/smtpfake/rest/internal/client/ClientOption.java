package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Flag;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An option of the commands that ask a server. */
enum ClientOption implements Flag {
    URL("--url", "URL", "where the server is (http://127.0.0.1:8025, or as the variables of the server say)"),
    TOKEN("--token", "TOKEN", "what HTTP wants, if it wants credentials (as the variables of the server say)"),
    CA("--ca", "FILE", "PEM of the authority to trust for https: what GET /api/ca.pem answers"),
    TIMEOUT("--timeout", "DURATION", "how long to wait (10s)"),
    RAW("--raw", "", "print the message as it was sent, instead of JSON"),
    HELP("--help", "", "print this and exit"),
    FROM("--from", "ADDRESS", "an address of the header From; * is a wildcard"),
    TO("--to", "ADDRESS", "an address of the header To"),
    CC("--cc", "ADDRESS", "an address of the header Cc"),
    REPLY_TO("--reply-to", "ADDRESS", "an address of the header Reply-To"),
    RECIPIENT("--recipient", "ADDRESS", "a recipient of the envelope"),
    SENDER("--sender", "ADDRESS", "the sender of the envelope; empty for the null path"),
    SUBJECT("--subject", "TEXT", "a part of the subject"),
    TEXT("--text", "TEXT", "a part of the plain text"),
    HTML("--html", "TEXT", "a part of the HTML"),
    HEADER("--header", "'NAME: TEXT'", "a header and a part of its value"),
    ATTACHMENT("--attachment", "NAME", "the file name of an attachment"),
    HELO("--helo", "NAME", "the name that the client gave with EHLO"),
    USER("--user", "NAME", "who logged in"),
    SESSION("--session", "ID", "the session that delivered it"),
    SINCE("--since", "CURSOR", "only what came after this cursor, message id or time");

    private static final Set<ClientOption> NOT_FILTERS = EnumSet.of(URL, TOKEN, CA, TIMEOUT, RAW, HELP);
    static final List<ClientOption> OF_ALL = List.of(URL, TOKEN, CA, HELP);
    static final List<ClientOption> OF_WAIT = List.of(values());

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

    /** Returns whether it selects messages: it is a parameter of the API then. */
    boolean isFilter() {
        return !NOT_FILTERS.contains(this);
    }

    /** Returns the name of the parameter of the API. */
    String parameter() {
        return flag.substring(2);
    }

    /** Returns a help. */
    static String help(String usage, List<ClientOption> options) {
        StringBuilder help = new StringBuilder("usage: smtp-fake " + usage + "\n");
        for (ClientOption option : options) {
            help.append(String.format(
                    "  %-24s %s%n",
                    option.flag + (option.argument.isEmpty() ? "" : " " + option.argument), option.description));
        }
        return help.toString();
    }
}
