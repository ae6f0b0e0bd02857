package io.github.smtpfake.rest.internal.password;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.OptionFile;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads secrets from files, so that they appear neither in the list of processes nor in what a container engine shows. A file
 * contains one secret in each line; empty lines and those that begin with {@code #} are ignored.
 */
public final class SecretLines {
    private static final int MAX_BYTES = 1 << 18;
    private static final int MAX_LINES = 1_000;

    private SecretLines() {}

    /**
     * A secret.
     *
     * @param place the beginning of a failure message: the option, the number of the line and the file
     */
    public record Line(String text, String place) {}

    /**
     * Returns the secrets of a file.
     *
     * @throws UsageException if the file cannot be read or contains no secret
     */
    public static List<Line> read(Given file) throws UsageException {
        List<Line> lines = of(file);
        if (lines.isEmpty()) {
            throw new UsageException(file.source() + ": the file " + file.text() + " contains no secret");
        }
        return lines;
    }

    /** Returns the secrets of a file, which may have none. */
    static List<Line> of(Given file) throws UsageException {
        List<Line> secrets = new ArrayList<>();
        int number = 0;
        for (String line : OptionFile.lines(file, MAX_BYTES)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                secrets.add(new Line(text, file.source() + ": line " + number + " of " + file.text()));
            }
        }
        if (secrets.size() > MAX_LINES) {
            throw new UsageException(
                    file.source() + ": the file " + file.text() + " has more than " + MAX_LINES + " entries");
        }
        return secrets;
    }
}
