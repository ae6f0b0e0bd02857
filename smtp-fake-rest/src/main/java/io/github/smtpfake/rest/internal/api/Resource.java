package io.github.smtpfake.rest.internal.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files within the jar that are served; each by its name in the code, never by one of a request. */
final class Resource {

    private Resource() {}

    static byte[] bytes(String name) {
        try (InputStream file = Resource.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
