/**
 * The HTTP API. {@link io.github.smtpfake.rest.internal.api.ApiRoutes} lists the routes; each resource class answers the
 * requests for one path. {@code MessageFilter} and {@code SessionFilter} list the filters. Records named {@code …Json}
 * define the JSON, as {@code openapi.yaml} describes it.
 */
@NullMarked
package io.github.smtpfake.rest.internal.api;

import org.jspecify.annotations.NullMarked;
