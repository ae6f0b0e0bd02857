package io.github.smtpfake.internal.smtp.protocol;

/**
 * A command line, taken apart.
 *
 * @param argument what follows the verb, without white space at either end
 */
record Command(Verb verb, String argument) {

    static Command parse(String line) {
        int end = line.length();
        // RFC 5321, 4.1.1: white space before the line's end is to be tolerated.
        while (end > 0 && isBlank(line.charAt(end - 1))) {
            end--;
        }
        int space = 0;
        while (space < end && !isBlank(line.charAt(space))) {
            space++;
        }
        int argument = space;
        while (argument < end && isBlank(line.charAt(argument))) {
            argument++;
        }
        return new Command(Verb.of(line.substring(0, space)), line.substring(argument, end));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
