package io.github.smtpfake.store;

import static io.github.smtpfake.message.MessageQueries.not;
import static io.github.smtpfake.store.StoreSamples.addAll;
import static io.github.smtpfake.store.StoreSamples.subjects;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every condition of a query has the same answers in every store. */
interface QueryContract extends StoreFixture {

    /** A query, and the names of the messages in {@link QuerySamples} that match it. */
    record Answer(MessageQuery query, List<String> expected) {}

    @TestFactory
    default Stream<DynamicTest> answers() throws Exception {
        Map<String, CapturedMessage> messages = QuerySamples.byName();
        for (CapturedMessage message : messages.values()) {
            store().add(message);
        }
        Map<String, String> names = messages.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().id(), Map.Entry::getKey));
        return Stream.of(addresses(), envelopes(), texts(), anywhere(), measures(), terms(), sessions(), combinations())
                .flatMap(Collection::stream)
                .map(answer -> DynamicTest.dynamicTest(answer.query().toString(), () -> verify(answer, names)));
    }

    private void verify(Answer answer, Map<String, String> names) throws Exception {
        StoreQuery query = StoreQuery.of(answer.query());
        List<String> newestFirst = new ArrayList<>(answer.expected());
        Collections.reverse(newestFirst);
        Function<StoredMessage, String> name = row -> names.get(row.message().id());

        assertThat(store().next(query, 9)).extracting(name).isEqualTo(answer.expected());
        for (int offset = 0; offset <= newestFirst.size(); offset++) {
            assertThat(store().page(query, offset, 9).messages())
                    .extracting(name)
                    .isEqualTo(newestFirst.subList(offset, newestFirst.size()));
        }
        assertThat(store().count(query)).isEqualTo(answer.expected().size());
        assertThat(store().await(answer.query(), Mark.START, 0, Duration.ZERO).matches())
                .extracting(message -> names.get(message.id()))
                .isEqualTo(answer.expected());
        assertThat(store().next(query.after(0).before(store().mark().message()), 1))
                .extracting(name)
                .isEqualTo(answer.expected().stream()
                        .filter(expected -> !expected.equals("broken"))
                        .limit(1)
                        .toList());
    }

    @Test
    default void answersQueriesOfManyTerms() throws Exception {
        addAll(store(), "a1", "b1", "a2");
        MessageQuery all = MessageQuery.any().subjectContains("a");
        MessageQuery either = not(MessageQuery.any());
        for (int i = 0; i < 150; i++) {
            all = all.smallerThan(1_000 + i);
            either = either.or(MessageQuery.any().subjectContains("b").smallerThan(1_000 + i));
        }
        MessageQuery negated = not(all);

        assertThat(subjects(store().next(StoreQuery.of(all), 9))).containsExactly("a1", "a2");
        assertThat(subjects(store().next(StoreQuery.of(either), 9))).containsExactly("b1");
        assertThat(subjects(store().next(StoreQuery.of(negated), 9))).containsExactly("b1");
        assertThat(store().delete(StoreQuery.of(all.or(either)))).isEqualTo(3);
    }

    private static Answer answer(MessageQuery query, String... expected) {
        return new Answer(query, List.of(expected));
    }

    private static List<Answer> addresses() {
        MessageQuery any = MessageQuery.any();
        return List.of(
                answer(any, "plain", "upper", "encoded", "parts", "bounce", "broken"),
                answer(any.from("app@example.org"), "plain", "upper", "parts"),
                answer(any.from("App@Example.ORG"), "plain", "upper", "parts"),
                answer(any.from("second@example.org"), "parts"),
                answer(any.recipient("zoë@xn--exmple-cua.org"), "encoded"),
                answer(any.recipient("ZOË@XN--EXMPLE-CUA.org"), "encoded"),
                answer(any.recipient("*@xn--exmple-cua.org"), "encoded"),
                answer(any.recipient("*@xn--*"), "encoded"),
                answer(any.recipient("zoe@xn--exmple-cua.org")),
                answer(any.to("zoë@xn--exmple-cua.org"), "encoded"),
                answer(any.from("app")),
                answer(any.from("App app@example.org")),
                answer(any.from("*"), "plain", "upper", "encoded", "parts"),
                answer(any.from("**@*"), "plain", "upper", "encoded", "parts"),
                answer(any.from("j*@example.org"), "encoded"),
                answer(any.from("jürgen@example.org")),
                answer(any.from("")),
                answer(any.to("ada@example.org"), "plain", "upper"),
                answer(any.to("*@example.org"), "plain", "upper", "parts", "bounce"),
                answer(any.to("ada@example.*"), "plain", "upper", "parts"),
                answer(any.to("*a@*"), "plain", "upper", "parts"),
                answer(any.to("*da@*.org"), "plain", "upper"),
                answer(any.to("zoë@exämple.org"), "encoded"),
                answer(any.to("ZOË@EXÄMPLE.ORG"), "encoded"),
                answer(any.to("zo?@exämple.org")),
                answer(any.to("zo_@exämple.org")),
                answer(any.to("%@example.org")),
                answer(any.to("[a-z]da@example.org")),
                answer(any.to("carol@example.org")),
                answer(any.to("hidden@example.org")),
                answer(any.cc("CAROL@*"), "plain"),
                answer(any.cc("ada@example.org")),
                answer(any.replyTo("reply@example.org"), "plain"),
                answer(any.replyTo("*"), "plain"));
    }

    private static List<Answer> envelopes() {
        MessageQuery any = MessageQuery.any();
        return List.of(
                answer(any.sender("bounce@example.org"), "plain", "upper"),
                answer(any.sender("*"), "plain", "upper", "encoded", "parts", "bounce", "broken"),
                answer(any.sender(""), "bounce"),
                answer(any.sender("<>"), "bounce"),
                answer(any.sender("JÜRGEN@example.org"), "encoded"),
                answer(any.sender("*@*"), "plain", "upper", "encoded", "parts"),
                answer(any.sender("broken"), "broken"),
                answer(any.recipient("ada@example.org"), "plain", "upper"),
                answer(any.recipient("hidden@example.org"), "plain"),
                answer(any.recipient("HIDDEN@*"), "plain"),
                answer(any.recipient("*@example.org"), "plain", "upper", "parts", "bounce"),
                answer(any.recipient("*@example.com"), "parts"),
                answer(any.recipient("*"), "plain", "upper", "encoded", "parts", "bounce", "broken"),
                answer(any.recipient("ZOË@*"), "encoded"),
                answer(any.recipient("carol@example.org")),
                answer(any.recipient("example")),
                answer(any.recipient("ada@example_org")),
                answer(any.recipient("%")),
                answer(any.recipient("")),
                answer(any.recipient("' OR '1'='1")));
    }

    private static List<Answer> texts() {
        MessageQuery any = MessageQuery.any();
        return List.of(
                answer(any.subjectContains("welcome"), "plain", "upper"),
                answer(any.subjectContains("WELCOME ADA"), "plain", "upper"),
                answer(any.subjectContains("come a"), "plain", "upper"),
                answer(any.subjectContains("e"), "plain", "upper", "encoded"),
                answer(any.subjectContains("ad"), "plain", "upper"),
                answer(any.subjectContains("wëlcome gr"), "encoded"),
                answer(any.subjectContains("GRÜ"), "encoded"),
                answer(any.subjectContains("grüße"), "encoded"),
                answer(any.subjectContains("utf-8")),
                answer(any.subjectContains("a_b"), "parts"),
                answer(any.subjectContains("50%"), "parts"),
                answer(any.subjectContains("%"), "parts"),
                answer(any.subjectContains("_"), "parts"),
                answer(any.subjectContains("*")),
                answer(any.subjectContains("ada welcome")),
                answer(any.subjectContains("'")),
                answer(any.textContains("hello ada"), "plain", "upper"),
                answer(any.textContains("100% a_b \\ 'quoted' \"text\""), "plain"),
                answer(any.textContains("ada,\nit"), "plain"),
                answer(any.textContains("aus köln"), "encoded"),
                answer(any.textContains("AUS KÖLN"), "encoded"),
                answer(any.textContains("\uD83D\uDE00"), "encoded"),
                answer(any.textContains("R3LD")),
                answer(any.textContains("wörld")),
                answer(any.textContains("no header"), "broken"),
                answer(any.textContains("hello world")),
                answer(any.htmlContains("<B>WÖRLD</B>"), "parts"),
                answer(any.htmlContains("in html"), "parts"),
                answer(any.htmlContains("hidden"), "parts"),
                answer(any.htmlContains("ada")),
                answer(any.headerContains("x-tag", "ONE"), "plain", "upper"),
                answer(any.headerContains("X-TAG", "two 100%"), "plain"),
                answer(any.headerContains("X-Tag", ""), "plain", "upper"),
                answer(any.headerContains("X-None", "")),
                answer(any.headerContains("Message-ID", "1.a_b@example"), "plain"),
                answer(any.headerContains("From", "jürgen"), "encoded"),
                answer(any.headerContains("Content-Type", "multipart"), "parts"),
                answer(any.attachment("terms.pdf"), "parts"),
                answer(any.attachment("*.PDF"), "parts"),
                answer(any.attachment("lösung.txt"), "parts"),
                answer(any.attachment("LÖSUNG*"), "parts"),
                answer(any.attachment("terms")),
                answer(any.attachment("*"), "parts"));
    }

    private static List<Answer> anywhere() {
        MessageQuery any = MessageQuery.any();
        return List.of(
                answer(any.anyTextContains("ada"), "plain", "upper", "encoded", "parts", "broken"),
                answer(any.anyTextContains("hidden@example.org"), "plain"),
                answer(any.anyTextContains("HELLO ADA"), "plain", "upper"),
                answer(any.anyTextContains("ada it is"), "plain"),
                answer(any.anyTextContains("ada, \"it"), "plain"),
                answer(any.anyTextContains("is 100% a_b"), "plain"),
                answer(any.anyTextContains("welcome a"), "plain", "upper"),
                answer(any.anyTextContains("WËLCOME GRÜSSE")),
                answer(any.anyTextContains("wëlcome grüße"), "encoded"),
                answer(any.anyTextContains("jürgen"), "encoded"),
                answer(any.anyTextContains("wörld in html"), "parts"),
                answer(any.anyTextContains("<b>wörld")),
                answer(any.anyTextContains("title")),
                answer(any.anyTextContains("terms.pdf"), "parts"),
                answer(any.anyTextContains("LÖSUNG"), "parts"),
                answer(any.anyTextContains("solution")),
                answer(any.anyTextContains("bounce@example.org"), "plain", "upper"),
                answer(any.anyTextContains("%"), "plain", "parts"),
                answer(any.anyTextContains("ell"), "plain", "upper", "parts"),
                answer(any.anyTextContains("nothing of this")),
                answer(any.anyTextContains(""), "plain", "upper", "encoded", "parts", "bounce", "broken"));
    }

    private static List<Answer> measures() {
        MessageQuery any = MessageQuery.any();
        long size = QuerySamples.byName().get("upper").size();
        return List.of(
                answer(any.largerThan(0), "plain", "upper", "encoded", "parts", "bounce", "broken"),
                answer(any.largerThan(size - 1).smallerThan(size + 1), "upper"),
                answer(any.largerThan(size), "plain", "encoded", "parts"),
                answer(any.smallerThan(size), "bounce", "broken"),
                answer(any.smallerThan(0)),
                answer(any.receivedAfter(QuerySamples.at(2)), "parts", "bounce", "broken"),
                answer(any.receivedAfter(QuerySamples.at(2).minusNanos(1)), "encoded", "parts", "bounce", "broken"),
                answer(any.receivedBefore(QuerySamples.at(2)), "plain", "upper"),
                answer(any.receivedBefore(QuerySamples.at(2).plusNanos(1)), "plain", "upper", "encoded"),
                answer(any.receivedAfter(QuerySamples.at(0)).receivedBefore(QuerySamples.at(2)), "upper"),
                answer(any.receivedAfter(Instant.MAX)),
                answer(any.receivedBefore(Instant.MIN)),
                answer(
                        any.receivedAfter(Instant.MIN)
                                .receivedBefore(Instant.MAX)
                                .subjectContains("ada"),
                        "plain",
                        "upper"));
    }

    /** Conditions that only the HTTP dialects use. */
    private static List<Answer> terms() {
        return List.of(
                answer(term(new Term.Matches(Field.BCC, "HIDDEN@*")), "plain"),
                answer(term(new Term.Matches(Field.BCC, "ada@*"))),
                answer(term(new Term.Contains(Field.FROM, "app <app@")), "plain", "upper"),
                answer(term(new Term.Contains(Field.FROM, "JÜRGEN")), "encoded"),
                answer(term(new Term.Contains(Field.TO, "team"))),
                answer(term(new Term.Contains(Field.TO, "bob")), "plain"),
                answer(term(new Term.Contains(Field.BCC, "dden")), "plain"),
                answer(term(new Term.Contains(Field.SENDER, "<>")), "bounce"),
                answer(term(new Term.Contains(Field.RECIPIENT, "DDEN@")), "plain"),
                answer(term(new Term.Contains(Field.RECIPIENT, "example")), "plain", "upper", "parts", "bounce"),
                answer(term(new Term.Contains(Field.ATTACHMENT, "sung")), "parts"),
                answer(term(new Term.Contains(Field.HELO, "CLIENT")), "plain", "upper", "parts"),
                answer(term(new Term.Contains(Field.USER, "Ü")), "encoded"),
                answer(term(new Term.Contains(Field.SESSION, "en")), "encoded", "broken"),
                answer(term(new Term.Matches(Field.MESSAGE_ID, "1.A_B@example.org")), "plain"),
                answer(term(new Term.Matches(Field.MESSAGE_ID, "<1.a_b@example.org>"))),
                answer(term(new Term.Contains(Field.MESSAGE_ID, "a_b")), "plain"),
                answer(term(new Term.Has(Term.PartKind.ATTACHMENT)), "parts"),
                answer(term(new Term.Has(Term.PartKind.INLINE))),
                answer(
                        term(new Term.AnyOf(List.of(
                                List.of(new Term.Matches(Field.USER, "app"), new Term.LargerThan(200)),
                                List.of(new Term.Contains(Field.SUBJECT, "grüße"))))),
                        "plain",
                        "encoded"),
                answer(
                        term(new Term.Not(
                                List.of(new Term.Matches(Field.HELO, "*"), new Term.Matches(Field.USER, "*")))),
                        "parts",
                        "bounce",
                        "broken"));
    }

    private static MessageQuery term(Term term) {
        return QueryTerms.query(MessageQuery.class, term, term.toString());
    }

    private static List<Answer> sessions() {
        MessageQuery any = MessageQuery.any();
        return List.of(
                answer(any.helo("client.example.org"), "plain", "upper"),
                answer(any.helo("client*"), "plain", "upper", "parts"),
                answer(any.helo("*"), "plain", "upper", "encoded", "parts", "broken"),
                answer(any.helo("[192.0.2.1]"), "encoded"),
                answer(any.helo("client")),
                answer(any.user("app"), "plain", "upper"),
                answer(any.user("JÜR*"), "encoded"),
                answer(any.user("*"), "plain", "upper", "encoded"),
                answer(any.user("")),
                answer(any.session("plain-session"), "plain"),
                answer(any.session("PLAIN-*"), "plain"),
                answer(any.session("plain")));
    }

    private static List<Answer> combinations() {
        MessageQuery any = MessageQuery.any();
        MessageQuery welcome = any.subjectContains("welcome");
        return List.of(
                answer(any.to("ada@*").subjectContains("welcome").textContains("100%"), "plain"),
                answer(welcome.and(any.recipient("hidden@*")), "plain"),
                answer(welcome.recipient("list@*")),
                answer(any.from("app@*").from("second@*"), "parts"),
                answer(any.recipient("ada@example.org").recipient("hidden@example.org"), "plain"),
                answer(welcome.or(any.attachment("*.pdf")), "plain", "upper", "parts"),
                answer(welcome.or(any.attachment("*.pdf")).user("app"), "plain", "upper"),
                answer(
                        any.sender("").or(any.helo("*").user("j*")).or(any.session("broken*")),
                        "encoded",
                        "bounce",
                        "broken"),
                answer(not(welcome), "encoded", "parts", "bounce", "broken"),
                answer(not(any.from("*")), "bounce", "broken"),
                answer(not(any)),
                answer(not(not(welcome)), "plain", "upper"),
                answer(not(welcome.or(any.sender(""))), "encoded", "parts", "broken"),
                answer(welcome.and(not(any.cc("*"))), "upper"),
                answer(any.matching("is long", message -> message.size() > 500), "parts"),
                answer(
                        welcome.matching(
                                "has two recipients",
                                message -> message.envelope().recipients().size() == 2),
                        "plain",
                        "upper"),
                answer(
                        not(any.matching("is short", message -> message.size() < 60)),
                        "plain",
                        "upper",
                        "encoded",
                        "parts"));
    }
}
