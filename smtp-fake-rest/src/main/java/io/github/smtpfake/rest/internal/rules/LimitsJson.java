package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads how often a rule fires, which are members of the rule itself. */
final class LimitsJson {
    private static final String TIMES = "times";
    private static final String SKIP = "skip";
    private static final String PROBABILITY = "probability";
    private static final String SEED = "seed";
    private static final String ABOVE = "above";
    private static final String COUNT = "count";
    private static final String WINDOW = "window";
    private static final Map<String, Duration> WINDOWS = new LinkedHashMap<>();

    static {
        WINDOWS.put("perSecond", Duration.ofSeconds(1));
        WINDOWS.put("perMinute", Duration.ofMinutes(1));
        WINDOWS.put("perHour", Duration.ofHours(1));
    }

    static final List<String> NAMES = Stream.of(
                    List.of(TIMES, SKIP, PROBABILITY, SEED),
                    WINDOWS.keySet().stream().toList(),
                    List.of(ABOVE))
            .flatMap(List::stream)
            .toList();

    private LimitsJson() {}

    /** Returns the kind of the value of each limit. */
    static Map<String, ValueSchema> schemas() {
        Map<String, ValueSchema> schemas = new LinkedHashMap<>();
        schemas.put(TIMES, ValueSchema.integer(1, 1, "The maximum number of times that the rule fires."));
        schemas.put(SKIP, ValueSchema.integer(0, 1, "The number of first matches for which the rule does not fire."));
        schemas.put(
                PROBABILITY,
                new ValueSchema(
                        "number",
                        Optional.empty(),
                        Optional.of(0),
                        0.5,
                        "The share of the matches for which the rule fires, from 0 to 1."));
        schemas.put(
                SEED,
                new ValueSchema(
                        "integer",
                        Optional.empty(),
                        Optional.empty(),
                        42,
                        "With a probability: determines for which matches the rule fires."));
        WINDOWS.forEach((name, window) -> schemas.put(
                name,
                ValueSchema.integer(
                        1,
                        30,
                        "The rule fires only for matches above this number in " + Durations.text(window) + ".")));
        schemas.put(
                ABOVE,
                ValueSchema.object(
                        Map.of(COUNT, 30, WINDOW, "90s"), "The rule fires only for matches above this rate."));
        return schemas;
    }

    static RuleLimits read(JsonValue rule) {
        RuleLimits limits = RuleLimits.NONE;
        limits = with(limits, rule, TIMES, (before, value) -> before.withTimes(value.integer()));
        limits = with(limits, rule, SKIP, (before, value) -> before.withSkipFirst(value.integer()));
        long seed = seed(rule);
        limits = with(limits, rule, PROBABILITY, (before, value) -> before.withProbability(value.number(), seed));
        requireOneRate(rule);
        for (Map.Entry<String, Duration> named : WINDOWS.entrySet()) {
            limits = with(
                    limits,
                    rule,
                    named.getKey(),
                    (before, value) -> before.withAboveRate(value.integer(), named.getValue()));
        }
        return with(limits, rule, ABOVE, LimitsJson::withAbove);
    }

    /** Returns the limits with the one that the member sets, or unchanged if the rule lacks the member. */
    private static RuleLimits with(
            RuleLimits limits, JsonValue rule, String name, BiFunction<RuleLimits, JsonValue, RuleLimits> reader) {
        return rule.member(name)
                .map(value -> Fields.check(value, () -> reader.apply(limits, value)))
                .orElse(limits);
    }

    private static long seed(JsonValue rule) {
        Optional<JsonValue> seed = rule.member(SEED);
        if (seed.isPresent() && rule.member(PROBABILITY).isEmpty()) {
            throw seed.get().wrong("needs a probability, such as 0.5");
        }
        return seed.map(JsonValue::longInteger).orElse(0L);
    }

    private static void requireOneRate(JsonValue rule) {
        List<JsonValue> given = Stream.concat(WINDOWS.keySet().stream(), Stream.of(ABOVE))
                .flatMap(name -> rule.member(name).stream())
                .toList();
        if (given.size() > 1) {
            throw given.get(1).wrong("cannot be combined with " + given.get(0).field() + "; use one of them");
        }
    }

    private static RuleLimits withAbove(RuleLimits limits, JsonValue above) {
        above.requireOnly(List.of(COUNT, WINDOW));
        JsonValue window = above.required(WINDOW);
        Duration duration = Fields.check(window, () -> Durations.parse(window.text()));
        return limits.withAboveRate(above.required(COUNT).integer(), duration);
    }
}
