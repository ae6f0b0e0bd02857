package io.github.smtpfake.internal.smtp.wire;

/** Input from the client: a line, or the body that DATA or BDAT announced. */
public sealed interface Input permits Line, Body {}
