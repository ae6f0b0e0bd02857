package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.MessageStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What all sessions of a server share.
 *
 * @param hostName how the server calls itself
 * @param extensions what EHLO offers, and the commands heed
 */
public record Profile(String hostName, Limits limits, Set<Extension> extensions, MessageStore store) {

    boolean offers(Extension extension) {
        return extensions.contains(extension);
    }

    Reply greeting() {
        return Replies.greeting(hostName);
    }

    Reply extendedHello() {
        List<String> offered = new ArrayList<>();
        for (Extension extension : Extension.values()) {
            if (offers(extension)) {
                // RFC 1870, 4: the number behind SIZE is the largest message.
                offered.add(
                        extension == Extension.SIZE
                                ? extension.keyword() + " " + limits.messageSize()
                                : extension.keyword());
            }
        }
        return Replies.extendedHello(hostName, offered);
    }

    Reply help() {
        List<String> verbs = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            if (verb.isImplemented()) {
                verbs.add(verb.name());
            }
        }
        return Replies.help(verbs);
    }
}
