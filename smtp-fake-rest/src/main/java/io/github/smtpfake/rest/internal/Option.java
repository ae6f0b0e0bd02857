package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Flag;

/**
 * The options of the command line. Each option that configures something can also be given as an environment variable.
 *
 * <p>To add an option, add a constant here, and read it in the class of its group: {@link SmtpOptions}, {@link TlsOptions},
 * {@link HttpOptions}, {@link LimitOptions}, {@link StoreOptions}, {@link LogOptions} or, for all others, {@link Options}.
 */
public enum Option implements Flag {
    HOST(Group.LISTENING, "--host", "ADDRESS", "listen on this address; 0.0.0.0 means all (default 127.0.0.1)"),
    SMTP_HOST(Group.LISTENING, "--smtp-host", "ADDRESS", ""),
    HTTP_HOST(Group.LISTENING, "--http-host", "ADDRESS", "ADDRESS of one of the servers, instead of --host"),
    SMTP_PORT(Group.LISTENING, "--smtp-port", "PORT", ""),
    HTTP_PORT(Group.LISTENING, "--http-port", "PORT", "PORT of a server; 0 selects a free port (default 1025, 8025)"),
    SMTPS_PORT(Group.LISTENING, "--smtps-port", "PORT", "additional port with implicit TLS; 0 selects a free port"),

    USER(Group.SMTP, "--user", "NAME:PASSWORD", Kind.REPEATABLE, ""),
    USER_FILE(Group.SMTP, "--user-file", "FILE", "accept login NAME:PASSWORD, or those in FILE (default: any login)"),
    REQUIRE_AUTH(Group.SMTP, "--require-auth", "", Kind.SWITCH, "reject mail from clients that have not logged in"),
    ALLOWED_RECIPIENTS(Group.SMTP, "--allowed-recipients", "REGEX", "reject other recipients (default: accept all)"),
    IGNORE_REJECTED_RECIPIENTS(
            Group.SMTP,
            "--ignore-rejected-recipients",
            "",
            Kind.SWITCH,
            "accept other recipients, too, but deliver nothing to them"),
    STRICT(Group.SMTP, "--strict", "", Kind.SWITCH, "reject violations of RFCs instead of recording them"),
    ALLOW_MAIL_BEFORE_EHLO(Group.SMTP, "--allow-mail-before-ehlo", "", Kind.SWITCH, ""),
    ALLOW_BARE_LF(Group.SMTP, "--allow-bare-lf", "", Kind.SWITCH, ""),
    ALLOW_UNBRACKETED_PATHS(Group.SMTP, "--allow-unbracketed-paths", "", Kind.SWITCH, ""),
    ALLOW_UNKNOWN_PARAMETERS(Group.SMTP, "--allow-unknown-parameters", "", Kind.SWITCH, ""),
    ALLOW_UNPADDED_BASE64(
            Group.SMTP,
            "--allow-unpadded-base64",
            "",
            Kind.SWITCH,
            "each accepts a violation of an RFC and records it as a problem"),
    DISABLE(
            Group.SMTP,
            "--disable",
            "EXTENSION",
            Kind.REPEATABLE,
            "do not offer an extension, such as 8BITMIME; repeatable"),
    DISCARD_CONTENT(
            Group.SMTP,
            "--discard-content",
            "",
            Kind.SWITCH,
            "keep only envelope, header and size of messages, for load tests"),
    HOST_NAME(Group.SMTP, "--host-name", "NAME", "host name in the greeting (default localhost)"),
    RULES(Group.SMTP, "--rules", "FILE", "JSON file with failure rules, in the format of GET /api/rules"),

    TLS(Group.TLS, "--tls", "MODE", "TLS mode: off (default), starttls, starttls-required or implicit"),
    TLS_CERTIFICATE(Group.TLS, "--tls-certificate", "FILE", ""),
    TLS_KEY(Group.TLS, "--tls-key", "FILE", "PEM FILE with a chain, or with its key (default: generated)"),
    TLS_KEYSTORE(Group.TLS, "--tls-keystore", "FILE", ""),
    TLS_KEYSTORE_PASSWORD(Group.TLS, "--tls-keystore-password", "TEXT", ""),
    TLS_KEYSTORE_PASSWORD_FILE(Group.TLS, "--tls-keystore-password-file", "FILE", "PKCS#12 FILE and its password"),
    CERTIFICATE_HOST(
            Group.TLS,
            "--certificate-host",
            "NAME",
            Kind.REPEATABLE,
            "additional name in the generated certificate; repeatable"),

    ALLOWED_HOST(
            Group.HTTP,
            "--allowed-host",
            "NAME",
            Kind.REPEATABLE,
            "additional name allowed in the Host header; repeatable"),
    WEB_ROOT(Group.HTTP, "--web-root", "PATH", "answer only below this path, such as /mail"),
    HTTP_USER(Group.HTTP, "--http-user", "NAME:PASSWORD", Kind.REPEATABLE, ""),
    HTTP_USER_FILE(Group.HTTP, "--http-user-file", "FILE", ""),
    HTTP_TOKEN(Group.HTTP, "--http-token", "TOKEN", Kind.REPEATABLE, ""),
    HTTP_TOKEN_FILE(Group.HTTP, "--http-token-file", "FILE", "require NAME:PASSWORD or bearer TOKEN"),
    HTTP_TLS(Group.HTTP, "--http-tls", "", Kind.SWITCH, "use HTTPS; GET /api/ca.pem returns the authority to trust"),
    CORS_ORIGIN(
            Group.HTTP,
            "--cors-origin",
            "ORIGIN",
            Kind.REPEATABLE,
            "let web pages of this origin use the HTTP API; repeatable"),
    LABEL(Group.HTTP, "--label", "TEXT", ""),
    HIDE_DELETE_ALL(
            Group.HTTP,
            "--hide-delete-all",
            "",
            Kind.SWITCH,
            "name of this server in the web inbox; no \"delete all\" there"),

    MAX_MESSAGE_SIZE(Group.LIMITS, "--max-message-size", "SIZE", "32MiB"),
    MAX_ENVELOPE_SIZE(Group.LIMITS, "--max-envelope-size", "SIZE", "2MiB"),
    MAX_MESSAGES(Group.LIMITS, "--max-messages", "COUNT", "20000"),
    MAX_AGE(Group.LIMITS, "--max-age", "DURATION", "0s, none"),
    MAX_STORE_SIZE(Group.LIMITS, "--max-store-size", "SIZE", "half the heap, at most 512MiB; with --store 4GiB"),
    MAX_SESSIONS(Group.LIMITS, "--max-sessions", "COUNT", "10000"),
    MAX_SESSION_LOG_SIZE(Group.LIMITS, "--max-session-log-size", "SIZE", "1/8 of the heap, at most 64MiB"),
    MAX_TRANSCRIPT_LINES(Group.LIMITS, "--max-transcript-lines", "COUNT", "200"),
    MAX_RECIPIENTS(Group.LIMITS, "--max-recipients", "COUNT", "1000"),
    MAX_MIME_DEPTH(Group.LIMITS, "--max-mime-depth", "COUNT", "50"),
    MAX_MIME_PARTS(Group.LIMITS, "--max-mime-parts", "COUNT", "10000"),
    MAX_HEADER_FIELDS(Group.LIMITS, "--max-header-fields", "COUNT", "50000"),
    MAX_EXAMINED_TEXT(Group.LIMITS, "--max-examined-text", "COUNT", "500000"),
    MAX_CONNECTIONS(Group.LIMITS, "--max-connections", "COUNT", "20000"),
    MAX_BAD_COMMANDS(Group.LIMITS, "--max-bad-commands", "COUNT", "50"),
    MAX_COMMAND_LINE(Group.LIMITS, "--max-command-line", "SIZE", "8KiB"),
    MAX_AUTH_LINE(Group.LIMITS, "--max-auth-line", "SIZE", "12KiB"),
    IDLE_TIMEOUT(Group.LIMITS, "--idle-timeout", "DURATION", "5m"),
    COMMAND_TIMEOUT(Group.LIMITS, "--command-timeout", "DURATION", "1m"),
    DATA_TIMEOUT(Group.LIMITS, "--data-timeout", "DURATION", "10m"),
    HANDSHAKE_TIMEOUT(Group.LIMITS, "--handshake-timeout", "DURATION", "10s"),
    WRITE_TIMEOUT(Group.LIMITS, "--write-timeout", "DURATION", "1m"),
    STOP_TIMEOUT(Group.LIMITS, "--stop-timeout", "DURATION", "2s"),

    STORE(Group.OTHER, "--store", "URL", "keep mail in a SQLite file: sqlite:/data/mail.db (default: memory)"),
    LOG_LEVEL(Group.OTHER, "--log-level", "LEVEL", "off, error, warning (default), info (messages, sessions) or debug"),
    LOG_FORMAT(Group.OTHER, "--log-format", "FORMAT", "text (default) or json; one line per event"),
    HELP(Group.OTHER, "--help", "", Kind.COMMAND, ""),
    VERSION(Group.OTHER, "--version", "", Kind.COMMAND, "print this help, or the version, and exit");

    /** A group of related options in the help. */
    enum Group {
        LISTENING("Listening"),
        SMTP("SMTP"),
        TLS("TLS"),
        HTTP("HTTP"),
        LIMITS("Limits"),
        OTHER("Other");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private enum Kind {
        /** Has one value. */
        SINGLE,
        /** May be given several times; a variable separates the values with commas. */
        REPEATABLE,
        /** Has no value; a variable is true or false. */
        SWITCH,
        /** Has no value and starts no server, so there is no variable. */
        COMMAND
    }

    static final String VARIABLE_PREFIX = "SMTP_FAKE_";

    private final Group group;
    private final String flag;
    private final String argument;
    private final Kind kind;
    private final String description;

    Option(Group group, String flag, String argument, String description) {
        this(group, flag, argument, Kind.SINGLE, description);
    }

    Option(Group group, String flag, String argument, Kind kind, String description) {
        this.group = group;
        this.flag = flag;
        this.argument = argument;
        this.kind = kind;
        this.description = description;
    }

    Group group() {
        return group;
    }

    @Override
    public String flag() {
        return flag;
    }

    @Override
    public String argument() {
        return argument;
    }

    /**
     * Returns the description in the help. For a limit, it is only the default, with its meaning if that is not obvious, because
     * the name says the rest. It is empty if the description of the next option describes this one, too.
     */
    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean isRepeatable() {
        return kind == Kind.REPEATABLE;
    }

    /** Returns whether the option is also a flag of Mailpit, whose last value counts. */
    @Override
    public boolean isOverridable() {
        return this == MAX_MESSAGE_SIZE || this == MAX_AGE || this == LABEL;
    }

    boolean isSwitch() {
        return kind == Kind.SWITCH;
    }

    boolean hasVariable() {
        return kind != Kind.COMMAND;
    }

    /** Returns the name of the variable: {@code SMTP_FAKE_SMTP_PORT}. */
    String variable() {
        return VARIABLE_PREFIX + name();
    }
}
