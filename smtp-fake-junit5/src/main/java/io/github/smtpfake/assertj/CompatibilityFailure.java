package io.github.smtpfake.assertj;

import io.github.smtpfake.message.HtmlFinding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The failure of an assertion on HTML in mail clients: each finding with its first places and its source. */
final class CompatibilityFailure {
    private static final int MAX_FINDINGS = 10;
    private static final int MAX_PLACES = 3;

    private CompatibilityFailure() {}

    static String of(List<HtmlFinding> findings, List<String> ignored) {
        String shown = findings.stream()
                .limit(MAX_FINDINGS)
                .map(CompatibilityFailure::finding)
                .collect(Collectors.joining("\n"));
        int more = findings.size() - MAX_FINDINGS;
        String names = Stream.concat(ignored.stream(), findings.stream().map(HtmlFinding::rule))
                .map(rule -> '"' + rule + '"')
                .collect(Collectors.joining(", "));
        return "Expected no compatibility findings, but found:\n" + shown
                + (more > 0 ? "\n  … and " + more + " more" : "")
                + "\nTo accept these, call hasNoCompatibilityFindings(" + names + ").";
    }

    private static String finding(HtmlFinding finding) {
        String places = finding.places().stream()
                .limit(MAX_PLACES)
                .map(place -> "\n    " + place)
                .collect(Collectors.joining());
        int more = finding.count() - Math.min(MAX_PLACES, finding.places().size());
        return "  " + finding.rule() + ": " + finding.explanation() + places
                + (more > 0 ? "\n    … and " + more + " more" : "")
                + "\n    clients: " + String.join(", ", finding.clients()) + "\n    reference: " + finding.reference();
    }
}
