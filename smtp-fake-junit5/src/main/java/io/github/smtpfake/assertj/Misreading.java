package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether a text is missing only because the message declares the wrong charset. */
final class Misreading {

    private Misreading() {}

    /** Returns a line that says so, with a line end before it; empty where that is not why. */
    static String hint(CapturedMessage message, String text) {
        return message.content()
                .charset()
                .flatMap(name -> hint(name, message.text().orElse(""), text))
                .map("\n"::concat)
                .orElse("");
    }

    private static Optional<String> hint(String name, String found, String wanted) {
        Charset declared;
        try {
            declared = Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.of("Nobody can read it for certain: Java knows no charset " + name + ", which it declares");
        }
        if (declared.canEncode() && !declared.newEncoder().canEncode(wanted)) {
            return Optional.of("It declares charset " + name + ", which cannot have all of these characters");
        }
        return !declared.equals(StandardCharsets.UTF_8) && isUtf8(found, declared, wanted)
                ? Optional.of("It has that in UTF-8, but declares charset " + name)
                : Optional.empty();
    }

    /** What each octet was taken for tells what it was; ISO-8859-1 is, by custom, read as windows-1252. */
    private static boolean isUtf8(String found, Charset declared, String wanted) {
        return Stream.of(declared, Charset.forName("windows-1252"))
                .filter(Charset::canEncode)
                .anyMatch(charset -> new String(found.getBytes(charset), StandardCharsets.UTF_8).contains(wanted));
    }
}
