package io.github.smtpfake.corpus;

import java.util.Map;

/** A library that sends mail. */
interface Library {

    /** Something that can be sent to a server. */
    interface Sending {
        void to(String host, int port) throws Exception;
    }

    /** Returns the name of the library's folder in the corpus. */
    String folder();

    /** Returns what is sent, by the names of the files, in their order. */
    Map<String, Sending> messages();
}
