package io.github.smtpfake.readme;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A Java file of the README, compiled as it stands against what the tests of this module have. */
final class JavaSnippet {
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    private JavaSnippet() {}

    /** Returns the class of the only top-level class of the source. */
    static Class<?> compile(String source, Path folder) throws IOException, ClassNotFoundException {
        Matcher name = CLASS.matcher(source);
        if (!name.find()) {
            throw new AssertionError("No class in\n" + source);
        }
        Path file = Files.writeString(folder.resolve(name.group(1) + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            if (!compiled) {
                throw new AssertionError("Does not compile:\n" + messages);
            }
        }
        return Class.forName(name.group(1), true, loader(folder));
    }

    private static ClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaSnippet.class.getClassLoader());
    }
}
