package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Something that ends with the context in whose store it is. Until JUnit 5.12 a store closes only what is a
 * {@code CloseableResource}; from 5.13 on it wants an {@code AutoCloseable}, and warns of the former alone.
 */
interface Resource extends CloseableResource, AutoCloseable {
    @Override
    void close();
}
