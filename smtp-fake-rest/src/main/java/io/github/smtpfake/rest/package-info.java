/** The command line: reads its options, starts SMTP and HTTP, and stops them when the process is terminated. */
@NullMarked
package io.github.smtpfake.rest;

import org.jspecify.annotations.NullMarked;
