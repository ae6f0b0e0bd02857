import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares servers that store messages: throughput, the time of lists and searches with many stored messages, and memory.
 */
final class StoreBenchmark {
    private static final int STORED_SIZE = 4 * 1024;
    private static final double MB = 1e6;

    private final List<StoreProduct> products;
    private final StoreProduct.Programs programs;
    private final Path directory;

    private StoreBenchmark(List<StoreProduct> products, StoreProduct.Programs programs, Path directory) {
        this.products = products;
        this.programs = programs;
        this.directory = directory;
    }

    /**
     * Expects the number of rounds, the number of stored messages, the number of messages for the large file or 0, the
     * products separated by commas, the jar, the binary of Mailpit, and an empty directory.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<StoreProduct> products =
                Arrays.stream(args[3].split(",")).map(StoreProduct::named).toList();
        StoreProduct.Programs programs = new StoreProduct.Programs(Path.of(args[4]), Path.of(args[5]));
        Path directory = Path.of(args[6]);
        new StoreThroughput(products, programs, directory, Integer.parseInt(args[0])).run();
        StoreBenchmark benchmark = new StoreBenchmark(products, programs, directory);
        System.out.println();
        benchmark.searches(Integer.parseInt(args[1]));
        System.out.println();
        new StoreMemory(products, programs, directory).run(Integer.parseInt(args[2]));
    }

    /** Each API is measured on a server that was filled for it, so that its first search is the first one. */
    private void searches(int count) throws IOException, InterruptedException {
        Mails mails = new Mails(count, STORED_SIZE);
        Figures.head(List.of(
                "ms with " + count + " × " + STORED_SIZE / 1024 + " KiB, first at once / median / min / CPU of later",
                "page of 50",
                "by recipient",
                "by word of the subject",
                "by rare word",
                "by common word",
                "accepted per second",
                "resident MB, filled",
                "after searches"));
        for (StoreProduct product : products) {
            for (StoreApi api : product.apis()) {
                try (StoreServer server = StoreServer.start(product, programs, directory, List.of())) {
                    searches(product, api, server, mails);
                }
            }
        }
    }

    private static void searches(StoreProduct product, StoreApi api, StoreServer server, Mails mails)
            throws IOException, InterruptedException {
        long before = System.nanoTime();
        MailSender.send(server.smtpPort(), mails);
        double seconds = (System.nanoTime() - before) / 1e9;
        long filled = server.residentBytes();
        StoreRequests requests = new StoreRequests(server, api);
        StoreRequests.Kind byRareWord =
                new StoreRequests.Kind(call -> api.byWord(mails.rareWord(call)), mails::mailsWithRareWord);
        List<StoreRequests.Kind> kinds = List.of(
                new StoreRequests.Kind(call -> api.page(), call -> mails.count()),
                new StoreRequests.Kind(call -> api.byRecipient(mails.recipient(call)), mails::mailsTo),
                new StoreRequests.Kind(call -> api.bySubject(mails.city(call)), mails::mailsWithCity),
                byRareWord,
                new StoreRequests.Kind(call -> api.byWord(mails.commonWord(call)), call -> mails.count()));
        List<Double> first = new ArrayList<>();
        for (StoreRequests.Kind kind : kinds) {
            first.add(requests.first(kind));
        }
        requests.completeIndex(byRareWord);
        List<String> row = new ArrayList<>(List.of(product.title() + ", " + api.title()));
        for (int i = 0; i < kinds.size(); i++) {
            row.add(Figures.format("%.1f / ", first.get(i)) + requests.later(kinds.get(i)));
        }
        row.add(Figures.format("%.0f", mails.count() / seconds));
        row.add(Figures.format("%.0f", filled / MB));
        row.add(Figures.format("%.0f", server.residentBytes() / MB));
        Figures.row(row);
    }
}
