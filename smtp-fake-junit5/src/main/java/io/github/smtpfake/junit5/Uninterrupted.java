package io.github.smtpfake.junit5;

/**
 * Lets what comes after a test do its work. A test that is interrupted, as one is that takes too long, keeps the flag, with
 * which no file can be written; it is there again afterwards.
 */
final class Uninterrupted {

    private Uninterrupted() {}

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
