package io.github.smtpfake.corpus;

import java.util.Map;

/** A library that sends mail. */
interface Library {

    /** A message that can be sent to a server. */
    interface Sending {
        void to(String host, int port) throws Exception;
    }

    /** Returns the name of the library's folder in the corpus. */
    String folder();

    /** Returns the messages by the names of their files, in order. */
    Map<String, Sending> messages();
}
