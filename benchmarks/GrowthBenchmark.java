import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MimeContent;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Reads messages of many shapes whose sizes double, and shows those for which the processor time more than doubles: the work for
 * each byte of a message must be bounded, or one message makes a server busy.
 *
 * <p>Arguments: the smallest and the largest size in KiB, and optionally a part of the names of the shapes to measure. The exit
 * code is 1 if any time grows faster.
 */
final class GrowthBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Growth that is accepted for each of the last two doublings. Caches and garbage collection cost more for more bytes. */
    private static final double ACCEPTED = 2.6;

    /** Shorter times are too inexact to compare. */
    private static final double SHORTEST_MILLIS = 30;

    /** A time per size that is suspicious however it grows. */
    private static final double MILLIS_PER_MIB = 2_000;

    private static final Map<String, Consumer<CapturedMessage>> READERS = readers();

    private GrowthBenchmark() {}

    private static Map<String, Consumer<CapturedMessage>> readers() {
        Map<String, Consumer<CapturedMessage>> readers = new LinkedHashMap<>();
        readers.put("headers", GrowthBenchmark::readHeaders);
        readers.put("bodies", GrowthBenchmark::readBodies);
        readers.put("attachments", message -> {
            message.content().attachments().forEach(Attachment::sha256);
            message.content().attachments().forEach(Attachment::size);
            message.content().inlineParts();
            message.content().htmlImages();
        });
        readers.put("links", message -> message.content().links());
        readers.put("codes", message -> message.content().codes());
        readers.put("problems", CapturedMessage::problems);
        readers.put("compatibility", message -> message.content().htmlCompatibility());
        readers.put("normalized", message -> message.content().normalized());
        readers.put("search", GrowthBenchmark::search);
        readers.put("summary", message -> {
            message.subject();
            message.to();
            message.bcc();
            message.snippet();
            message.attachmentCount();
        });
        return readers;
    }

    private static void readHeaders(CapturedMessage message) {
        MimeContent content = message.content();
        for (Header header : content.headers()) {
            header.value();
        }
        List.of("From", "To", "Cc", "Bcc", "Reply-To").forEach(content::addresses);
        content.date();
        content.messageId();
        content.listUnsubscribe();
        message.bcc();
        message.bccHeader();
    }

    private static void readBodies(CapturedMessage message) {
        message.text();
        message.html();
        message.content().bodies();
        message.readableText();
        message.content().calendar();
        message.content().calendarEvents();
        message.content().charset();
    }

    private static void search(CapturedMessage message) {
        MessageQueries.anyTextContains("nothing of the kind").matches(message);
        MessageQueries.anyTextContains("x").matches(message);
        MessageQueries.textContains("aaaab").matches(message);
        MessageQueries.htmlContains("x y").matches(message);
        MessageQueries.headerContains("Subject", "aaaab").matches(message);
        MessageQueries.subjectContains("xy").matches(message);
        MessageQueries.to("*a*a*a@b*").matches(message);
        MessageQueries.attachment("*a*a*.png").matches(message);
    }

    private static CapturedMessage message(byte[] raw) {
        SessionInfo session = new SessionInfo(
                "0123456789012345678901", Instant.EPOCH, "127.0.0.1:1", Optional.of("client"), Optional.empty(), Optional.empty());
        Envelope envelope = Envelope.of("a@example.org", List.of("b@example.org"));
        return new CapturedMessage(
                "0123456789012345678901", Instant.EPOCH, envelope, session, raw, List.of(), Limits.defaults());
    }

    private static double millis(Consumer<CapturedMessage> reader, byte[] raw) {
        CapturedMessage message = message(raw);
        long start = THREADS.getCurrentThreadCpuTime();
        reader.accept(message);
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }

    /** Returns the smaller of two times, unless the first one is long enough to be exact. */
    private static double measured(Consumer<CapturedMessage> reader, byte[] raw) {
        double first = millis(reader, raw);
        return first > 1_000 ? first : Math.min(first, millis(reader, raw));
    }

    private static boolean growsTooFast(List<Double> times, int largestKib) {
        int last = times.size() - 1;
        double longest = times.get(last);
        return longest / (largestKib / 1024.0) > MILLIS_PER_MIB
                || longest > SHORTEST_MILLIS
                        && last >= 2
                        && longest > ACCEPTED * times.get(last - 1)
                        && times.get(last - 1) > ACCEPTED * times.get(last - 2);
    }

    public static void main(String[] args) {
        int smallest = Integer.parseInt(args[0]);
        int largest = Integer.parseInt(args[1]);
        String wanted = args.length > 2 ? args[2] : "";
        List<Integer> sizes = new ArrayList<>();
        // From the largest down, so that the last doublings are exact.
        for (int kib = largest; kib >= smallest; kib /= 2) {
            sizes.add(0, kib);
        }
        int flagged = 0;
        int shapes = 0;
        for (Map.Entry<String, IntFunction<byte[]>> shape : GrowthShapes.all().entrySet()) {
            if (shape.getKey().contains(wanted)) {
                shapes++;
                flagged += measure(shape.getKey(), shape.getValue(), sizes);
            }
        }
        System.out.println(shapes + " shapes, " + READERS.size() + " readers, " + flagged + " grow too fast");
        System.exit(flagged == 0 ? 0 : 1);
    }

    private static int measure(String name, IntFunction<byte[]> shape, List<Integer> sizes) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        READERS.keySet().forEach(reader -> times.put(reader, new ArrayList<>()));
        for (int kib : sizes) {
            byte[] raw = shape.apply(kib * 1024);
            READERS.forEach((reader, read) -> times.get(reader).add(measured(read, raw)));
        }
        int flagged = 0;
        for (Map.Entry<String, List<Double>> reader : times.entrySet()) {
            boolean tooFast = growsTooFast(reader.getValue(), sizes.get(sizes.size() - 1));
            flagged += tooFast ? 1 : 0;
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-45s %-12s", name, reader.getKey()));
            reader.getValue().forEach(time -> line.append(String.format(Locale.ROOT, " %9.1f", time)));
            System.out.println(line.append(tooFast ? "  TOO FAST" : ""));
        }
        return flagged;
    }
}
