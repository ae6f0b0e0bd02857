package io.github.smtpfake.rest.internal.http;

/** The answer of a handler: a response, a response that follows later, or an endless stream of events or texts. */
public sealed interface Answer permits Response, Deferred, EventStream, WebSocket {}
