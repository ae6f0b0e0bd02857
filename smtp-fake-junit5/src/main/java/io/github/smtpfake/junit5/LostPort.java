package io.github.smtpfake.junit5;

import java.util.Optional;

/**
 * The port on which a kept server could not listen again, so that it has another one now.
 *
 * @param holder the class whose server had the port; empty if no server of this extension had it
 */
record LostPort(int number, Optional<String> holder) {

    /** Returns the reason, as a clause. */
    @Override
    public String toString() {
        return "the server could not listen on port " + number + " again"
                + holder.map(where -> ", which the server of " + where + " had").orElse("");
    }
}
