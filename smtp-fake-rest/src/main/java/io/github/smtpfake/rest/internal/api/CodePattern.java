package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code codePattern}: a regular expression that finds the one-time codes in the messages of an answer. Without
 * it, a heuristic finds the codes. Used by one thread at a time.
 *
 * <p>The search in each message is limited by {@link CapturedMessage#codes(Pattern)}, and the search in all messages of a
 * request is limited here, so that no pattern can occupy the server.
 */
final class CodePattern {
    static final String PARAMETER = "codePattern";

    private static final int MAX_LENGTH = 200;
    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final @Nullable Pattern pattern;
    private final Duration maxTime;
    private final Map<String, List<String>> codesById = new HashMap<>();
    private long nanosLeft;

    private CodePattern(@Nullable Pattern pattern, Duration maxTime) {
        this.pattern = pattern;
        this.maxTime = maxTime;
        this.nanosLeft = maxTime.toNanos();
    }

    /**
     * Returns the pattern that the parameters of a request contain, if any.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if the pattern is invalid, with 403 if a page of
     *     another origin sent it
     */
    static CodePattern of(Request request) {
        CodePattern codes = of(request.parameters(), MAX_TIME);
        if (codes.hasPattern()) {
            request.requireOwnOrigin();
        }
        return codes;
    }

    /**
     * Returns the pattern, with another time limit.
     *
     * @param maxTime the time after which no further message is searched
     */
    static CodePattern of(Parameters parameters, Duration maxTime) {
        return new CodePattern(
                parameters.single(PARAMETER).map(CodePattern::compile).orElse(null), maxTime);
    }

    private static Pattern compile(String regex) {
        if (regex.isEmpty() || regex.length() > MAX_LENGTH) {
            throw Parameters.malformed(PARAMETER, "must be a regular expression of 1 to " + MAX_LENGTH + " characters");
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw Parameters.malformed(
                    PARAMETER,
                    "must be a regular expression, but is invalid: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " near index " + e.getIndex()));
        }
    }

    /** Returns whether the request has a pattern. {@link #codes} can fail only then, and only once for each message. */
    boolean hasPattern() {
        return pattern != null;
    }

    /**
     * Returns the codes of a message.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if the search exceeds its limit
     */
    List<String> codes(CapturedMessage message) {
        return pattern == null
                ? message.codes()
                : codesById.computeIfAbsent(message.id(), id -> find(message, pattern));
    }

    private List<String> find(CapturedMessage message, Pattern regex) {
        if (nanosLeft <= 0) {
            throw Parameters.malformed(
                    PARAMETER,
                    "takes more than " + maxTime.toSeconds()
                            + " s to search these messages. Use a simpler pattern or select fewer messages");
        }
        long start = System.nanoTime();
        try {
            return message.codes(regex);
        } catch (IllegalArgumentException e) {
            throw Parameters.malformed(PARAMETER, "cannot be used: " + e.getMessage());
        } finally {
            nanosLeft -= System.nanoTime() - start;
        }
    }
}
