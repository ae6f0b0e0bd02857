package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.store.MessageStore.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code /api/v1/info} and {@code /api/v1/webui}: the version, counters and settings of the server. */
final class InfoResource {
    private final MessageFinder mail;
    private final String version;
    private final String database;
    private final String label;
    private final Instant startedAt;

    InfoResource(MessageFinder mail, String version, String database, String label, Instant startedAt) {
        this.mail = mail;
        this.version = version;
        this.database = database;
        this.label = label;
        this.startedAt = startedAt;
    }

    Response info(Request request) {
        Counters counters = mail.store().counters();
        return Response.json(new Info(
                version,
                "disabled",
                database,
                counters.storedBytes(),
                counters.stored(),
                mail.unread(),
                mail.store().tags(),
                new Statistics(
                        Duration.between(startedAt, Instant.now()).toSeconds(),
                        Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory(),
                        counters.deleted() + counters.evicted(),
                        counters.received(),
                        counters.receivedBytes(),
                        mail.store()
                                .sessions(SessionQuery.any().rejected("*"), 0, 0)
                                .matched(),
                        0)));
    }

    private record Info(
            @JsonProperty("Version") String version,
            @JsonProperty("LatestVersion") String latestVersion,
            @JsonProperty("Database") String database,
            @JsonProperty("DatabaseSize") long databaseSize,
            @JsonProperty("Messages") long messages,
            @JsonProperty("Unread") long unread,
            @JsonProperty("Tags") Map<String, Integer> tags,
            @JsonProperty("RuntimeStats") Statistics statistics) {}

    /**
     * The statistics of the server.
     *
     * @param uptime in seconds
     * @param memory the used bytes of the heap
     * @param acceptedSize the bytes of all accepted messages
     * @param rejected the number of stored sessions with a rejected command
     * @param ignored always 0, because the server never ignores a message
     */
    private record Statistics(
            @JsonProperty("Uptime") long uptime,
            @JsonProperty("Memory") long memory,
            @JsonProperty("MessagesDeleted") long deleted,
            @JsonProperty("SMTPAccepted") long accepted,
            @JsonProperty("SMTPAcceptedSize") long acceptedSize,
            @JsonProperty("SMTPRejected") long rejected,
            @JsonProperty("SMTPIgnored") long ignored) {}

    /**
     * Returns the label and fixed settings: the server never relays messages or checks them for spam, and chaos is always enabled.
     */
    Response webui(Request request) {
        return Response.json(new WebUi(label, Relay.NONE, false, false, true, false, false));
    }

    private record WebUi(
            @JsonProperty("Label") String label,
            @JsonProperty("MessageRelay") Relay relay,
            @JsonProperty("SpamAssassin") boolean spamAssassin,
            @JsonProperty("Rspamd") boolean rspamd,
            @JsonProperty("ChaosEnabled") boolean chaosEnabled,
            @JsonProperty("DuplicatesIgnored") boolean duplicatesIgnored,
            @JsonProperty("HideDeleteAllButton") boolean hideDeleteAllButton) {}

    private record Relay(
            @JsonProperty("Enabled") boolean enabled,
            @JsonProperty("SMTPServer") String smtpServer,
            @JsonProperty("ReturnPath") String returnPath,
            @JsonProperty("AllowedRecipients") String allowedRecipients,
            @JsonProperty("BlockedRecipients") String blockedRecipients,
            @JsonProperty("OverrideFrom") String overrideFrom,
            @JsonProperty("PreserveMessageIDs") boolean preserveMessageIds,
            @JsonProperty("RecipientAllowlist") String recipientAllowlist) {
        static final Relay NONE = new Relay(false, "", "", "", "", "", false, "");
    }
}
