package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Parameters of types of smtp-fake that the extension cannot inject; {@code ExtensionFailuresTest} pins the most frequent ones. */
class UninjectableParameterTest {

    @SmtpFake
    static class InjectsSession {
        @BeforeAll
        static void setUp(SmtpSession session) {
            assertThat(session).isNull();
        }

        @Test
        void test() {}
    }

    @Test
    void namesTheMethodThatDeclaresTheParameter() {
        assertThat(Jupiter.of(InjectsSession.class).failure())
                .hasMessage(InjectsSession.class.getName()
                        + "#setUp, parameter session: SmtpSession cannot be injected. Declare a parameter Inbox inbox, and call"
                        + " inbox.awaitSession().");
    }

    @Test
    void namesAMethodWhoseNameIsNotAscii() {
        Throwable thrown = UninjectableParameter.explained(new ParameterResolutionException(
                "No ParameterResolver registered for parameter [io.github.smtpfake.message.CapturedMessage mail] in method [void"
                        + " org.example.SignupTest.prüft(io.github.smtpfake.message.CapturedMessage)]."));

        assertThat(thrown)
                .hasMessageStartingWith(
                        "org.example.SignupTest#prüft, parameter mail: CapturedMessage cannot be injected.");
    }

    @Test
    void namesAMethodOfKotlinWhoseNameContainsSpaces() {
        Throwable thrown = UninjectableParameter.explained(new ParameterResolutionException(
                "No ParameterResolver registered for parameter [io.github.smtpfake.message.CapturedMessage mail] in method"
                        + " [public final java.util.Map<java.lang.String, java.lang.String> org.example.SignupTest.sends a"
                        + " mail (at once)(io.github.smtpfake.message.CapturedMessage) throws java.io.IOException]."));

        assertThat(thrown)
                .hasMessageStartingWith(
                        "org.example.SignupTest#sends a mail (at once), parameter mail: CapturedMessage cannot be injected.");
    }

    @SmtpFake
    static class InjectsMessages {
        @Test
        void test(List<CapturedMessage> messages) {
            throw new AssertionError(messages);
        }
    }

    @Test
    void recognizesListsOfOurTypes() {
        assertThat(Jupiter.of(InjectsMessages.class).failure())
                .hasMessageEndingWith(
                        "parameter messages: List<CapturedMessage> cannot be injected. Declare a parameter Inbox inbox,"
                                + " and call inbox.await(2) for two messages.");
    }

    @SmtpFake
    static class InjectsText {
        @Test
        void test(Inbox inbox, String text) {
            throw new AssertionError(inbox + text);
        }
    }

    @Test
    void leavesOtherTypesToJUnit() {
        assertThat(Jupiter.of(InjectsText.class).failure())
                .hasMessageContaining("No ParameterResolver registered for parameter [java.lang.String text]");
    }

    static final class Messages implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == CapturedMessage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return new CapturedMessage(
                    "id",
                    Instant.EPOCH,
                    Envelope.of("", List.of()),
                    SessionInfo.of("s", Instant.EPOCH, "client"),
                    new byte[0]);
        }
    }

    @SmtpFake
    @ExtendWith(Messages.class)
    static class HasAnotherResolver {
        @Test
        void test(CapturedMessage message) {
            assertThat(message.id()).isEqualTo("id");
        }
    }

    @Test
    void letsAnotherExtensionSupplyOurTypes() {
        Jupiter.assertAllSucceed(HasAnotherResolver.class, 1);
    }
}
