package io.github.smtpfake.rest.internal.text;

/** A whole number and the unit behind it, such as {@code 32MiB} or {@code 10s}; the unit may be missing. */
record Quantity(long number, String unit) {

    /** @throws NumberFormatException if the text does not begin with a number that fits a long */
    static Quantity parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return new Quantity(
                Long.parseLong(text.substring(0, digits)),
                text.substring(digits).strip());
    }
}
