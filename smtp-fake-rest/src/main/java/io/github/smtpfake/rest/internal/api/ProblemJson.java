package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.session.Problem;
import java.util.List;
import java.util.Locale;

/** A violation of an RFC or of good practice by a client or message. */
record ProblemJson(String id, String severity, String detail, String reference) {

    static List<ProblemJson> of(List<Problem> problems) {
        return problems.stream()
                .map(problem -> new ProblemJson(
                        problem.id(),
                        problem.severity().name().toLowerCase(Locale.ROOT),
                        problem.detail(),
                        problem.reference()))
                .toList();
    }
}
