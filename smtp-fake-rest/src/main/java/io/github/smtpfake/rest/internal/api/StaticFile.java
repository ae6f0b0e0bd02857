package io.github.smtpfake.rest.internal.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of the jar that the server returns. Their names are constants and never depend on a request. */
final class StaticFile {

    private StaticFile() {}

    /** Returns the content of a file in this package. */
    static byte[] read(String name) {
        try (InputStream file = StaticFile.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar does not contain " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
