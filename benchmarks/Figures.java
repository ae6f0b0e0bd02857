import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The results of repeated measurements. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /** Prints a row of a Markdown table. */
    static void row(List<String> cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    /** Prints the head of a Markdown table: names to the left, figures to the right. */
    static void head(List<String> cells) {
        row(cells);
        List<String> lines = new ArrayList<>(Collections.nCopies(cells.size(), "--:"));
        lines.set(0, "---");
        row(lines);
    }
}
