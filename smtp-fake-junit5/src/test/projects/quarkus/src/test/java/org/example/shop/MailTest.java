package org.example.shop;

import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.SmtpFake;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Starts the server before the application, and lets it run as long as the application, which all tests share. */
@SmtpFake(
        lifecycle = ServerLifecycle.PER_RUN,
        properties = {"quarkus.mailer.host=${host}", "quarkus.mailer.port=${port}"})
@QuarkusTest
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface MailTest {}
