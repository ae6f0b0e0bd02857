package io.github.smtpfake.testing.cycle;

/** A sealed family, whose members refer to each other by design. */
sealed interface Shape permits Circle, Square {
    static Shape circle() {
        return new Circle();
    }

    static Shape square() {
        return new Square();
    }
}
