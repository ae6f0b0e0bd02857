package io.github.smtpfake.rest;

/** An option of the command line. Each that takes a value can be given as a variable of the environment, too. */
enum Option {
    SMTP_PORT("--smtp-port", "PORT", "port of SMTP, 0 for a free one (1025)"),
    HTTP_PORT("--http-port", "PORT", "port of HTTP, 0 for a free one (8025)"),
    HOST("--host", "ADDRESS", "address to listen on, 0.0.0.0 for all (127.0.0.1)"),
    MAX_MESSAGE_SIZE("--max-message-size", "SIZE", "largest message taken (32MiB)"),
    MAX_MESSAGES("--max-messages", "COUNT", "messages kept, then the oldest goes (20000)"),
    MAX_STORE_SIZE("--max-store-size", "SIZE", "octets kept, then the oldest go (half the heap, at most 512MiB)"),
    IDLE_TIMEOUT("--idle-timeout", "DURATION", "how long an SMTP client may be silent (5m)"),
    ALLOWED_HOST("--allowed-host", "NAME", "one more name that HTTP answers to; repeatable, by commas in the variable"),
    HELP("--help", "", "print this and exit"),
    VERSION("--version", "", "print the version and exit");

    private final String flag;
    private final String argument;
    private final String description;

    Option(String flag, String argument, String description) {
        this.flag = flag;
        this.argument = argument;
        this.description = description;
    }

    /** Returns the option as it is typed: {@code --smtp-port}. */
    String flag() {
        return flag;
    }

    /** Returns what its value is called in the help; empty where it takes none. */
    String argument() {
        return argument;
    }

    String description() {
        return description;
    }

    boolean takesValue() {
        return !argument.isEmpty();
    }

    boolean isRepeatable() {
        return this == ALLOWED_HOST;
    }

    /** Returns the variable of the environment: {@code SMTP_FAKE_SMTP_PORT}. */
    String variable() {
        return CommandLine.VARIABLE_PREFIX + name();
    }
}
