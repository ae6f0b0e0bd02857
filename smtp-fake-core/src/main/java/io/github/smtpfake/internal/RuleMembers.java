package io.github.smtpfake.internal;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.TlsFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a rule as the members of a JSON object: {@code on}, {@code when}, {@code then}, and the limits that are set. The HTTP API
 * shows rules in this form, and the client sends them in it.
 */
public final class RuleMembers {
    private static final Map<Duration, String> WINDOWS = Map.of(
            Duration.ofSeconds(1), "perSecond", Duration.ofMinutes(1), "perMinute", Duration.ofHours(1), "perHour");

    private RuleMembers() {}

    /** Returns the members in order. */
    public static Map<String, Object> of(RuleDefinition definition) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("on", definition.stage().jsonName());
        members.put("when", RuleCondition.toJson(definition.conditions()));
        members.put("then", actions(definition.actions()));
        members.putAll(limits(definition.limits()));
        return members;
    }

    private static List<Map<String, Object>> actions(List<RuleAction> actions) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (RuleAction action : actions) {
            Value value = new Value();
            action.accept(value);
            written.add(Map.of(action.jsonName(), value.json));
        }
        return written;
    }

    private static Map<String, Object> limits(RuleLimits limits) {
        Map<String, Object> members = new LinkedHashMap<>();
        limits.times().ifPresent(times -> members.put("times", times));
        if (limits.skipFirst() > 0) {
            members.put("skip", limits.skipFirst());
        }
        limits.probability().ifPresent(probability -> {
            members.put("probability", probability);
            members.put("seed", limits.seed());
        });
        limits.aboveRateCount().ifPresent(count -> members.putAll(above(count, limits.aboveRateWindow())));
        return members;
    }

    private static Map<String, Object> above(int count, Duration window) {
        String named = WINDOWS.get(window);
        if (named != null) {
            return Map.of(named, count);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("count", count);
        members.put("window", Durations.text(window));
        return Map.of("above", members);
    }

    /** The JSON value of the action that it visits. */
    private static final class Value implements RuleAction.Visitor {
        private Object json = true;

        @Override
        public void delay(Duration duration) {
            json = Durations.text(duration);
        }

        @Override
        public void reply(int code, String status, List<String> lines) {
            json = code + " " + (status.isEmpty() ? "" : status + " ") + String.join("\n", lines);
        }

        @Override
        public void malformedReply(String line) {
            json = line;
        }

        @Override
        public void dropReply() {
            json = true;
        }

        @Override
        public void disconnect(boolean reset) {
            json = reset ? "reset" : "close";
        }

        @Override
        public void stall() {
            json = true;
        }

        @Override
        public void throttle(Rate rate) {
            json = text(rate.bytesPerSecond());
        }

        private static String text(long bytes) {
            long number = bytes;
            String unit = "B";
            for (String larger : List.of("kB", "MB", "GB")) {
                if (number % 1_000 != 0) {
                    break;
                }
                number /= 1_000;
                unit = larger;
            }
            return number + unit + "/s";
        }

        @Override
        public void storeBeforeFailing() {
            json = "beforeFailing";
        }

        @Override
        public void storeAfterFailing() {
            json = "afterFailing";
        }

        @Override
        public void acceptAndDiscard() {
            json = "no";
        }

        @Override
        public void present(TlsFault fault) {
            json = fault.jsonName();
        }
    }
}
