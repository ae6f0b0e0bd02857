/** Tests of what surrounds the code: the format of all files, the workflows, and the scripts of a release. */
@NullMarked
package io.github.smtpfake.project;

import org.jspecify.annotations.NullMarked;
