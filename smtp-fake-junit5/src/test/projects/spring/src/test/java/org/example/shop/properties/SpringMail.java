package org.example.shop.properties;

import io.github.smtpfake.junit5.SmtpFake;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.example.shop.Shop;
import org.springframework.boot.test.context.SpringBootTest;

/** Passes the port to Spring in system properties, which the context that all classes share reads once. */
@SmtpFake(properties = {"spring.mail.host=${host}", "spring.mail.port=${port}"})
@SpringBootTest(classes = Shop.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SpringMail {}
