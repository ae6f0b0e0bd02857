package io.github.smtpfake.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;

/**
 * Writes the JSON beside each message of the corpus that has none, as the code sees the message now: to be read, and
 * cross-checked, before it is committed. See the README of the corpus.
 */
final class WriteExpectations {

    private WriteExpectations() {}

    public static void main(String[] arguments) throws IOException {
        for (Iterator<Corpus.Entry> entries = Corpus.entries().iterator(); entries.hasNext(); ) {
            Corpus.Entry entry = entries.next();
            if (!Files.exists(entry.file(".json"))) {
                Files.writeString(entry.file(".json"), Expectation.of(entry.mail()));
            }
        }
    }
}
