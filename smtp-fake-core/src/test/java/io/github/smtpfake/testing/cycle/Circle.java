package io.github.smtpfake.testing.cycle;

record Circle() implements Shape {}
