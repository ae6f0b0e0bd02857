package io.github.smtpfake.rest.internal.http;

/** What a handler gives: a response, one that is to come, or events without an end. */
public sealed interface Answer permits Response, Deferred, EventStream {}
