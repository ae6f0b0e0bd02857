package io.github.smtpfake.internal.text;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A loop that serves all clients, and therefore ends only on request. */
public final class SurvivingLoop {

    private SurvivingLoop() {}

    /** A part of the work, after which the loop checks whether it should end. */
    public interface Round {

        /**
         * Does the part.
         *
         * @throws Exception if it fails; the loop continues
         */
        void run() throws Exception;
    }

    /**
     * Repeats a round until the loop should end.
     *
     * @param isOver whether the loop should end; must not fail
     * @param round the work
     * @param onFailure handles any failure of a round, and waits before the next one if that would fail, too. May fail
     *     itself: without memory, not even the text of a log line can be created
     */
    public static void run(BooleanSupplier isOver, Round round, Consumer<Throwable> onFailure) {
        while (!isOver.getAsBoolean()) {
            try {
                round.run();
            } catch (Throwable e) {
                handle(e, onFailure);
            }
        }
    }

    private static void handle(Throwable failure, Consumer<Throwable> onFailure) {
        try {
            onFailure.accept(failure);
        } catch (Throwable e) {
            // Any call here could fail, too, and would end the loop.
            return;
        }
    }
}
