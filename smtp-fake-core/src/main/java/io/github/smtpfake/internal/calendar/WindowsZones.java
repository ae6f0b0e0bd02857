package io.github.smtpfake.internal.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The time zones of Windows, by their names in Outlook, with their names in the time zone database. */
final class WindowsZones {
    /** Lines of a name and its zone, as the Unicode CLDR maps them (windowsZones.xml, territory 001). */
    private static final String FILE = "windows-zones.txt";

    private WindowsZones() {}

    private static final class Table {
        static final Map<String, String> ZONES = read();

        private static Map<String, String> read() {
            try (InputStream file = WindowsZones.class.getResourceAsStream(FILE);
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(file, FILE), StandardCharsets.US_ASCII))) {
                Map<String, String> zones = new HashMap<>();
                reader.lines().forEach(line -> {
                    int equals = line.indexOf('=');
                    zones.put(line.substring(0, equals), line.substring(equals + 1));
                });
                return zones;
            } catch (IOException e) {
                throw new UncheckedIOException("The jar lacks " + FILE, e);
            }
        }
    }

    /** Returns the zone with a name of Windows, or null. */
    static @Nullable String zone(String name) {
        return Table.ZONES.get(name);
    }

    /** Returns all zones by their names. */
    static Map<String, String> all() {
        return Table.ZONES;
    }
}
