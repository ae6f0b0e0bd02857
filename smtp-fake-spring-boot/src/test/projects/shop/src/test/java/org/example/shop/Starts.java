package org.example.shop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/** Counts how often contexts were started: by the property {@code variant}, and those with a bean {@code greeting} separately. */
@TestConfiguration
class Starts {
    private static final Map<String, AtomicInteger> BY_VARIANT = new ConcurrentHashMap<>();

    @EventListener
    void count(ApplicationReadyEvent event) {
        ApplicationContext context = event.getApplicationContext();
        String variant = context.containsBean("greeting")
                ? "mocked"
                : context.getEnvironment().getProperty("variant", "default");
        BY_VARIANT.computeIfAbsent(variant, key -> new AtomicInteger()).incrementAndGet();
    }

    static int of(String variant) {
        return BY_VARIANT.get(variant).get();
    }
}
