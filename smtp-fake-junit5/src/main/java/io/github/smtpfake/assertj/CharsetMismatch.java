package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;

/** Detects that a text is missing only because the message declares the wrong charset. */
final class CharsetMismatch {
    /** The problem of a message whose text is not encoded in its declared charset. */
    private static final String WRONG_CHARSET = "wrongCharset";

    /** What parsers use for ISO-8859-1, as is customary. */
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private CharsetMismatch() {}

    /** Returns one or two lines that explain the charset error and its fix; empty if the charset is not the cause. */
    static Optional<String> hint(CapturedMessage message, String text) {
        return message.content().charset().flatMap(name -> hint(message, name, text));
    }

    private static Optional<String> hint(CapturedMessage message, String name, String wanted) {
        Charset declared;
        try {
            declared = Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.of("The message declares charset " + name + ", which Java does not support.");
        }
        if (declared.canEncode() && !declared.newEncoder().canEncode(wanted)) {
            return Optional.of("The message declares charset " + name + ", which cannot encode this text.\n"
                    + "Let the application declare and use UTF-8.");
        }
        String found = message.text().orElse("");
        return declared.equals(StandardCharsets.UTF_8)
                ? encodedInLatin(message, found, wanted).map(encoding -> mislabelled(encoding, name))
                : encodedInUtf8(found, declared, wanted).map(encoding -> mislabelled(encoding, name));
    }

    private static String mislabelled(String encoding, String declared) {
        return "The text is encoded in " + encoding + ", but the message declares charset " + declared + ".\n"
                + "Let the application declare the charset that it uses.";
    }

    /** Encodes the text again to recover its bytes. */
    private static Optional<String> encodedInUtf8(String found, Charset declared, String wanted) {
        return List.of(declared, WINDOWS_1252).stream()
                .filter(Charset::canEncode)
                .filter(charset -> new String(found.getBytes(charset), StandardCharsets.UTF_8).contains(wanted))
                .findFirst()
                .map(charset -> "UTF-8");
    }

    /** A message that is valid UTF-8 may contain the same text, which its application has damaged before. */
    private static Optional<String> encodedInLatin(CapturedMessage message, String found, String wanted) {
        boolean isInvalid =
                message.problems().stream().anyMatch(problem -> problem.id().equals(WRONG_CHARSET));
        return List.of(StandardCharsets.ISO_8859_1, WINDOWS_1252).stream()
                .filter(charset -> isInvalid && charset.newEncoder().canEncode(wanted))
                .filter(charset -> found.contains(new String(wanted.getBytes(charset), StandardCharsets.UTF_8)))
                .filter(charset -> !wanted.chars().allMatch(c -> c < 128))
                .findFirst()
                .map(Charset::name);
    }
}
