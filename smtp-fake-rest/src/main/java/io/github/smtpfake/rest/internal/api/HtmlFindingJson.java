package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.HtmlFinding;
import java.util.List;
import java.util.Locale;

/** What common mail clients show differently of a message's HTML. */
record HtmlFindingJson(
        String rule,
        String impact,
        String explanation,
        List<String> clients,
        String reference,
        int count,
        List<HtmlFinding.Place> places) {

    /** The findings for a message, most serious first. */
    record All(List<HtmlFindingJson> findings) {}

    static All of(List<HtmlFinding> findings) {
        return new All(findings.stream()
                .map(finding -> new HtmlFindingJson(
                        finding.rule(),
                        finding.impact().name().toLowerCase(Locale.ROOT),
                        finding.explanation(),
                        finding.clients(),
                        finding.reference(),
                        finding.count(),
                        finding.places()))
                .toList());
    }
}
