/** The HTTP API: a small class for each resource, and the shapes of their JSON. */
@NullMarked
package io.github.smtpfake.rest.api;

import org.jspecify.annotations.NullMarked;
