package io.github.smtpfake.junit5;

/** A system property that a declaration sets. Equal only to itself, because a nested class may set the same value again. */
final class PropertySetting {
    private final String key;
    private final String value;
    private final String where;
    private final Declaration declaration;
    private final ServerLifecycle lifecycle;

    /**
     * Creates a setting.
     *
     * @param where the class or the test that declares the server
     */
    PropertySetting(String key, String value, String where, ServerSettings server) {
        this.key = key;
        this.value = value;
        this.where = where;
        this.declaration = server.declaration();
        this.lifecycle = server.lifecycle();
    }

    String key() {
        return key;
    }

    String value() {
        return value;
    }

    String where() {
        return where;
    }

    Declaration declaration() {
        return declaration;
    }

    boolean isRepetitionOf(PropertySetting other) {
        return key.equals(other.key) && declaration.equals(other.declaration);
    }

    /**
     * Returns whether tests of both declarations may run at the same time and need different values. Declarations with another
     * lifecycle than PER_RUN have a lock, so that they do not run at the same time as each other.
     */
    boolean contradicts(PropertySetting other) {
        return key.equals(other.key)
                && !value.equals(other.value)
                && (lifecycle == ServerLifecycle.PER_RUN || other.lifecycle == ServerLifecycle.PER_RUN);
    }
}
