package io.github.smtpfake.internal.text;

/**
 * A loop that serves all clients, and therefore ends only on request. Subclasses instead of functions, because a server that
 * starts in a new JVM would have to wait until the JVM has created the functions.
 */
public abstract class SurvivingLoop implements Runnable {

    /** Returns whether the loop should end. Must not fail. */
    protected abstract boolean isOver();

    /**
     * Does a part of the work, after which the loop checks whether it should end.
     *
     * @throws Exception if it fails; the loop continues
     */
    protected abstract void runOnce() throws Exception;

    /**
     * Handles any failure of {@link #runOnce}, and waits before the next attempt if that would fail, too. May fail itself:
     * without memory, not even the text of a log line can be created.
     */
    protected abstract void handle(Throwable failure);

    @Override
    public final void run() {
        while (!isOver()) {
            try {
                runOnce();
            } catch (Throwable e) {
                tryToHandle(e);
            }
        }
    }

    private void tryToHandle(Throwable failure) {
        try {
            handle(failure);
        } catch (Throwable e) {
            // Any call here could fail, too, and would end the loop.
            return;
        }
    }
}
