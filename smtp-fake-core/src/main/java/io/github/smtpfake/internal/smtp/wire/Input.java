package io.github.smtpfake.internal.smtp.wire;

/** What the client sends: a line, or the body that was announced by DATA or BDAT. */
public sealed interface Input permits Line, Body {}
