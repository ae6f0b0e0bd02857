package io.github.smtpfake.rest.internal.api;

import java.time.Instant;
import java.util.Locale;

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
final class MetricsText {
    private static final String PREFIX = "smtp_fake_";

    private final StringBuilder text = new StringBuilder(4096);

    /** The kind of a metric. */
    enum Kind {
        COUNTER,
        GAUGE
    }

    /** Begins a metric. Its values follow. */
    MetricsText head(Kind kind, String name, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ").append(PREFIX).append(name).append(' ');
        text.append(kind.name().toLowerCase(Locale.ROOT)).append('\n');
        return this;
    }

    /** Adds a metric that has one value. */
    void add(Kind kind, String name, String help, long value) {
        head(kind, name, help).value(name, "", Long.toString(value));
    }

    /** Adds a metric that is a time, in seconds since 1970. */
    void add(String name, String help, Instant time) {
        String millis = String.format(Locale.ROOT, "%03d", time.getNano() / 1_000_000);
        head(Kind.GAUGE, name, help).value(name, "", time.getEpochSecond() + "." + millis);
    }

    void value(String name, String labels, long value) {
        value(name, labels, Long.toString(value));
    }

    void value(String name, String labels, double value) {
        value(name, labels, String.format(Locale.ROOT, "%.3f", value));
    }

    /** @param labels the labels such as {@code code="550"}, or an empty text */
    private void value(String name, String labels, String value) {
        text.append(PREFIX).append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
