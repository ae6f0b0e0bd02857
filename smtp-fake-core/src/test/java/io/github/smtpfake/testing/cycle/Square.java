package io.github.smtpfake.testing.cycle;

record Square() implements Shape {}
