package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Detects that a text is missing only because the message declares the wrong charset. */
final class CharsetMismatch {
    /** The problem of a message whose text is not encoded in its declared charset. */
    private static final String WRONG_CHARSET = "wrongCharset";

    /** What parsers use for ISO-8859-1, as is customary. */
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Pattern NOT_ASCII = Pattern.compile("\\P{ASCII}{1,5}");
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

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
                    + "Encode the text as UTF-8, and declare charset=UTF-8 in Content-Type.");
        }
        String found = message.text().orElse("");
        return declared.equals(StandardCharsets.UTF_8)
                ? encodedInLatin(message, found, wanted).map(encoding -> mislabelled(encoding, name, wanted))
                : encodedInUtf8(found, declared, wanted).map(encoding -> mislabelled(encoding, name, wanted));
    }

    private static String mislabelled(String encoding, String declared, String wanted) {
        return "The text is encoded in " + encoding + bytes(encoding, wanted) + ", but the message declares charset "
                + declared + ".\n" + "Encode the text as " + name(declared) + ", or declare charset=" + encoding
                + " in Content-Type.";
    }

    private static String name(String charset) {
        return charset.equalsIgnoreCase("utf-8") ? "UTF-8" : charset;
    }

    /** Returns the bytes of the first characters that are not ASCII. */
    private static String bytes(String encoding, String wanted) {
        Matcher first = NOT_ASCII.matcher(wanted);
        if (!first.find()) {
            return "";
        }
        return " (bytes " + HEX.formatHex(first.group().getBytes(Charset.forName(encoding))) + " for \"" + first.group()
                + "\")";
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
