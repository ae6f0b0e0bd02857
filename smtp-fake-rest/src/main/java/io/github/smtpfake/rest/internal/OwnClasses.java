package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.memory.MemoryShortage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Loads and initializes the classes of the server. A class whose initialization fails for lack of memory can never be used
 * again, and each route would have its own; so they are loaded while there is memory.
 */
final class OwnClasses {
    private static final String ROOT = "io/github/smtpfake";
    private static final String SUFFIX = ".class";
    /** Commands of the client, libraries, which have many classes that nothing uses, and stores that load a native library. */
    private static final List<String> UNUSED =
            List.of(ROOT + "/rest/internal/client/", ROOT + "/rest/internal/lib/", ROOT + "/jdbc/");

    private OwnClasses() {}

    /** Loads all classes. Leaves out those that cannot be loaded, and stops if there is too little memory already. */
    static void load() {
        try {
            for (Path place : places()) {
                load(place);
            }
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
        } catch (IOException | URISyntaxException e) {
            log("The classes of the server cannot be listed", e);
        }
    }

    /** Returns the jar, or the directories from which tests run. */
    private static Set<Path> places() throws URISyntaxException {
        Set<Path> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(SmtpFakeServer.class, OwnClasses.class)) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source != null) {
                places.add(Path.of(source.getLocation().toURI()));
            }
        }
        return places;
    }

    private static void load(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                load(files.map(file -> place.relativize(file).toString()));
            }
        } else {
            try (JarFile jar = new JarFile(place.toFile())) {
                load(jar.stream().map(ZipEntry::getName));
            }
        }
    }

    private static void load(Stream<String> files) {
        files.filter(file -> file.startsWith(ROOT) && file.endsWith(SUFFIX))
                .filter(file -> UNUSED.stream().noneMatch(file::startsWith))
                .forEach(OwnClasses::load);
    }

    private static void load(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, true, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            log("The class " + name + " cannot be loaded", e);
        }
    }

    private static void log(String message, Throwable reason) {
        System.getLogger(OwnClasses.class.getName()).log(Level.DEBUG, message, reason);
    }
}
