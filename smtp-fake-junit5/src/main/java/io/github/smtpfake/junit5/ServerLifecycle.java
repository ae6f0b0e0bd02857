package io.github.smtpfake.junit5;

/** How long a declared server runs. */
public enum ServerLifecycle {
    /**
     * One server for the class that declares it and its nested classes, or for the test that declares it. A server with
     * {@linkplain SmtpFake#properties properties} runs until the run ends, and equal declarations share it.
     */
    PER_CLASS,
    /** A separate server for each test, and for each invocation of a repeated or parameterized test. */
    PER_METHOD,
    /**
     * One server for the whole run, shared by all classes whose declarations are equal: they have the same name, lifecycle,
     * port, TLS mode, users, strictness and properties.
     */
    PER_RUN
}
