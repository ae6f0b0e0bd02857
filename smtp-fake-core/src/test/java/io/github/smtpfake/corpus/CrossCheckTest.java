package io.github.smtpfake.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testing.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Other parsers read the messages of the corpus in the same way, unless a file beside the message explains the
 * difference. An explanation without a difference fails too.
 */
class CrossCheckTest {
    /** Python 3.11 reads one of them as we do, and Python 3.13 the other. */
    private static final Set<String> OF_SOME_PYTHONS =
            Set.of("by-hand/base64-footer", "by-hand/transfer-encoding-comment");

    @ParameterizedTest
    @MethodSource("entries")
    void readsTheSameAsAngusMail(Corpus.Entry entry) throws Exception {
        Map<String, String> ours = ours(entry.mail());
        Map<String, String> theirs = AngusView.of(entry.raw());
        Set<String> different = new TreeSet<>();
        theirs.forEach((field, value) -> {
            if (!value.equals(ours.get(field))) {
                different.add(field);
            }
        });

        assertThat(different)
                .as("Angus Mail reads %s, but this library reads %s", theirs, ours)
                .isEqualTo(entry.differences("angus").keySet());
    }

    /** Runs one program for all messages, because its start needs more time than reading them. */
    @Test
    void readsTheSameAsTheEmailPackageOfPython() throws Exception {
        Program.Result result = Program.installed("python3")
                .run("src/test/python/cross_check.py", Corpus.FOLDER.toString())
                .succeeded();
        Map<String, Set<String>> different = new TreeMap<>();
        result.output().lines().filter(line -> !line.startsWith(" ")).forEach(line -> {
            String[] words = line.split(" ");
            different.computeIfAbsent(words[0], key -> new TreeSet<>()).add(words[1]);
        });
        different.keySet().removeAll(OF_SOME_PYTHONS);
        Map<String, Set<String>> explained = new TreeMap<>();
        entries()
                .filter(entry -> !entry.differences("python").isEmpty())
                .forEach(entry -> explained.put(
                        entry.toString(), entry.differences("python").keySet()));

        explained.keySet().removeAll(OF_SOME_PYTHONS);

        assertThat(different).as(result.output()).isEqualTo(explained);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void explainsDifferencesInSentences(Corpus.Entry entry) {
        assertThat(Stream.of("angus", "python").flatMap(tool -> entry.differences(tool).values().stream()))
                .allMatch(reason -> reason.length() > 20 && reason.endsWith("."));
    }

    private static Map<String, String> ours(CapturedMessage mail) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", mail.subject().orElse("null"));
        fields.put("from", addresses(mail.from()));
        fields.put("to", addresses(mail.to()));
        fields.put("cc", addresses(mail.cc()));
        fields.put(
                "date",
                mail.content().date().map(date -> date.toInstant().toString()).orElse("null"));
        fields.put("text", mail.text().orElse("null"));
        fields.put("html", mail.html().orElse("null"));
        fields.put(
                "attachments",
                mail.attachments().stream()
                        .map(attachment -> attachment.fileName().orElse("null") + " " + attachment.contentType() + " "
                                + Arrays.hashCode(attachment.bytes()))
                        .toList()
                        .toString());
        return fields;
    }

    private static String addresses(List<Address> addresses) {
        return addresses.stream().map(Address::toString).toList().toString();
    }

    static Stream<Corpus.Entry> entries() {
        return Corpus.entries();
    }
}
