package io.github.smtpfake.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The JVMs that tests start for a few seconds each. They run without the options that the environment has for every JVM,
 * because Java prints those on the standard error stream and a test may depend on the size of the heap.
 */
public final class ChildJvm {
    /** The second compiler would cost such a JVM more than it saves. */
    static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    /** The variables with options for every JVM. */
    public static final Set<String> OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private ChildJvm() {}

    /**
     * Starts a JVM with these options or a class and its arguments. Its errors appear in the output of the tests. It is killed
     * if it runs for too long, see {@link TimeLimit#limit}.
     */
    public static Process start(String... arguments) throws IOException {
        return start(new ProcessBuilder(command(arguments)).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** Starts a process that is a JVM, or that becomes one; for it, {@code java} is the one that runs the tests. */
    public static Process start(ProcessBuilder builder) throws IOException {
        builder.environment().keySet().removeAll(OPTIONS);
        putJavaFirst(builder);
        return TimeLimit.limit(builder.start());
    }

    /** Makes {@code java} in a script the one that runs the tests. The machine may have another one, or none, on its path. */
    public static void putJavaFirst(ProcessBuilder builder) {
        String bin = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", bin, (path, first) -> first + File.pathSeparator + path);
    }

    /** Returns a modifiable command that starts the JVM that runs the tests, with these options or a class and its arguments. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(FIRST_COMPILER_ONLY);
        command.addAll(List.of(arguments));
        return command;
    }
}
