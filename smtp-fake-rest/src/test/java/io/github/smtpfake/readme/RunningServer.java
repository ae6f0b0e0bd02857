package io.github.smtpfake.readme;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.TimeLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server that a command of the README starts, but on free ports. */
final class RunningServer implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile(":(\\d+)/?$");

    private final Process process;
    private final int smtpPort;
    private final int httpPort;

    private RunningServer(Process process) throws IOException {
        this.process = process;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.smtpPort = port(lines.readLine());
        this.httpPort = port(lines.readLine());
    }

    static RunningServer start(String command) throws IOException {
        Shell.assumeAvailable();
        // exec replaces the shell, so that the signal that ends the process reaches the server.
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command).directory(Readme.ROOT.toFile());
        builder.redirectErrorStream(true);
        builder.environment().putAll(Map.of("SMTP_FAKE_SMTP_PORT", "0", "SMTP_FAKE_HTTP_PORT", "0"));
        return new RunningServer(ChildJvm.start(builder));
    }

    private static int port(String line) {
        Matcher port = PORT.matcher(String.valueOf(line));
        if (!port.find()) {
            throw new AssertionError("Expected a line with the address of the server, but received: " + line);
        }
        return Integer.parseInt(port.group(1));
    }

    /** Replaces the default ports in a script of the README with the ports of this server. */
    String withItsPorts(String script) {
        return "export SMTP_FAKE_HTTP_PORT=" + httpPort + "\n"
                + script.replace("localhost:1025", "localhost:" + smtpPort)
                        .replace("localhost:8025", "localhost:" + httpPort);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
