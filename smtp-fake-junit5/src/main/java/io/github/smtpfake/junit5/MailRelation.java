package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitFailedError;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out whether the failure of a test has to do with mail. */
final class MailRelation {
    /** Limits the search in a failure whose causes or suppressed exceptions are many. */
    private static final int EXAMINED = 100;

    /** The packages of the libraries that send or read mail; the name of an exception proves nothing. */
    private static final List<String> LIBRARIES = List.of(
            "jakarta.mail.",
            "javax.mail.",
            "org.eclipse.angus.",
            "com.sun.mail.",
            "org.springframework.mail.",
            "org.springframework.integration.mail.",
            "io.vertx.ext.mail.",
            "io.quarkus.mailer.",
            "io.micronaut.email.",
            "org.simplejavamail.",
            "org.apache.commons.mail.",
            "org.apache.commons.net.smtp.",
            "org.apache.camel.component.mail.",
            "play.api.libs.mailer.");

    private final Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());

    private MailRelation(Throwable failure) {
        Deque<Throwable> pending = new ArrayDeque<>();
        pending.add(failure);
        while (!pending.isEmpty() && chain.size() < EXAMINED) {
            Throwable each = pending.remove();
            if (chain.add(each)) {
                Throwable cause = each.getCause();
                if (cause != null) {
                    pending.add(cause);
                }
                Collections.addAll(pending, each.getSuppressed());
            }
        }
    }

    static MailRelation of(Throwable failure) {
        return new MailRelation(failure);
    }

    /** Returns the failed wait that is the failure or its cause. */
    Optional<AwaitFailedError> failedWait() {
        return chain.stream()
                .filter(AwaitFailedError.class::isInstance)
                .map(AwaitFailedError.class::cast)
                .findFirst();
    }

    /** Returns whether an assertion or wait of smtp-fake failed, or a mail library threw an exception. */
    boolean isFailureOfMail() {
        return chain.stream().anyMatch(each -> isOfMailLibrary(each) || isThrownByUs(each));
    }

    private static boolean isOfMailLibrary(Throwable thrown) {
        String name = thrown.getClass().getName();
        for (String each : LIBRARIES) {
            if (name.startsWith(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThrownByUs(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("io.github.smtpfake.assertj.") || type.startsWith("io.github.smtpfake.inbox.")) {
                return true;
            }
        }
        return thrown instanceof AwaitFailedError;
    }
}
