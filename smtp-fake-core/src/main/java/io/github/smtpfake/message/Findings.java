package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects problems. For each id, it keeps the first problems and counts the others. Not thread-safe. */
final class Findings {
    private static final int SHOWN = 20;

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void violation(String id, String detail, String reference) {
        add(Problem.violation(id, detail, reference));
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
                        id, like.severity(), (count - SHOWN) + " more problems of this kind", like.reference()));
            }
        });
        return List.copyOf(all);
    }

    /** Quotes text of a message so that it fits into a sentence. */
    static String quoted(String text) {
        return '"' + Printable.line(text, 80) + '"';
    }
}
