package io.github.smtpfake.rest.internal.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Rules;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleJsonTest {
    /** Rules as they are read and written, with their members in this order. */
    static List<String> samples() {
        return List.of(
                "{'on':'smtps','when':{'client':'127.*'},'then':[{'tls':'untrusted'}]}",
                "{'on':'connect','when':{'client':'127.*','tls':true},'then':[{'delay':'1500ms'},{'throttle':'1kB/s'}]}",
                "{'on':'connect','when':{},'then':[{'throttle':'1500B/s'}],'skip':10}",
                "{'on':'ehlo','when':{'helo':'*.test'},'then':[{'reply':'502 5.5.1 no'}]}",
                "{'on':'helo','when':{'helo':'old'},'then':[{'stall':true}]}",
                "{'on':'starttls','when':{},'then':[{'tls':'expired'}]}",
                "{'on':'starttls','when':{},'then':[{'delay':'2s'},{'tls':'handshakeFailure'}],'times':1}",
                "{'on':'auth','when':{'user':'app'},'then':[{'reply':'535 5.7.8 no'}],'perSecond':2}",
                "{'on':'mail','when':{'sender':''},'then':[{'reply':'451 4.3.0 try later\\nsoon'}],'times':2,'skip':1}",
                "{'on':'rcpt','when':{'recipient':'full@example.org','nth':2},'then':[{'reply':'452 4.2.2 full'}],"
                        + "'probability':0.5,'seed':7}",
                "{'on':'rcpt','when':{},'then':[{'reply':'450 4.7.1 slow down'}],'perMinute':30}",
                "{'on':'rcpt','when':{},'then':[],'perHour':30}",
                "{'on':'rcpt','when':{},'then':[],'above':{'count':3,'window':'90s'}}",
                "{'on':'data','when':{'recipient':'a@b','sender':'c@d'},'then':[{'malformedReply':'what?'}]}",
                "{'on':'content','when':{'afterBytes':4096},'then':[{'disconnect':'close'}]}",
                "{'on':'endOfData','when':{'header':'X-Kind: bulk','largerThan':10},'then':[{'store':'no'}]}",
                "{'on':'endOfData','when':{'header':'A: 1','all':[{'header':'B: 2'},{'header':'C: 3'}]},"
                        + "'then':[{'store':'beforeFailing'},{'disconnect':'reset'}]}",
                "{'on':'endOfData','when':{},'then':[{'store':'afterFailing'},{'reply':'451 4.3.0 no'}]}",
                "{'on':'bdat','when':{'not':{'sender':'a@b','tls':false}},'then':[{'dropReply':true}]}",
                "{'on':'rset','when':{'anyOf':[{'sender':'a@b'},{'sender':'c@d','helo':'e'}]},'then':[]}",
                "{'on':'quit','when':{'not':{'not':{'helo':'a'}}},'then':[{'reply':'221 2.0.0 bye'}]}",
                "{'on':'command','when':{'helo':'a','not':{'client':'::1'},'all':[{'not':{'client':'::2'}}]},'then':[]}");
    }

    /** A rule that is not on any server. */
    private record ReadRule(RuleDefinition definition) implements Rule {

        @Override
        public String id() {
            return "id";
        }

        @Override
        public int timesFired() {
            return 0;
        }

        @Override
        public List<String> sessions() {
            return List.of();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesWhatItReads(String sample) {
        ObjectNode written = written(new ReadRule(read(sample)));
        written.remove(List.of("id", "description", "fired", "sessions"));

        assertThat(written).isEqualTo(HttpApi.tree(sample.replace('\'', '"')));
    }

    @Test
    void readsEveryStageConditionAndAction() {
        List<RuleDefinition> all = samples().stream().map(RuleJsonTest::read).toList();

        assertThat(all).extracting(RuleDefinition::stage).contains(Stage.values());
        assertThat(kinds(all.stream().flatMap(rule -> rule.actions().stream())))
                .containsAll(permitted(RuleAction.class));
        Set<Class<?>> conditions = kinds(all.stream().flatMap(rule -> rule.conditions().stream()));
        conditions.add(RuleCondition.matching("in Java", situation -> true).getClass());
        conditions.add(
                RuleCondition.matching(MessageQueries.subjectContains("News")).getClass());
        assertThat(conditions).containsAll(permitted(RuleCondition.class));
    }

    private static List<Class<?>> permitted(Class<?> sealed) {
        return List.of(sealed.getPermittedSubclasses());
    }

    /** Returns the class of each value, or the enum of a constant, which may be an anonymous subclass. */
    private static Set<Class<?>> kinds(Stream<?> values) {
        Set<Class<?>> kinds = new HashSet<>();
        values.forEach(value ->
                kinds.add(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass()));
        return kinds;
    }

    @Test
    void readsTheValuesOfAllParts() {
        assertThat(read("{'on':'rcpt','when':{'recipient':'a@b'},'then':[{'delay':'2s'},{'reply':'450 4.2.1 busy'}],"
                        + "'times':2,'skip':3,'probability':0.5}"))
                .isEqualTo(new RuleDefinition(
                        Stage.RCPT,
                        List.of(RuleCondition.recipient("a@b")),
                        RuleLimits.NONE.withTimes(2).withSkipFirst(3).withProbability(0.5, 0),
                        List.of(RuleAction.delay(Duration.ofSeconds(2)), RuleAction.reply("450 4.2.1 busy"))));
    }

    @Test
    void requiresOnlyAStage() {
        assertThat(read("{'on':'quit'}"))
                .isEqualTo(new RuleDefinition(Stage.QUIT, List.of(), RuleLimits.NONE, List.of()));
        assertThat(read("{'on':'quit','when':null,'then':null,'times':null,'above':null}"))
                .isEqualTo(read("{'on':'quit'}"));
    }

    @Test
    void ignoresTheMembersThatOnlyAnExistingRuleHas() {
        assertThat(read("{'on':'quit','id':'x','description':'y','fired':7,'sessions':['z']}"))
                .isEqualTo(read("{'on':'quit'}"));
    }

    @Test
    void matchesAnyOfIfOneElementMatches() throws IOException {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            ServerAccess.addRule(
                    smtp,
                    read("{'on':'mail','when':{'anyOf':[{'sender':'a@*'},{'sender':'b@*'}]},"
                            + "'then':[{'reply':'451 4.3.0 no'}]}"));
            client.expect("220");
            client.command("EHLO a.test", "250");
            client.command("MAIL FROM:<a@x>", "451");
            client.command("MAIL FROM:<b@x>", "451");
            client.command("MAIL FROM:<c@x>", "250");
        }
    }

    @Test
    void showsAConditionWrittenInJavaAndRejectsItAsInput() {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder().build()) {
            Rule rule = smtp.on(Rules.data().matching("on a full moon", situation -> true))
                    .reply("451 4.3.0 howl");

            assertThat(written(rule).at("/when/matching").asText()).isEqualTo("on a full moon");
            assertThat(written(rule).get("description").asText()).contains("on a full moon");
        }
        assertFault(
                "{'on':'data','when':{'matching':'on a full moon'}}",
                "when.matching: is a condition written in Java, which JSON can show but not set");
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void readsTheRulesOfEveryStageThatItWrites(Stage stage) {
        try (SmtpFakeServer smtp =
                SmtpFakeServer.builder().tls(TlsMode.STARTTLS).smtpsPort(0).build()) {
            Rule rule = ServerAccess.addRule(
                    smtp,
                    new RuleDefinition(
                            stage,
                            List.of(RuleCondition.client("10.*"), RuleCondition.client("*.1")),
                            RuleLimits.NONE,
                            List.of(RuleAction.stall())));

            assertThat(RuleJson.read(JsonValue.parse(Json.bytes(RuleJson.of(rule)))))
                    .isEqualTo(rule.definition());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|on: is missing",
                "[]|The JSON must be an object",
                "{'on':7}|on: must be a string",
                "{'on':'recpt'}|on: must be one of smtps, connect, ehlo, helo, starttls, auth, mail, rcpt, data,"
                        + " content, endOfData, bdat, rset, quit, command, not \"recpt\"",
                "{'on':'rcpt','wen':{}}|wen: is unknown: did you mean when?",
                "{'on':'rcpt','when':[]}|when: must be an object",
                "{'on':'rcpt','when':{'recipent':'a'}}|when.recipent: is unknown: did you mean recipient?",
                "{'on':'rcpt','when':{'recipient':''}}|when.recipient: must not be empty; * matches any characters",
                "{'on':'rcpt','when':{'recipient':1}}|when.recipient: must be a string",
                "{'on':'rcpt','when':{'nth':0}}|when.nth: nth must be at least 1, not 0",
                "{'on':'rcpt','when':{'nth':1.5}}|when.nth: must be an integer of at most 32 bits",
                "{'on':'rcpt','when':{'nth':99999999999}}|when.nth: must be an integer of at most 32 bits",
                "{'on':'content','when':{'afterBytes':-1}}|when.afterBytes: afterBytes must be at least 0, not -1",
                "{'on':'endOfData','when':{'header':'Subject'}}|when.header: must be a name, a colon and a part of its"
                        + " value, such as \"Subject: hello\"",
                "{'on':'mail','when':{'tls':'yes'}}|when.tls: must be true or false",
                "{'on':'mail','when':{'not':{}}}|when.not: needs a condition, such as {\"recipient\":"
                        + " \"*@example.org\"}",
                "{'on':'mail','when':{'anyOf':[{'helo':'a'}]}}|when.anyOf: needs at least two elements",
                "{'on':'mail','when':{'anyOf':[{'helo':'a'},{'nth':1}]}}|when.anyOf[1].nth: nth(1) fits the stage rcpt, not"
                        + " mail",
                "{'on':'mail','when':{'all':{}}}|when.all: must be an array",
                "{'on':'connect','when':{'helo':'a'}}|when.helo: helo(a) fits the stages ehlo, helo, starttls, auth,"
                        + " mail, rcpt, data, content, endOfData, bdat, rset, quit and command, not connect",
                "{'on':'rcpt','then':{'reply':'450 no'}}|then: must be an array",
                "{'on':'rcpt','then':[{'reply':'450 no','delay':'1s'}]}|then[0]: must have one action, not 2; use one"
                        + " object for each action",
                "{'on':'rcpt','then':[{}]}|then[0]: must have one action, not 0; use one object for each action",
                "{'on':'rcpt','then':[{'replay':'450 no'}]}|then[0].replay: is unknown: did you mean reply?",
                "{'on':'rcpt','then':[{'delay':'1s'},{'delay':'1s'}]}|then: delay appears twice in one rule: keep one of them",
                "{'on':'rcpt','then':[{'delay':'1s'},{'delay':'2s'}]}|then: delay appears twice in one rule: keep one of them",
                "{'on':'rcpt','then':[{'delay':2}]}|then[0].delay: must be a string",
                "{'on':'rcpt','then':[{'delay':'soon'}]}|then[0].delay: must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"soon\"",
                "{'on':'rcpt','then':[{'delay':'2h'}]}|then[0].delay: delay must be more than 0 and at most an hour",
                "{'on':'rcpt','then':[{'reply':'999 no'}]}|then[0].reply: reply \"999 ..\" has an invalid reply code",
                "{'on':'rcpt','then':[{'reply':'354 go'}]}|then[0].reply: reply \"354 go\" does not fit the stage rcpt",
                "{'on':'rcpt','then':[{'reply':'450 5.2.1 no'}]}|then[0].reply: reply \"450 5.2.1 ..\" has an enhanced"
                        + " status code of another class than 450: use 4.2.1",
                "{'on':'content','then':[{'reply':'450 no'}]}|then[0].reply: 450 no fits the stages connect,",
                "{'on':'rcpt','then':[{'stall':false}]}|then[0].stall: must be true, or left out",
                "{'on':'rcpt','then':[{'disconnect':'now'}]}|then[0].disconnect: must be one of close, reset, not \"now\"",
                "{'on':'connect','then':[{'throttle':'1kB'}]}|then[0].throttle: must be a speed such as 1kB/s",
                "{'on':'connect','then':[{'throttle':'x/s'}]}|then[0].throttle: must be a size such as 1048576, 500kB or"
                        + " 32MiB",
                "{'on':'connect','then':[{'throttle':'0/s'}]}|then[0].throttle: bytesPerSecond must be at least 1, not 0",
                "{'on':'starttls','then':[{'tls':'old'}]}|then[0].tls: must be one of expired, wrongHost, untrusted,"
                        + " handshakeFailure, not \"old\"",
                "{'on':'endOfData','then':[{'store':'beforeFailing'}]}|then: store before failing needs a failure",
                "{'on':'endOfData','then':[{'store':'maybe'}]}|then[0].store: must be one of beforeFailing, afterFailing,"
                        + " no, not \"maybe\"",
                "{'on':'rcpt','then':[{'stall':true},{'reply':'450 no'}]}|then: stall and 450 no exclude each other:"
                        + " use one of them",
                "{'on':'rcpt','times':0}|times: times must be at least 1, not 0",
                "{'on':'rcpt','skip':-1}|skip: skip must be at least 0, not -1",
                "{'on':'rcpt','probability':2}|probability: probability must be between 0 and 1, not 2.0; 50 % is 0.5",
                "{'on':'rcpt','probability':'high'}|probability: must be a number",
                "{'on':'rcpt','seed':1}|seed: needs a probability, such as 0.5",
                "{'on':'rcpt','perMinute':0}|perMinute: count must be at least 1, not 0",
                "{'on':'rcpt','perMinute':1,'perHour':1}|perHour: cannot be combined with perMinute; use one of them",
                "{'on':'rcpt','above':{'count':1}}|above.window: is missing",
                "{'on':'rcpt','above':{'count':1,'window':'0s'}}|above: window must be more than 0",
            })
    void namesTheFieldAndTheFix(String json, String message) {
        assertFault(json, message);
    }

    private static void assertFault(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonException.class).hasMessageStartingWith(message);
    }

    private static RuleDefinition read(String json) {
        return RuleJson.read(JsonValue.parse(json.replace('\'', '"').getBytes(UTF_8)));
    }

    private static ObjectNode written(Rule rule) {
        return (ObjectNode) HttpApi.tree(new String(Json.bytes(RuleJson.of(rule)), UTF_8));
    }
}
