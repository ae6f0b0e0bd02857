package io.github.smtpfake.testing.cycle;

/** Begins a cycle of three classes, one of which closes it through a nested class. */
public final class First {
    final Second second = new Second();
}
