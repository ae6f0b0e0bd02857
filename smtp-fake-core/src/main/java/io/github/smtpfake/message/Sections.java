package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;

/** Numbers the leaves of a MIME tree (RFC 3501, section 6.4.5). */
final class Sections {

    private Sections() {}

    /** Returns the section number of each leaf, in order. */
    static List<String> of(MimeNode root) {
        List<String> sections = new ArrayList<>();
        if (root instanceof Multipart multipart) {
            add(multipart, "", sections);
        } else {
            sections.add("1");
        }
        return sections;
    }

    private static void add(Multipart multipart, String prefix, List<String> sections) {
        int number = 0;
        for (MimeNode part : multipart.parts()) {
            String section = prefix + ++number;
            if (part instanceof Multipart nested) {
                add(nested, section + ".", sections);
            } else {
                sections.add(section);
            }
        }
    }
}
