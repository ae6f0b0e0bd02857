package org.example.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;

/** An application that sends mail, some of it later. */
@EnableAsync
@SpringBootApplication
public class Shop {}
