package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.stream.Stream;

/** Detects that a text is missing only because the message declares the wrong charset. */
final class CharsetMismatch {

    private CharsetMismatch() {}

    /** Returns a line break and a line that explains the charset error; empty if the charset is not the cause. */
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
            return Optional.of("The message declares charset " + name + ", which Java does not support.");
        }
        if (declared.canEncode() && !declared.newEncoder().canEncode(wanted)) {
            return Optional.of("The message declares charset " + name + ", which cannot encode this text.");
        }
        return !declared.equals(StandardCharsets.UTF_8) && isUtf8(found, declared, wanted)
                ? Optional.of("The text is encoded in UTF-8, but the message declares charset " + name + ".")
                : Optional.empty();
    }

    /** Encodes the text again to recover its bytes. The parser may have decoded ISO-8859-1 as windows-1252, as is customary. */
    private static boolean isUtf8(String found, Charset declared, String wanted) {
        return Stream.of(declared, Charset.forName("windows-1252"))
                .filter(Charset::canEncode)
                .anyMatch(charset -> new String(found.getBytes(charset), StandardCharsets.UTF_8).contains(wanted));
    }
}
