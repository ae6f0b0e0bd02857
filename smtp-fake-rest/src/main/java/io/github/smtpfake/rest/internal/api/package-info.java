/** The HTTP API: a small class for each resource, and the shapes of their JSON. */
@NullMarked
package io.github.smtpfake.rest.internal.api;

import org.jspecify.annotations.NullMarked;
