package io.github.smtpfake.message;

/**
 * A command that the server did not accept.
 *
 * @param command the command line as it was sent with secrets masked, cut after 200 characters; in parentheses what is no
 *     command, such as the text of a message
 * @param reply the last line of the reply, with its code; the reason where no reply was possible
 */
public record Refusal(String command, String reply) {

    @Override
    public String toString() {
        return command + " -> " + reply;
    }
}
