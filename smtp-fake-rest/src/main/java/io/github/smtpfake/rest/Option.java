package io.github.smtpfake.rest;

/** An option of the command line. Each that sets something can be given as a variable of the environment, too. */
enum Option {
    SMTP_PORT("--smtp-port", "PORT", "port of SMTP, 0 for a free one (1025)"),
    HTTP_PORT("--http-port", "PORT", "port of HTTP, 0 for a free one (8025)"),
    HOST("--host", "ADDRESS", "address to listen on, 0.0.0.0 for all (127.0.0.1)"),
    SMTPS_PORT("--smtps-port", "PORT", "one more port, encrypted from the start; 0 for a free one (none)"),
    STARTTLS("--starttls", "MODE", "off, offered or required (off)"),
    USER("--user", "NAME:PASSWORD", Kind.REPEATABLE, "who may log in; repeatable (anybody)"),
    AUTH_REQUIRED("--auth-required", "", Kind.SWITCH, "refuse mail before a login"),
    STRICT("--strict", "", Kind.SWITCH, "refuse what is against an RFC instead of recording it"),
    MAX_MESSAGE_SIZE("--max-message-size", "SIZE", "largest message taken (32MiB)"),
    MAX_MESSAGES("--max-messages", "COUNT", "messages kept, then the oldest goes (20000)"),
    MAX_STORE_SIZE("--max-store-size", "SIZE", "octets kept, then the oldest go (half the heap, at most 512MiB)"),
    IDLE_TIMEOUT("--idle-timeout", "DURATION", "how long an SMTP client may be silent (5m)"),
    ALLOWED_HOST("--allowed-host", "NAME", Kind.REPEATABLE, "one more name that HTTP answers to; repeatable"),
    HTTP_USER("--http-user", "NAME:PASSWORD", Kind.REPEATABLE, "who may use HTTP; repeatable (anybody)"),
    HTTP_TOKEN("--http-token", "TOKEN", Kind.REPEATABLE, "a bearer token that may use HTTP; repeatable (none)"),
    HTTP_TLS("--http-tls", "", Kind.SWITCH, "speak HTTPS instead of HTTP; GET /api/ca.pem tells whom to trust"),
    CORS_ORIGIN("--cors-origin", "ORIGIN", Kind.REPEATABLE, "a web page that may use HTTP; repeatable (none)"),
    RULES("--rules", "FILE", "JSON with rules that make SMTP fail, as GET /api/rules shows them"),
    HELP("--help", "", Kind.QUESTION, "print this and exit"),
    VERSION("--version", "", Kind.QUESTION, "print the version and exit");

    private enum Kind {
        /** Takes a value, once. */
        SINGLE,
        /** Takes a value, and any number of times; a variable has them with commas between. */
        REPEATABLE,
        /** Takes no value; a variable says true or false. */
        SWITCH,
        /** Takes no value and starts nothing, so there is no variable. */
        QUESTION
    }

    private final String flag;
    private final String argument;
    private final Kind kind;
    private final String description;

    Option(String flag, String argument, String description) {
        this(flag, argument, Kind.SINGLE, description);
    }

    Option(String flag, String argument, Kind kind, String description) {
        this.flag = flag;
        this.argument = argument;
        this.kind = kind;
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
        return kind == Kind.SINGLE || kind == Kind.REPEATABLE;
    }

    boolean isRepeatable() {
        return kind == Kind.REPEATABLE;
    }

    boolean isSwitch() {
        return kind == Kind.SWITCH;
    }

    boolean hasVariable() {
        return kind != Kind.QUESTION;
    }

    /** Returns the variable of the environment: {@code SMTP_FAKE_SMTP_PORT}. */
    String variable() {
        return CommandLine.VARIABLE_PREFIX + name();
    }
}
