package io.github.smtpfake.message;

import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects problems; of very many of a kind only the first, and how many more there are. Not thread-safe. */
final class Findings {
    private static final int SHOWN = 20;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void violation(String id, String detail, String source) {
        add(Problem.violation(id, detail, source));
    }

    void advice(String id, String detail, String reason) {
        add(Problem.advice(id, detail, reason));
    }

    private void add(Problem problem) {
        if (counts.merge(problem.id(), 1, Integer::sum) <= SHOWN) {
            problems.add(problem);
        }
    }

    List<Problem> all() {
        List<Problem> all = new ArrayList<>(problems);
        counts.forEach((id, count) -> {
            if (count > SHOWN) {
                Problem like = problems.stream()
                        .filter(problem -> problem.id().equals(id))
                        .findFirst()
                        .orElseThrow();
                all.add(new Problem(
                        id, like.severity(), "And " + (count - SHOWN) + " more of the kind", like.reference()));
            }
        });
        return List.copyOf(all);
    }
}
