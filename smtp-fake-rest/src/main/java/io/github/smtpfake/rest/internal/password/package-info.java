/**
 * The logins that users configure: names with passwords, in plain text or as hashes, and the files that contain them. Depends
 * neither on servers nor on HTTP.
 */
@NullMarked
package io.github.smtpfake.rest.internal.password;

import org.jspecify.annotations.NullMarked;
