package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.rest.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded, each name with its values in their order. What is wrong with one is a 400. */
public final class Parameters {
    private static final int SHOWN = 100;

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

    /** @throws ProblemException with 400 if there is another parameter than these; it tells the nearest name */
    public void requireOnly(Collection<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new ProblemException(ProblemDetails.badRequest(unknown(name, known)));
            }
        }
    }

    private static String unknown(String name, Collection<String> known) {
        String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        String hint = NearestName.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse(known.isEmpty() ? "there is none here." : "there are " + String.join(", ", known) + ".");
        return "Unknown parameter " + shown + ": " + hint;
    }

    /** Returns the values of a parameter; empty where it is not given. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * Returns the value of a parameter that may be given once.
     *
     * @throws ProblemException with 400 if it is given more often
     */
    public Optional<String> single(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw malformed(name, "must be given only once");
        }
        return given.stream().findFirst();
    }

    /**
     * Returns the value of a parameter that is a number.
     *
     * @throws ProblemException with 400 if it is none, or out of bounds
     */
    public int number(String name, int otherwise, int least, int most) {
        return single(name).map(text -> number(name, text, least, most)).orElse(otherwise);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
            throw malformed(name, "must be from " + least + " to " + most);
        } catch (NumberFormatException e) {
            throw malformed(name, "must be a number from " + least + " to " + most);
        }
    }

    /** Returns the 400 that says what the parameter of this name must be. */
    public static ProblemException malformed(String name, String must) {
        return new ProblemException(ProblemDetails.badRequest(name + " " + must + "."));
    }
}
