package io.github.smtpfake.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVMs that tests start for a few seconds each. */
public final class ChildJvm {
    /** The second compiler would cost such a JVM more than it saves. */
    static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    private ChildJvm() {}

    /** Returns a modifiable command that starts the JVM that runs the tests, with these options or a class and its arguments. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(FIRST_COMPILER_ONLY);
        command.addAll(List.of(arguments));
        return command;
    }
}
