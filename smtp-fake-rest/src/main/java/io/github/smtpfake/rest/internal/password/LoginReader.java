package io.github.smtpfake.rest.internal.password;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads logins of the form {@code NAME:PASSWORD} from the values of options, and from files in the format of {@code htpasswd}, with
 * one login in each line. The password is in plain text, or a hash of bcrypt or SHA-1. No exception shows a password or a
 * hash.
 */
public final class LoginReader {
    private final List<Login> logins = new ArrayList<>();
    private @Nullable PasswordFormat format;

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

    /**
     * Returns the logins ordered by the time that a check of their password needs, the longest first, so that servers which
     * check unknown names against the first hash are never faster for them than for known names.
     */
    public static List<Login> slowestFirst(List<Login> logins) {
        return logins.stream()
                .sorted(Comparator.comparingInt(LoginReader::cost).reversed())
                .toList();
    }

    private static int cost(Login login) {
        return login.password() instanceof HashedPassword hashed ? hashed.cost() : -1;
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
        logins.add(new Login(name, format().parse(login.substring(colon + 1), place)));
    }

    /** Creates the format, and thereby loads its classes, only if there are logins, because every start reads them. */
    private PasswordFormat format() {
        PasswordFormat created = format;
        if (created == null) {
            created = new PasswordFormat();
            format = created;
        }
        return created;
    }
}
