package io.github.smtpfake.junit5;

/** How long a declared server runs. */
public enum ServerLifecycle {
    /** One server for the class that declares it and its nested classes, or for the test that declares it. */
    PER_CLASS,
    /** A separate server for each test, and for each invocation of a repeated or parameterized test. */
    PER_METHOD,
    /** One server for the whole run, shared by all classes whose declarations are equal. */
    PER_RUN
}
