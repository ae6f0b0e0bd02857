package io.github.smtpfake.message;

/**
 * A command that the server did not accept.
 *
 * @param command the command line as it was sent, cut after 200 characters; {@code (message)} for the text of a message
 * @param reply the last line of the reply, with its code
 */
public record Refusal(String command, String reply) {

    @Override
    public String toString() {
        return command + " -> " + reply;
    }
}
