package io.github.smtpfake.junit5;

/** Runs work without the interrupt flag that a timed-out test leaves set: a thread with the flag cannot write a file. */
final class Uninterruptibles {

    private Uninterruptibles() {}

    /** Runs the work, and sets the interrupt flag again afterwards if it was set. */
    static void run(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
