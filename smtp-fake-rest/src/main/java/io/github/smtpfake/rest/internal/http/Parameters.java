package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decoded query parameters of a request: each name with its values in order. Requests with invalid parameters are answered
 * with 400.
 */
public final class Parameters {
    private static final int MAX_SHOWN = 100;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Parameters() {}

    static Parameters parse(@Nullable String rawQuery) {
        Parameters parameters = new Parameters();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        if (!pair.isEmpty()) {
            int equals = pair.indexOf('=');
            String name = PercentCoding.parameter(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : PercentCoding.parameter(pair.substring(equals + 1));
            values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
        }
    }

    /**
     * Rejects parameters other than the known ones.
     *
     * @throws ProblemException with 400 if there is an unknown parameter; the detail suggests the nearest known name
     */
    public void requireOnly(Collection<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new ProblemException(ProblemDetails.badRequest(unknown(name, known)));
            }
        }
    }

    private static String unknown(String name, Collection<String> known) {
        String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
        String hint = NearestName.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(
                        known.isEmpty()
                                ? "this path accepts no parameters."
                                : "this path accepts " + String.join(", ", known) + ".");
        return "Unknown parameter " + shown + ": " + hint;
    }

    /** Returns the values of a parameter in order, or an empty list if it is absent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * Returns the value of a parameter that must not be repeated.
     *
     * @throws ProblemException with 400 if it is repeated
     */
    public Optional<String> single(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw malformed(name, "must not be repeated");
        }
        return given.stream().findFirst();
    }

    /**
     * Returns the value of a numeric parameter, or a default if it is absent.
     *
     * @throws ProblemException with 400 if the value is not a number from {@code min} to {@code max}
     */
    public int number(String name, int absent, int min, int max) {
        return single(name).map(text -> number(name, text, min, max)).orElse(absent);
    }

    private static int number(String name, String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
            throw malformed(name, "must be from " + min + " to " + max);
        } catch (NumberFormatException e) {
            throw malformed(name, "must be a number from " + min + " to " + max);
        }
    }

    /**
     * Returns the problem of an invalid value, with status 400.
     *
     * @param requirement the rest of a sentence that begins with the name, without the full stop: "must not be empty"
     */
    public static ProblemException malformed(String name, String requirement) {
        return new ProblemException(ProblemDetails.badRequest(name + " " + requirement + "."));
    }
}
