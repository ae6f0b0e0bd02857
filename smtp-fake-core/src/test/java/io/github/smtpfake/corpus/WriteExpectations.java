package io.github.smtpfake.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;

/**
 * Writes the missing JSON files of the corpus, as the code reads the messages now. Read and cross-check them before you
 * commit them. See the README of the corpus.
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
