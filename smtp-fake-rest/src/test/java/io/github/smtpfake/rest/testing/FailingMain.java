package io.github.smtpfake.rest.testing;

import io.github.smtpfake.internal.text.FatalFailure;
import io.github.smtpfake.rest.Main;

/** Runs the server until its SMTP port fails for good, which is at once. */
public final class FailingMain {
    private FailingMain() {}

    public static void main(String[] arguments) {
        FatalFailure.report("The server can no longer serve SMTP clients on port 25", new LinkageError("a test"));
        Main.main(arguments);
    }
}
