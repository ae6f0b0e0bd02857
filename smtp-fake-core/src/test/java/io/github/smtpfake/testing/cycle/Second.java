package io.github.smtpfake.testing.cycle;

final class Second {
    final Third.Nested third = new Third.Nested();
}
