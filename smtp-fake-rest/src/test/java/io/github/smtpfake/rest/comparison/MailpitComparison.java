package io.github.smtpfake.rest.comparison;

import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares with Mailpit from the command line: {@code benchmarks/run mailpit-diff}. */
public final class MailpitComparison {
    private MailpitComparison() {}

    /** @param arguments the binary of Mailpit, a seed, and the number of queries that the seed determines */
    public static void main(String... arguments) throws IOException {
        Path binary = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int queries = Integer.parseInt(arguments[2]);
        List<Sample> samples = new ArrayList<>(Samples.written());
        if (arguments.length < 4) {
            samples.addAll(Samples.ofCorpus());
        }
        Comparison comparison = run(binary, samples, seed, queries);
        comparison.differences().forEach(System.out::println);
        System.out.println(
                comparison.requests() + " requests, " + comparison.differences().size() + " differences");
        System.exit(0);
    }

    static Comparison run(Path binary, List<Sample> samples, long seed, int queries) throws IOException {
        try (OriginalServer original = OriginalServer.start(binary);
                RunningApi ours = new RunningApi()) {
            Comparison comparison = new Comparison(
                    new Peer(original.smtpPort(), original.httpPort()),
                    new Peer(ours.smtp().port(), ours.httpPort()));
            comparison.run(samples, seed, queries);
            return comparison;
        }
    }
}
