package io.github.smtpfake.rest.internal.rules;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.RuleLimits.Above;
import io.github.smtpfake.rules.RuleLimits.Chance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** How often a rule fires: members of the rule itself. One that sets no limit is left out. */
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

    static Map<String, Object> write(RuleLimits limits) {
        Map<String, Object> members = new LinkedHashMap<>();
        limits.times().ifPresent(times -> members.put(TIMES, times));
        if (limits.skip() > 0) {
            members.put(SKIP, limits.skip());
        }
        limits.chance().ifPresent(chance -> {
            members.put(PROBABILITY, chance.probability());
            members.put(SEED, chance.seed());
        });
        limits.above().ifPresent(above -> members.putAll(write(above)));
        return members;
    }

    private static Map<String, Object> write(Above above) {
        return WINDOWS.entrySet().stream()
                .filter(window -> window.getValue().equals(above.window()))
                .findFirst()
                .<Map<String, Object>>map(window -> Map.of(window.getKey(), above.count()))
                .orElseGet(() -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put(COUNT, above.count());
                    members.put(WINDOW, Durations.text(above.window()));
                    return Map.of(ABOVE, members);
                });
    }

    static RuleLimits read(JsonValue rule) {
        Optional<Integer> times =
                number(rule, TIMES, n -> new RuleLimits(Optional.of(n), 0, Optional.empty(), Optional.empty()));
        Optional<Integer> skip =
                number(rule, SKIP, n -> new RuleLimits(Optional.empty(), n, Optional.empty(), Optional.empty()));
        return new RuleLimits(times, skip.orElse(0), chance(rule), above(rule));
    }

    /** @param limit refuses a number that is out of bounds */
    private static Optional<Integer> number(JsonValue rule, String name, IntFunction<RuleLimits> limit) {
        return rule.member(name).map(value -> {
            int number = value.integer();
            Fields.check(value, () -> limit.apply(number));
            return number;
        });
    }

    private static Optional<Chance> chance(JsonValue rule) {
        Optional<JsonValue> seed = rule.member(SEED);
        Optional<JsonValue> probability = rule.member(PROBABILITY);
        if (probability.isEmpty() && seed.isPresent()) {
            throw seed.get().wrong("needs a probability, such as 0.5");
        }
        long number = seed.map(JsonValue::longInteger).orElse(0L);
        return probability.map(value -> Fields.check(value, () -> new Chance(value.number(), number)));
    }

    private static Optional<Above> above(JsonValue rule) {
        List<JsonValue> given = Stream.concat(WINDOWS.keySet().stream(), Stream.of(ABOVE))
                .flatMap(name -> rule.member(name).stream())
                .toList();
        if (given.size() > 1) {
            throw given.get(1).wrong("excludes " + given.get(0).field() + ": take one of them");
        }
        return WINDOWS.entrySet().stream()
                .flatMap(window -> rule
                        .member(window.getKey())
                        .map(value -> Fields.check(value, () -> new Above(value.integer(), window.getValue())))
                        .stream())
                .findFirst()
                .or(() -> rule.member(ABOVE).map(LimitsJson::aboveInWindow));
    }

    private static Above aboveInWindow(JsonValue above) {
        above.requireOnly(List.of(COUNT, WINDOW));
        JsonValue window = above.required(WINDOW);
        Duration duration = Fields.check(window, () -> Durations.parse(window.text()));
        int count = above.required(COUNT).integer();
        return Fields.check(above, () -> new Above(count, duration));
    }
}
