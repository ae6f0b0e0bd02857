package io.github.smtpfake.junit5;

/** How long a server lives that a test class declares. */
public enum ServerLifecycle {
    /** One server for the class that declares it and its nested classes; for one test, where that declares it. */
    PER_CLASS,
    /** One server for each test, and for each invocation of a repeated or parameterized one. */
    PER_METHOD,
    /** One server for the whole run, shared by all classes that declare it in the same way. */
    PER_RUN
}
