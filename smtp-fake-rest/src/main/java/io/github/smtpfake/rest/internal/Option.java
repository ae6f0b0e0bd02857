package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Flag;

/** An option of the command line. Each that sets something can be given as a variable of the environment, too. */
public enum Option implements Flag {
    HOST(Group.LISTENING, "--host", "ADDRESS", "address to listen on, 0.0.0.0 for all (127.0.0.1)"),
    SMTP_PORT(Group.LISTENING, "--smtp-port", "PORT", "port of SMTP, 0 for a free one (1025)"),
    SMTPS_PORT(Group.LISTENING, "--smtps-port", "PORT", "additional port with implicit TLS, 0 for a free one (none)"),
    HTTP_PORT(Group.LISTENING, "--http-port", "PORT", "port of HTTP, 0 for a free one (8025)"),

    USER(Group.SMTP, "--user", "NAME:PASSWORD", Kind.REPEATABLE, "who may log in; repeatable (anybody)"),
    REQUIRE_AUTH(Group.SMTP, "--require-auth", "", Kind.SWITCH, "refuse mail before a login"),
    STRICT(Group.SMTP, "--strict", "", Kind.SWITCH, "refuse what is against an RFC instead of recording it"),
    ALLOW_MAIL_BEFORE_EHLO(
            Group.SMTP, "--allow-mail-before-ehlo", "", Kind.SWITCH, "take MAIL without EHLO, and record it"),
    ALLOW_BARE_LF(Group.SMTP, "--allow-bare-lf", "", Kind.SWITCH, "let LF.LF end what was sent without any CR, as by nc"),
    DISABLE(Group.SMTP, "--disable", "EXTENSION", Kind.REPEATABLE, "do not offer it, such as 8BITMIME; repeatable"),
    HOST_NAME(Group.SMTP, "--host-name", "NAME", "by which SMTP greets (localhost)"),
    RULES(Group.SMTP, "--rules", "FILE", "JSON with rules that make SMTP fail, as GET /api/rules shows them"),

    TLS(Group.TLS, "--tls", "MODE", "SMTP port: off, starttls, starttls-required or implicit (off)"),
    TLS_CERTIFICATE(Group.TLS, "--tls-certificate", "FILE", "PEM chain to present (one of an authority of its own)"),
    TLS_KEY(Group.TLS, "--tls-key", "FILE", "PEM key of that certificate, as PKCS#8"),
    TLS_KEYSTORE(Group.TLS, "--tls-keystore", "FILE", "PKCS#12 file with both, instead"),
    TLS_KEYSTORE_PASSWORD(Group.TLS, "--tls-keystore-password", "TEXT", "its password (empty)"),
    CERTIFICATE_HOST(
            Group.TLS, "--certificate-host", "NAME", Kind.REPEATABLE, "one more name in a generated certificate"),

    ALLOWED_HOST(Group.HTTP, "--allowed-host", "NAME", Kind.REPEATABLE, "one more name that it answers to; repeatable"),
    HTTP_USER(Group.HTTP, "--http-user", "NAME:PASSWORD", Kind.REPEATABLE, "who may use it; repeatable (anybody)"),
    HTTP_TOKEN(Group.HTTP, "--http-token", "TOKEN", Kind.REPEATABLE, "a bearer token that may; repeatable (none)"),
    HTTP_TLS(Group.HTTP, "--http-tls", "", Kind.SWITCH, "speak HTTPS instead; GET /api/ca.pem tells whom to trust"),
    CORS_ORIGIN(
            Group.HTTP, "--cors-origin", "ORIGIN", Kind.REPEATABLE, "a web page that may use it; repeatable (none)"),

    MAX_MESSAGE_SIZE(Group.LIMITS, "--max-message-size", "SIZE", "32MiB"),
    MAX_ENVELOPE_SIZE(Group.LIMITS, "--max-envelope-size", "SIZE", "2MiB"),
    MAX_MESSAGES(Group.LIMITS, "--max-messages", "COUNT", "20000"),
    MAX_STORE_SIZE(Group.LIMITS, "--max-store-size", "SIZE", "half the heap, at most 512MiB"),
    MAX_SESSIONS(Group.LIMITS, "--max-sessions", "COUNT", "10000"),
    MAX_SESSION_LOG_SIZE(Group.LIMITS, "--max-session-log-size", "SIZE", "1/8 of the heap, at most 64MiB"),
    MAX_TRANSCRIPT_LINES(Group.LIMITS, "--max-transcript-lines", "COUNT", "200"),
    MAX_MIME_DEPTH(Group.LIMITS, "--max-mime-depth", "COUNT", "50"),
    MAX_MIME_PARTS(Group.LIMITS, "--max-mime-parts", "COUNT", "10000"),
    MAX_HEADER_FIELDS(Group.LIMITS, "--max-header-fields", "COUNT", "50000"),
    MAX_EXAMINED_TEXT(Group.LIMITS, "--max-examined-text", "COUNT", "500000"),
    MAX_RECIPIENTS(Group.LIMITS, "--max-recipients", "COUNT", "1000"),
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

    LOG_LEVEL(
            Group.OTHERS, "--log-level", "LEVEL", "off, error, warning, info (each mail and session), debug (warning)"),
    LOG_FORMAT(Group.OTHERS, "--log-format", "FORMAT", "text or json, one line for each event (text)"),
    HELP(Group.OTHERS, "--help", "", Kind.QUESTION, "print this and exit"),
    VERSION(Group.OTHERS, "--version", "", Kind.QUESTION, "print the version and exit");

    /** What an option is about. */
    enum Group {
        LISTENING("Where to listen"),
        SMTP("SMTP"),
        TLS("TLS"),
        HTTP("HTTP"),
        LIMITS("Limits"),
        OTHERS("Others");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

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

    /** Returns what the help says; of a limit only its default, as its name says the rest. */
    public String description() {
        return description;
    }

    @Override
    public boolean isRepeatable() {
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
