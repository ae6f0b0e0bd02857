package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.session.Problem;
import java.util.List;
import java.util.Locale;

/** What a client or message did against an RFC or good practice. */
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
