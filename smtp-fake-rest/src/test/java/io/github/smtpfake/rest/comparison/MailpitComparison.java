package io.github.smtpfake.rest.comparison;

import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares the dialect with Mailpit from the command line: {@code benchmarks/run mailpit-diff}. */
public final class MailpitComparison {
    private MailpitComparison() {}

    /**
     * Prints every difference that docs/mailpit.md does not list, and exits with 1 if there is one.
     *
     * @param arguments the binary of Mailpit, a seed, and the number of queries that the seed determines
     */
    public static void main(String... arguments) throws IOException {
        Path binary = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int queries = Integer.parseInt(arguments[2]);
        Comparison comparison =
                compare(binary, Samples.searched(), Samples.unusual(), new Comparison.Queries(seed, 1, queries));
        Report report = Report.of(comparison.differences(), DifferenceTable.names());
        System.out.print(report);
        comparison.serverErrors().forEach(error -> System.out.println("Server error: " + error));
        System.out.println(comparison.requests() + " requests with seed " + seed + ", "
                + report.unlisted().size() + " differences that are not listed");
        boolean isSame = report.unlisted().isEmpty()
                && report.failures().isEmpty()
                && comparison.serverErrors().isEmpty();
        System.exit(isSame ? 0 : 1);
    }

    /**
     * Starts both servers, and compares them.
     *
     * @param unusual messages that are only read, not searched
     */
    static Comparison compare(Path binary, List<Sample> samples, List<Sample> unusual, Comparison.Queries queries)
            throws IOException {
        try (OriginalServer original = OriginalServer.start(binary);
                RunningApi ours = new RunningApi()) {
            Comparison comparison = new Comparison(
                    new Peer(original.smtpPort(), original.httpPort()),
                    new Peer(ours.smtp().port(), ours.httpPort()));
            comparison.run(samples, queries);
            comparison.read(unusual);
            return comparison;
        }
    }
}
