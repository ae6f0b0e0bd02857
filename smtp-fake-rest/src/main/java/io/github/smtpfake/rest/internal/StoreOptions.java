package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads where mail is stored, and which failures it survives there. Loads no class of a database. */
final class StoreOptions {
    private static final String SQLITE = "sqlite:";
    private static final String SYNCHRONOUS = "synchronous=";
    private static final String REQUIREMENT =
            "must be sqlite: and the path of a file, such as sqlite:/data/mail.db (by default, mail is kept in memory)";

    private StoreOptions() {}

    /** Returns the file of {@code --store}, or null for a store in memory. */
    static @Nullable StoreLocation read(CommandLine line) throws UsageException {
        Given given = line.value(Option.STORE);
        return given == null ? null : parse(given);
    }

    /** Returns the value of the option for a value of Mailpit: the path of a file, or of a directory that will contain it. */
    static Given ofMailpit(Given database) throws UsageException {
        requireNoServer(database);
        Path path = path(database, database.text().strip());
        Path file = Files.isDirectory(path) ? path.resolve("mail.db") : path;
        return new Given(database.source(), SQLITE + file);
    }

    private static StoreLocation parse(Given given) throws UsageException {
        requireNoServer(given);
        if (!given.text().startsWith(SQLITE)) {
            throw given.invalid(REQUIREMENT);
        }
        String text = given.text().substring(SQLITE.length());
        int question = text.indexOf('?');
        String name = question < 0 ? text : text.substring(0, question);
        if (name.isBlank() || name.equals(":memory:")) {
            throw given.invalid(REQUIREMENT);
        }
        Path file = path(given, name).toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw given.invalid("must name a file, such as " + SQLITE + file.resolve("mail.db") + ", because " + file
                    + " is a directory");
        }
        return new StoreLocation(file, question >= 0 && isFull(given, text.substring(question + 1)));
    }

    private static boolean isFull(Given given, String parameters) throws UsageException {
        return switch (parameters) {
            case SYNCHRONOUS + "normal" -> false;
            case SYNCHRONOUS + "full" -> true;
            default ->
                throw given.invalid("may have only ?" + SYNCHRONOUS
                        + "normal (the default, which survives the end of the" + " process) or ?" + SYNCHRONOUS
                        + "full (which also survives a power failure) after the path");
        };
    }

    private static void requireNoServer(Given given) throws UsageException {
        if (given.text().strip().toLowerCase(Locale.ROOT).matches("https?:.*")) {
            throw given.invalid(
                    "must be a file, because rqlite is not supported: this server keeps its mail in memory or"
                            + " in one SQLite file (" + Option.STORE.flag() + " sqlite:/data/mail.db)");
        }
    }

    private static Path path(Given given, String text) throws UsageException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw given.invalid(REQUIREMENT);
        }
    }
}
