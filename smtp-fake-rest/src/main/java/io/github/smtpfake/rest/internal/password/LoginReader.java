package io.github.smtpfake.rest.internal.password;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads logins of the form {@code NAME:PASSWORD} from the values of options, and from files in the format of {@code htpasswd}, with
 * one login in each line. The password is in plain text, or a hash of bcrypt or SHA-1. No exception shows a password or a
 * hash.
 */
public final class LoginReader {
    /** The maximum that {@code htpasswd} accepts. Each step doubles the time; this one needs about 10 seconds. */
    private static final int MAX_COST = 17;

    private static final int MIN_COST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SHA = "{SHA}";
    private static final Set<String> BCRYPT_PREFIXES = Set.of("$2a$", "$2b$", "$2y$");
    private static final int BCRYPT_LENGTH = 60;
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final Pattern OTHER_HASH = Pattern.compile("(\\$[a-zA-Z0-9-]{1,20}\\$|\\{[A-Z0-9-]{2,20}}).*");

    private final Semaphore turn = new Semaphore(1, true);
    private final List<Login> logins = new ArrayList<>();

    private LoginReader() {}

    /**
     * Reads logins.
     *
     * @param values the values of options, each with one login
     * @param files the values of options, each with the path of a file
     * @return the logins in order, those of the files last
     * @throws UsageException if a login is malformed or has a hash of another kind, or a file cannot be read
     */
    public static List<Login> read(List<Given> values, List<Given> files) throws UsageException {
        LoginReader reader = new LoginReader();
        for (Given value : values) {
            reader.add(value.text(), value.source());
        }
        for (Given file : files) {
            reader.addAll(file);
        }
        return reader.logins;
    }

    private void addAll(Given file) throws UsageException {
        int before = logins.size();
        for (SecretLines.Line line : SecretLines.of(file)) {
            add(line.text(), line.place());
        }
        if (logins.size() == before) {
            throw new UsageException(file.source() + ": the file " + file.text() + " contains no NAME:PASSWORD");
        }
    }

    private void add(String login, String place) throws UsageException {
        int colon = login.indexOf(':');
        if (colon < 1) {
            throw new UsageException(place + " must be a name and a password, separated by a colon");
        }
        String name = login.substring(0, colon);
        logins.add(new Login(name, password(login.substring(colon + 1), place)));
    }

    private StoredPassword password(String text, String place) throws UsageException {
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
            return new BcryptPassword(text, turn, PATIENCE);
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
