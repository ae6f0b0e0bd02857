package io.github.smtpfake.rest.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Mailpit: one constant with its names as a variable and as a flag, and its equivalent here. The page
 * docs/mailpit.md contains the same table. {@link MailpitConfiguration} translates the values. Loaded only if a variable or
 * flag of Mailpit is used.
 */
enum MailpitSetting {
    DATABASE("MP_DATABASE MP_DATA_FILE", "--database -d --db-file", Kind.VALUE, Option.STORE),
    DISABLE_WAL("MP_DISABLE_WAL", "--disable-wal", Kind.SWITCH, Support.NOT_NEEDED),
    DISABLE_VERSION_CHECK("MP_DISABLE_VERSION_CHECK", "--disable-version-check", Kind.SWITCH, Support.NOT_NEEDED),
    DISABLE_AUTO_VACUUM("MP_DISABLE_AUTO_VACUUM", "--disable-auto-vacuum", Kind.SWITCH, Support.NOT_NEEDED),
    COMPRESSION("MP_COMPRESSION", "--compression", Kind.VALUE, Support.NOT_NEEDED),
    LABEL("MP_LABEL", "--label", Kind.VALUE, Option.LABEL),
    TENANT_ID("MP_TENANT_ID", "--tenant-id", Kind.VALUE, Support.NONE),
    MAX_MESSAGES("MP_MAX_MESSAGES", "--max -m", Kind.VALUE, Option.MAX_MESSAGES),
    MAX_AGE("MP_MAX_AGE", "--max-age", Kind.VALUE, Option.MAX_AGE),
    MAX_MESSAGE_SIZE("MP_MAX_MESSAGE_SIZE", "--max-message-size", Kind.VALUE, Option.MAX_MESSAGE_SIZE),
    USE_MESSAGE_DATES("MP_USE_MESSAGE_DATES", "--use-message-dates", Kind.SWITCH, Support.NONE),
    IGNORE_DUPLICATE_IDS("MP_IGNORE_DUPLICATE_IDS", "--ignore-duplicate-ids", Kind.SWITCH, Support.NONE),
    LOG_FILE("MP_LOG_FILE", "--log-file", Kind.VALUE, Support.NONE),
    // If both are set, Mailpit is verbose, so this order counts.
    QUIET("MP_QUIET", "--quiet -q", Kind.SWITCH, Option.LOG_LEVEL),
    VERBOSE("MP_VERBOSE", "--verbose -v", Kind.SWITCH, Option.LOG_LEVEL),
    LISTEN("MP_UI_BIND_ADDR", "--listen -l", Kind.VALUE, Option.HTTP_HOST, Option.HTTP_PORT),
    ALLOWED_HOSTS("MP_ALLOWED_HOSTS", "--allowed-hosts", Kind.VALUE, Option.ALLOWED_HOST),
    WEBROOT("MP_WEBROOT", "--webroot", Kind.VALUE, Option.WEB_ROOT),
    UI_AUTH("MP_UI_AUTH", "", Kind.VALUE, Option.HTTP_USER),
    UI_AUTH_FILE("MP_UI_AUTH_FILE", "--ui-auth-file", Kind.VALUE, Option.HTTP_USER_FILE),
    UI_TLS_CERT(
            "MP_UI_TLS_CERT MP_UI_SSL_CERT",
            "--ui-tls-cert --ui-ssl-cert",
            Kind.VALUE,
            Option.HTTP_TLS,
            Option.TLS_CERTIFICATE,
            Option.CERTIFICATE_HOST),
    UI_TLS_KEY("MP_UI_TLS_KEY MP_UI_SSL_KEY", "--ui-tls-key --ui-ssl-key", Kind.VALUE, Option.TLS_KEY),
    API_CORS("MP_API_CORS", "--api-cors", Kind.VALUE, Option.CORS_ORIGIN),
    BLOCK_REMOTE_CSS("MP_BLOCK_REMOTE_CSS_AND_FONTS", "--block-remote-css-and-fonts", Kind.SWITCH, Support.NOT_NEEDED),
    ALLOW_INTERNAL_REQUESTS(
            "MP_ALLOW_INTERNAL_HTTP_REQUESTS", "--allow-internal-http-requests", Kind.SWITCH, Support.NOT_NEEDED),
    DISABLE_LINK_CHECK_RATE_LIMIT(
            "MP_DISABLE_LINK_CHECK_RATE_LIMIT", "--disable-link-check-rate-limit", Kind.SWITCH, Support.NOT_NEEDED),
    ENABLE_SPAMASSASSIN("MP_ENABLE_SPAMASSASSIN", "--enable-spamassassin", Kind.VALUE, Support.NONE),
    ENABLE_RSPAMD("MP_ENABLE_RSPAMD", "--enable-rspamd", Kind.VALUE, Support.NONE),
    ALLOW_UNTRUSTED_TLS("MP_ALLOW_UNTRUSTED_TLS", "--allow-untrusted-tls", Kind.SWITCH, Support.NOT_NEEDED),
    DISABLE_HTML_CHECK("MP_DISABLE_HTML_CHECK", "--disable-html-check", Kind.SWITCH, Support.NOT_NEEDED),
    DISABLE_HTTP_COMPRESSION(
            "MP_DISABLE_HTTP_COMPRESSION", "--disable-http-compression", Kind.SWITCH, Support.NOT_NEEDED),
    HIDE_DELETE_ALL_BUTTON(
            "MP_HIDE_DELETE_ALL_BUTTON", "--hide-delete-all-button", Kind.SWITCH, Option.HIDE_DELETE_ALL),
    SEND_API_AUTH("MP_SEND_API_AUTH", "", Kind.VALUE, Support.NONE),
    SEND_API_AUTH_FILE("MP_SEND_API_AUTH_FILE", "--send-api-auth-file", Kind.VALUE, Support.NONE),
    SEND_API_AUTH_ACCEPT_ANY("MP_SEND_API_AUTH_ACCEPT_ANY", "--send-api-auth-accept-any", Kind.SWITCH, Support.NONE),
    SMTP("MP_SMTP_BIND_ADDR", "--smtp -s", Kind.VALUE, Option.SMTP_HOST, Option.SMTP_PORT),
    SMTP_AUTH("MP_SMTP_AUTH", "", Kind.VALUE, Option.USER, Option.REQUIRE_AUTH),
    SMTP_AUTH_FILE("MP_SMTP_AUTH_FILE", "--smtp-auth-file", Kind.VALUE, Option.USER_FILE, Option.REQUIRE_AUTH),
    SMTP_AUTH_ACCEPT_ANY("MP_SMTP_AUTH_ACCEPT_ANY", "--smtp-auth-accept-any", Kind.SWITCH, Support.NOT_NEEDED),
    SMTP_AUTH_ALLOW_INSECURE("MP_SMTP_AUTH_ALLOW_INSECURE", "--smtp-auth-allow-insecure", Kind.SWITCH, Option.TLS),
    SMTP_TLS_CERT(
            "MP_SMTP_TLS_CERT MP_SMTP_SSL_CERT",
            "--smtp-tls-cert --smtp-ssl-cert",
            Kind.VALUE,
            Option.TLS_CERTIFICATE,
            Option.CERTIFICATE_HOST,
            Option.TLS),
    SMTP_TLS_KEY("MP_SMTP_TLS_KEY MP_SMTP_SSL_KEY", "--smtp-tls-key --smtp-ssl-key", Kind.VALUE, Option.TLS_KEY),
    SMTP_REQUIRE_STARTTLS(
            "MP_SMTP_REQUIRE_STARTTLS MP_SMTP_TLS_REQUIRED",
            "--smtp-require-starttls --smtp-tls-required",
            Kind.SWITCH,
            Option.TLS),
    SMTP_REQUIRE_TLS("MP_SMTP_REQUIRE_TLS", "--smtp-require-tls", Kind.SWITCH, Option.TLS),
    SMTP_STRICT_RFC_HEADERS(
            "MP_SMTP_STRICT_RFC_HEADERS MP_STRICT_RFC_HEADERS", "--smtp-strict-rfc-headers", Kind.SWITCH, Support.NONE),
    SMTP_MAX_RECIPIENTS("MP_SMTP_MAX_RECIPIENTS", "--smtp-max-recipients", Kind.VALUE, Option.MAX_RECIPIENTS),
    SMTP_ALLOWED_RECIPIENTS(
            "MP_SMTP_ALLOWED_RECIPIENTS", "--smtp-allowed-recipients", Kind.VALUE, Option.ALLOWED_RECIPIENTS),
    SMTP_IGNORE_REJECTED_RECIPIENTS(
            "MP_SMTP_IGNORE_REJECTED_RECIPIENTS",
            "--smtp-ignore-rejected-recipients",
            Kind.SWITCH,
            Option.IGNORE_REJECTED_RECIPIENTS),
    SMTP_DISABLE_RDNS("MP_SMTP_DISABLE_RDNS", "--smtp-disable-rdns", Kind.SWITCH, Support.NOT_NEEDED),
    SMTP_RELAY("MP_SMTP_RELAY_*", "", Kind.VALUE, Support.NONE),
    SMTP_RELAY_CONFIG("MP_SMTP_RELAY_CONFIG", "--smtp-relay-config", Kind.VALUE, Support.NONE),
    SMTP_RELAY_ALL("MP_SMTP_RELAY_ALL", "--smtp-relay-all", Kind.SWITCH, Support.NONE),
    SMTP_RELAY_MATCHING("MP_SMTP_RELAY_MATCHING", "--smtp-relay-matching", Kind.VALUE, Support.NONE),
    SMTP_FORWARD("MP_SMTP_FORWARD_*", "", Kind.VALUE, Support.NONE),
    SMTP_FORWARD_CONFIG("MP_SMTP_FORWARD_CONFIG", "--smtp-forward-config", Kind.VALUE, Support.NONE),
    ENABLE_CHAOS("MP_ENABLE_CHAOS", "--enable-chaos", Kind.SWITCH, Support.NOT_NEEDED),
    CHAOS_TRIGGERS("MP_CHAOS_TRIGGERS", "--chaos-triggers", Kind.VALUE, Support.WITHOUT_OPTION),
    POP3("MP_POP3_BIND_ADDR", "--pop3", Kind.VALUE, Support.NONE),
    POP3_AUTH("MP_POP3_AUTH", "", Kind.VALUE, Support.NONE),
    POP3_AUTH_FILE("MP_POP3_AUTH_FILE", "--pop3-auth-file", Kind.VALUE, Support.NONE),
    POP3_TLS_CERT("MP_POP3_TLS_CERT", "--pop3-tls-cert", Kind.VALUE, Support.NONE),
    POP3_TLS_KEY("MP_POP3_TLS_KEY", "--pop3-tls-key", Kind.VALUE, Support.NONE),
    TAG("MP_TAG", "--tag -t", Kind.VALUE, Support.NONE),
    TAGS_CONFIG("MP_TAGS_CONFIG", "--tags-config", Kind.VALUE, Support.NONE),
    TAGS_TITLE_CASE("MP_TAGS_TITLE_CASE", "--tags-title-case", Kind.SWITCH, Support.NONE),
    TAGS_DISABLE("MP_TAGS_DISABLE", "--tags-disable", Kind.VALUE, Support.NONE),
    TAGS_USERNAME("MP_TAGS_USERNAME", "--tags-username", Kind.SWITCH, Support.NONE),
    ENABLE_PROMETHEUS("MP_ENABLE_PROMETHEUS", "--enable-prometheus", Kind.VALUE, Support.WITHOUT_OPTION),
    WEBHOOK_URL("MP_WEBHOOK_URL", "--webhook-url", Kind.VALUE, Support.NONE),
    WEBHOOK_LIMIT("MP_WEBHOOK_LIMIT", "--webhook-limit", Kind.VALUE, Support.NONE),
    WEBHOOK_DELAY("MP_WEBHOOK_DELAY", "--webhook-delay", Kind.VALUE, Support.NONE),
    DEMO_MODE("MP_DEMO_MODE", "", Kind.SWITCH, Support.NONE);

    /** What this server has instead of a setting. */
    enum Support {
        /** Options have the same effect. */
        OPTIONS,
        /** The setting has an effect, but there is no option for it. */
        WITHOUT_OPTION,
        /** This server always behaves as the setting requests, or lacks the feature that the setting restricts or adjusts. */
        NOT_NEEDED,
        /** Nothing: a warning names the setting, which is then ignored. */
        NONE
    }

    private enum Kind {
        VALUE,
        SWITCH
    }

    private static final String ANY = "*";

    private final List<String> variables;
    private final List<String> flags;
    private final Kind kind;
    private final Support support;
    private final List<Option> options;

    MailpitSetting(String variables, String flags, Kind kind, Support support) {
        this(variables, flags, kind, support, List.of());
    }

    MailpitSetting(String variables, String flags, Kind kind, Option... options) {
        this(variables, flags, kind, Support.OPTIONS, List.of(options));
    }

    MailpitSetting(String variables, String flags, Kind kind, Support support, List<Option> options) {
        this.variables = List.of(variables.split(" "));
        this.flags = flags.isEmpty() ? List.of() : List.of(flags.split(" "));
        this.kind = kind;
        this.support = support;
        this.options = options;
    }

    /** Returns the setting with this variable, or null. */
    static @Nullable MailpitSetting ofVariable(String name) {
        MailpitSetting general = null;
        for (MailpitSetting setting : values()) {
            if (setting.variables.contains(name)) {
                return setting;
            }
            String first = setting.variables.get(0);
            if (first.endsWith(ANY) && name.startsWith(first.substring(0, first.length() - 1))) {
                general = setting;
            }
        }
        return general;
    }

    /** Returns the setting with this flag, or null. */
    static @Nullable MailpitSetting ofFlag(String flag) {
        for (MailpitSetting setting : values()) {
            if (setting.flags.contains(flag)) {
                return setting;
            }
        }
        return null;
    }

    /** Returns the names of the variable, the current one first; a {@code *} at the end stands for any further characters. */
    List<String> variables() {
        return variables;
    }

    /** Returns the names of the flag, the long one first, then the short one and the former ones; empty if there is none. */
    List<String> flags() {
        return flags;
    }

    /** Returns whether the setting is true or false, so that its flag needs no value. */
    boolean isSwitch() {
        return kind == Kind.SWITCH;
    }

    Support support() {
        return support;
    }

    /** Returns the options with the same effect. */
    List<Option> options() {
        return options;
    }
}
