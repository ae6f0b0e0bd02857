/** The web inbox: a page for people, made of files of this jar, which uses the HTTP API like any other client. */
@NullMarked
package io.github.smtpfake.rest.internal.page;

import org.jspecify.annotations.NullMarked;
