package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.allSubjects;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.stored;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.testing.Background;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tags of messages. */
interface TagContract extends StoreFixture {

    @Test
    default void givesAMessageTheTagsThatItNames() throws Exception {
        CapturedMessage message = mail(
                Envelope.of("app@example.org", List.of("ada+Plus@example.org")),
                Instant.now(),
                "X-Tags: work, Urgent\r\nTo: ada+Plus@example.org\r\n\r\n".getBytes(UTF_8));
        store().add(message);

        assertThat(tags(message)).containsExactly("Plus", "Urgent", "work");
        assertMatches(StoreQuery.all().tag("urgent"), "(none)");
        assertThat(lowerCase(store().tags())).isEqualTo(Map.of("plus", 1, "urgent", 1, "work", 1));

        tag(message);
        assertThat(tags(message)).as("tags that a user has removed").isEmpty();
        assertThat(store().tags()).isEmpty();
    }

    @Test
    default void replacesTheTagsOfTheMessagesThatMatch() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "a1", "b1", "a2");
        StoreQuery a = StoreQuery.of(MessageQuery.any().subjectContains("a"));
        assertThat(tags(messages.get(0))).isEmpty();

        assertThat(store().retag(a, tags -> List.of("one", "two"))).isEqualTo(2);
        assertThat(store().retag(a, tags -> List.of("two", "one")))
                .as("none has changed")
                .isZero();
        assertThat(store().retag(StoreQuery.all(), tags -> List.of("two", "one")))
                .as("one has changed")
                .isEqualTo(1);
        assertThat(store().retag(StoreQuery.ids(List.of(messages.get(1).id())), tags -> List.of()))
                .isEqualTo(1);

        assertThat(tags(messages.get(0))).containsExactly("one", "two");
        assertThat(tags(messages.get(1))).isEmpty();
    }

    private List<String> tags(CapturedMessage message) {
        return stored(store(), message).tags();
    }

    private void tag(CapturedMessage message, String... tags) {
        store().retag(StoreQuery.ids(List.of(message.id())), old -> List.of(tags));
    }

    @Test
    default void givesTheChangeTheTagsOfEachMessage() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2");
        tag(messages.get(0), "b", "a");
        List<List<String>> given = new ArrayList<>();

        store().retag(StoreQuery.all(), tags -> {
            given.add(List.copyOf(tags));
            List<String> more = new ArrayList<>(tags);
            more.add("more");
            return more;
        });

        assertThat(given).containsExactlyInAnyOrder(List.of("a", "b"), List.of());
        assertThat(tags(messages.get(0))).containsExactly("a", "b", "more");
        assertThat(tags(messages.get(1))).containsExactly("more");
    }

    @Test
    default void sortsTagsIgnoringCase() throws Exception {
        CapturedMessage message = add(store(), "1");

        tag(message, "b", "C", "É", "a", "D", "with space, comma", "\uD83D\uDE00");

        assertThat(tags(message)).containsExactly("a", "b", "C", "D", "with space, comma", "É", "\uD83D\uDE00");
    }

    @Test
    default void keepsOneTagOfThoseThatDifferInCaseOnly() throws Exception {
        CapturedMessage message = add(store(), "1");

        tag(message, "Work", "work", "WORK", "É", "é");

        assertThat(tags(message)).hasSize(2);
        assertThat(tags(message).get(0)).isEqualToIgnoringCase("work");
        assertThat(tags(message).get(1)).isEqualToIgnoringCase("é");
    }

    @Test
    default void changesTheCaseOfATag() throws Exception {
        CapturedMessage message = add(store(), "1");
        tag(message, "work");

        tag(message, "Work");

        assertThat(tags(message)).containsExactly("Work");
    }

    @Test
    default void findsMessagesByTagsIgnoringCase() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3", "4");
        tag(messages.get(0), "Work", "urgent");
        tag(messages.get(1), "work");
        tag(messages.get(2), "Été", "100%", "a_b");
        StoreQuery all = StoreQuery.all();

        assertMatches(all.tag("WORK"), "1", "2");
        assertMatches(all.tag("work").tag("Urgent"), "1");
        assertMatches(all.tag("work").withoutTag("Urgent"), "2");
        assertMatches(all.withoutTag("WORK"), "3", "4");
        assertMatches(all.withoutTag("work").withoutTag("ÉTÉ"), "4");
        assertMatches(all.tag("ÉTÉ"), "3");
        assertMatches(all.tag("wor"));
        assertMatches(all.tag("wor_"));
        assertMatches(all.tag("wor%"));
        assertMatches(all.tag("wor*"));
        assertMatches(all.tag("100%"), "3");
        assertMatches(all.tag("A_B"), "3");
        assertMatches(all.tag("a-b"));
        assertMatches(all.tag(""));
        assertMatches(all.tagged(true), "1", "2", "3");
        assertMatches(all.tagged(false), "4");
        assertMatches(all.tagged(false).tag("work"));
        assertMatches(all.tagged(true).withoutTag("work").read(false), "3");
        assertMatches(StoreQuery.of(MessageQuery.any().subjectContains("2")).tag("work"), "2");
    }

    private void assertMatches(StoreQuery query, String... subjects) {
        assertThat(subjects(store().next(query, 9))).as("%s", query).containsExactly(subjects);
        assertThat(store().count(query)).as("%s", query).isEqualTo(subjects.length);
    }

    @Test
    default void findsMessagesByManyTags() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "all", "some", "none");
        int count = 1_100;
        String[] tags = new String[count];
        StoreQuery all = StoreQuery.all();
        StoreQuery none = StoreQuery.all();
        for (int i = 0; i < count; i++) {
            tags[i] = "tag" + i;
            all = all.tag("TAG" + i);
            none = none.withoutTag("TAG" + i);
        }
        tag(messages.get(0), tags);
        tag(messages.get(1), Arrays.copyOf(tags, count - 1));

        assertThat(subjects(store().next(all, 9))).containsExactly("all");
        assertThat(store().count(all)).isEqualTo(1);
        assertThat(subjects(store().next(none, 9))).containsExactly("none");
        assertThat(store().delete(none)).isEqualTo(1);
    }

    @Test
    default void countsTheMessagesOfEachTag() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");
        assertThat(store().tags()).isEmpty();
        tag(messages.get(0), "b", "Work");
        tag(messages.get(1), "WORK", "a", "C");

        assertThat(lowerCase(store().tags())).isEqualTo(Map.of("a", 1, "b", 1, "c", 1, "work", 2));
        assertThat(store().tags().keySet())
                .extracting(tag -> tag.toLowerCase(Locale.ROOT))
                .containsExactly("a", "b", "c", "work");

        store().delete(messages.get(1).id());
        assertThat(store().tags()).isEqualTo(Map.of("b", 1, "Work", 1));

        tag(messages.get(0));
        assertThat(store().tags()).isEmpty();
    }

    private static Map<String, Integer> lowerCase(Map<String, Integer> tags) {
        return tags.entrySet().stream()
                .collect(toMap(tag -> tag.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    @Test
    default void deletesByTag() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");
        tag(messages.get(1), "old");

        assertThat(store().delete(StoreQuery.all().tag("OLD"))).isEqualTo(1);
        assertThat(allSubjects(store())).containsExactly("1", "3");
    }

    @Test
    default void returnsTagsThatDoNotChange() throws Exception {
        CapturedMessage message = add(store(), "1");
        List<String> given = new ArrayList<>(List.of("b", "a"));
        store().retag(StoreQuery.all(), tags -> given);
        List<String> seen = tags(message);
        Map<String, Integer> counts = store().tags();

        given.clear();
        tag(message, "c");

        assertThat(seen).containsExactly("a", "b");
        assertThat(counts).hasSize(2);
        assertThatThrownBy(() -> tags(message).add("d")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    default void doesNotCountATagAsAnArrival() throws Exception {
        CapturedMessage message = add(store(), "1");
        Mark mark = store().mark();

        tag(message, "tag");

        assertThat(store().mark()).isEqualTo(mark);
    }

    @Test
    default void changesNoTagIfTheChangeFails() throws Exception {
        List<CapturedMessage> messages = addAll(store(), "1", "2", "3");
        int[] calls = {0};

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store().retag(StoreQuery.all(), tags -> {
                    if (++calls[0] == 2) {
                        throw new IllegalStateException("on purpose");
                    }
                    return List.of("changed");
                }))
                .withMessage("on purpose");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() ->
                        store().retag(StoreQuery.ids(List.of(messages.get(2).id())), tags -> Arrays.asList("a", null)));

        assertThat(store().tags()).isEmpty();
        assertThat(store().retag(StoreQuery.all(), tags -> List.of("works again")))
                .isEqualTo(3);
    }

    /** A reader whose query is still examining messages while others tag them. */
    @Test
    default void showsAReaderAllOrNoneOfTheTags() throws Exception {
        addAll(store(), "1", "2", "3", "4");
        PausingQuery pausing = new PausingQuery();

        Background<Long> counting =
                Background.of(() -> store().count(StoreQuery.of(pausing.query()).withoutTag("new")));
        pausing.awaitFirst();
        Background<Integer> tagging = Background.of(() -> store().retag(StoreQuery.all(), tags -> List.of("new")));
        pausing.awaitOther(tagging);

        assertThat(counting.get()).isIn(0L, 4L);
        assertThat(tagging.get()).isEqualTo(4);
    }

    @Test
    default void losesNoTagIfSeveralThreadsTag() throws Exception {
        CapturedMessage message = add(store(), "1");
        int each = 50;

        Background<Void> first = Background.of(() -> addTags("a", each));
        Background<Void> second = Background.of(() -> addTags("b", each));
        first.get();
        second.get();

        assertThat(tags(message)).hasSize(2 * each);
    }

    private Void addTags(String prefix, int count) {
        for (int i = 0; i < count; i++) {
            String tag = prefix + i;
            store().retag(StoreQuery.all(), tags -> {
                List<String> more = new ArrayList<>(tags);
                more.add(tag);
                return more;
            });
        }
        return null;
    }
}
