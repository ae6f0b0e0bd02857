package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.rules.ContentRules;
import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.internal.smtp.rules.RuleEffects.Storing;
import io.github.smtpfake.internal.smtp.rules.StageSituation;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Announces the stages of one session to the rules, and keeps the rules that have fired until the client receives an
 * answer. A rule that rejects throws an exception; the others change the answer after the command has been executed.
 */
final class SessionRules {
    private final RuleBook book;
    private final SessionRecord record;

    /** The rules that have fired since the last answer. */
    private final List<RegisteredRule> fired = new ArrayList<>(0);

    private @Nullable RegisteredRule tlsRule;
    private @Nullable ContentRules content;

    SessionRules(RuleBook book, SessionRecord record) {
        this.book = book;
        this.record = record;
    }

    /** Announces a stage for which the record of the session has all necessary values. */
    void announce(Stage stage) throws RejectedByRuleException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(stage, record.info(), record.openTransaction()));
        }
    }

    void announceHello(Stage stage, String name) throws RejectedByRuleException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(stage, record.info().withHelo(name), record.openTransaction()));
        }
    }

    void announceAuth(Authentication authentication) throws RejectedByRuleException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.AUTH, record.info().withAuthentication(authentication), Optional.empty()));
        }
    }

    void announceMail(Transaction begun) throws RejectedByRuleException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.MAIL, record.info(), Optional.of(begun.envelope())));
        }
    }

    void announceRcpt(String recipient, Transaction transaction) throws RejectedByRuleException {
        int index = transaction.nextRcpt();
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.RCPT, record.info(), Optional.of(transaction.envelope()))
                    .withRecipient(recipient, index));
        }
    }

    void announceEndOfData(CapturedMessage message) throws RejectedByRuleException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.END_OF_DATA, record.info(), Optional.of(message.envelope()))
                    .withMessage(message));
        }
    }

    private void fire(Situation situation) throws RejectedByRuleException {
        Optional<RegisteredRule> rule = book.fire(situation);
        if (rule.isPresent()) {
            record.fired(rule.get());
            fired.add(rule.get());
            if (rule.get().effects().rejects()) {
                throw new RejectedByRuleException(rule.get());
            }
        }
    }

    boolean haveFired() {
        return !fired.isEmpty();
    }

    /** Applies the rules that have fired to an answer, then forgets them. Returns the steps that answer the client. */
    List<Step> apply(Step answer, boolean accepted) {
        List<Step> steps = RuleSteps.around(answer, accepted, fired);
        fired.clear();
        return steps;
    }

    /** Records that a message begins. */
    void beginContent() {
        content = book.isEmpty() ? null : new ContentRules(book);
    }

    /** Records that the bytes that follow belong to no message. */
    void endContent() {
        content = null;
    }

    /** Returns whether a rule can still fire while the current message is being read. */
    boolean watchesContent() {
        ContentRules rules = content;
        return rules != null && !rules.isEmpty();
    }

    /** Announces how many bytes of the message have been read; to be repeated until no rule fires. */
    Optional<RegisteredRule> announceContent(long bytes) {
        ContentRules rules = content;
        if (rules == null || rules.isEmpty()) {
            return Optional.empty();
        }
        SessionInfo session = record.info();
        Optional<Envelope> envelope = record.openTransaction();
        Optional<RegisteredRule> rule =
                rules.fire(StageSituation.at(Stage.CONTENT, session, envelope).withBytesReceived(bytes));
        rule.ifPresent(record::fired);
        return rule;
    }

    /** Returns whether an accepted message is stored. */
    boolean storeAcceptedMessage() {
        for (RegisteredRule rule : fired) {
            if (rule.effects().storing() == Storing.NEVER) {
                return false;
            }
        }
        return true;
    }

    /** Returns when a message is stored that the given rule rejects. */
    static Storing storing(RegisteredRule rule) {
        return rule.effects().storing();
    }

    /** Returns the fault of the next TLS handshake. */
    Optional<TlsFault> tlsFault() {
        for (RegisteredRule rule : fired) {
            Optional<TlsFault> fault = rule.effects().tlsFault();
            if (fault.isPresent()) {
                tlsRule = rule;
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Returns the rule that demanded the {@link #tlsFault}. */
    Optional<Rule> tlsRule() {
        return Optional.ofNullable(tlsRule);
    }
}
