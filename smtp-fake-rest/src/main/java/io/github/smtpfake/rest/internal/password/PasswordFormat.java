package io.github.smtpfake.rest.internal.password;

import io.github.smtpfake.rest.internal.cli.UsageException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a password that are supported. All bcrypt hashes of a format are checked one after the other. */
final class PasswordFormat {
    /** The maximum that {@code htpasswd} accepts. Each step doubles the time; this one needs about 10 seconds. */
    private static final int MAX_COST = 17;

    private static final int MIN_COST = 4;
    private static final int WAITING = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SHA = "{SHA}";
    private static final Set<String> BCRYPT_PREFIXES = Set.of("$2a$", "$2b$", "$2y$");
    private static final int BCRYPT_LENGTH = 60;
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final Pattern OTHER_HASH = Pattern.compile("(\\$[a-zA-Z0-9-]{1,20}\\$|\\{[A-Z0-9-]{2,20}}).*");

    private final Turns turns = new Turns(WAITING, PATIENCE);

    /**
     * Returns the password that a text contains or describes.
     *
     * @param place the beginning of a failure message
     * @throws UsageException if the text is a hash that is invalid or of another kind
     */
    StoredPassword parse(String text, String place) throws UsageException {
        if (text.startsWith(SHA)) {
            return new ShaPassword(sha(text.substring(SHA.length()), place));
        }
        Matcher bcrypt = BCRYPT.matcher(text);
        if (bcrypt.matches()) {
            int cost = Integer.parseInt(bcrypt.group(1));
            if (cost < MIN_COST || cost > MAX_COST) {
                throw new UsageException(place + ": the cost of the bcrypt hash must be from " + MIN_COST + " to "
                        + MAX_COST + ", not " + cost);
            }
            return new BcryptPassword(text, cost, turns);
        }
        Matcher other = OTHER_HASH.matcher(text);
        if (other.matches()) {
            if (BCRYPT_PREFIXES.contains(other.group(1))) {
                throw new UsageException(
                        place + ": the bcrypt hash must have " + BCRYPT_LENGTH + " characters, not " + text.length());
            }
            throw new UsageException(place + ": password hashes " + kind(other.group(1))
                    + " are not supported. Create one with bcrypt: htpasswd -nB NAME");
        }
        return new PlainPassword(text);
    }

    private static byte[] sha(String base64, String place) throws UsageException {
        try {
            byte[] hash = Base64.getDecoder().decode(base64);
            if (hash.length == ShaPassword.LENGTH) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like a hash of another length.
        }
        throw new UsageException(place + ": {SHA} must be followed by the base64 form of a SHA-1 hash");
    }

    private static String kind(String prefix) {
        return switch (prefix) {
            case "$apr1$", "$1$" -> "of MD5 (" + prefix + ")";
            case "$5$", "$6$" -> "of crypt (" + prefix + ")";
            default -> "that begin with " + prefix;
        };
    }
}
