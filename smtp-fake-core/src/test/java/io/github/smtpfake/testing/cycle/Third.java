package io.github.smtpfake.testing.cycle;

final class Third {
    static final class Nested {
        First[] first() {
            return new First[0];
        }
    }
}
