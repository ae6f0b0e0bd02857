package io.github.smtpfake.client;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleTrigger;
import java.util.List;
import java.util.Optional;

/** What a test uses of a server, whether it runs in this JVM or in another process. */
interface Endpoint {

    SmtpEndpoint smtp();

    default Inbox inbox() {
        return smtp().inbox();
    }

    default RuleBuilder on(RuleTrigger trigger) {
        return smtp().on(trigger);
    }

    default List<Rule> rules() {
        return smtp().rules();
    }

    default void clearRules() {
        smtp().clearRules();
    }

    void clear();

    /** Returns the same server with an inner scope of rules. */
    Endpoint inner();

    void endRules();

    /** A server in this JVM. */
    record Embedded(SmtpFakeServer smtp) implements Endpoint {

        @Override
        public void clear() {
            smtp.clear();
        }

        @Override
        public Endpoint inner() {
            return new Embedded(ServerAccess.withInnerRules(smtp, rule -> {}));
        }

        @Override
        public void endRules() {
            ServerAccess.endRules(smtp);
        }
    }

    /** A server behind a client. */
    record Remote(SmtpFakeClient smtp) implements Endpoint {

        @Override
        public void clear() {
            smtp.clear();
        }

        @Override
        public Endpoint inner() {
            return new Remote(smtp.within(rule -> {}, new Nobody(), Inbox.DEFAULT_TIMEOUT));
        }

        @Override
        public void endRules() {
            smtp.endRules();
        }
    }

    /** An owner that knows nothing. */
    final class Nobody implements InboxOwner {

        @Override
        public void beforeRead(MessageQuery query) {}

        @Override
        public void afterRead(MessageQuery query, AwaitResult result) {}

        @Override
        public List<String> notes(MessageQuery query, AwaitResult result, boolean isLateMailExplained) {
            return List.of();
        }

        @Override
        public Optional<String> remark(CapturedMessage message) {
            return Optional.empty();
        }
    }
}
