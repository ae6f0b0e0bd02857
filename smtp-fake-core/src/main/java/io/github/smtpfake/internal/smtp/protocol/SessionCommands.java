package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionEnd;

/** The commands about the session rather than a message: EHLO, HELO, HELP, VRFY, STARTTLS and QUIT. */
final class SessionCommands {
    private final SessionState state;
    private final Profile profile;

    SessionCommands(SessionState state) {
        this.state = state;
        this.profile = state.profile();
    }

    Step ehlo(Command command) throws RejectedException {
        return greet(command, EhloReply.of(profile, state.isEncrypted()));
    }

    Step helo(Command command) throws RejectedException {
        return greet(command, Replies.hello(profile.hostName()));
    }

    private Step greet(Command command, Reply reply) throws RejectedException {
        String name = command.argument();
        if (name.isEmpty()) {
            throw new RejectedException(Replies.DOMAIN_EXPECTED, Problems.malformed("EHLO or HELO without a domain"));
        }
        if (hasControlCharacter(name)) {
            throw new RejectedException(
                    Replies.CONTROL_IN_DOMAIN, Problems.malformed("Control character in the domain of EHLO or HELO"));
        }
        if (!command.isAscii()) {
            state.reportViolationOnce(Problems.NON_ASCII_EHLO, Replies.NON_ASCII_DOMAIN);
        }
        boolean isEhlo = command.verb() == Verb.EHLO;
        state.rules().announceHello(isEhlo ? Stage.EHLO : Stage.HELO, name);
        state.greet(isEhlo, name);
        return new Step.Send(reply);
    }

    /** Uses a loop, because the first use of a stream costs a new JVM milliseconds. */
    private static boolean hasControlCharacter(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    Step vrfy(Command command) throws RejectedException {
        if (command.argument().isEmpty()) {
            throw new RejectedException(Replies.STRING_EXPECTED, Problems.malformed("VRFY without an argument"));
        }
        return new Step.Send(Replies.CANNOT_VERIFY);
    }

    Step help() throws RejectedException {
        if (!profile.offers(SmtpExtension.HELP)) {
            throw new RejectedException(Replies.NOT_IMPLEMENTED);
        }
        return new Step.Send(Replies.help(Verb.implementedBy(profile)));
    }

    Step startTls(Command command) throws RejectedException {
        if (state.isEncrypted()) {
            throw new RejectedException(Replies.TLS_ALREADY, Problems.OUT_OF_ORDER);
        }
        if (!profile.offers(SmtpExtension.STARTTLS)) {
            throw new RejectedException(Replies.NOT_IMPLEMENTED);
        }
        command.requireNoArgument();
        if (state.transaction() != null) {
            throw new RejectedException(Replies.TLS_IN_TRANSACTION, Problems.OUT_OF_ORDER);
        }
        state.rules().announce(Stage.STARTTLS);
        return new Step.StartTls(Replies.READY_FOR_TLS, state.rules().tlsFault());
    }

    Step quit(Command command) throws RejectedException {
        command.requireNoArgument();
        state.rules().announce(Stage.QUIT);
        state.end(SessionEnd.QUIT);
        return new Step.Close(Replies.bye(profile.hostName()));
    }
}
