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

/** Compiles a Java file of the README with the class path of the tests. */
final class JavaSnippet {
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    private JavaSnippet() {}

    /** Compiles a source with a single top-level class, and loads the class. */
    static Class<?> compile(String source, Path folder) throws IOException, ClassNotFoundException {
        Matcher name = CLASS.matcher(source);
        if (!name.find()) {
            throw new AssertionError("No class found in\n" + source);
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
