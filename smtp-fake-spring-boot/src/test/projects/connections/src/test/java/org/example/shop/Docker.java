package org.example.shop;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** What the machine of the build has of Docker. */
final class Docker {
    private Docker() {}

    static boolean isAvailable() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static boolean hasCompose() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("docker", "compose", "version").start();
            return isAvailable() && version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0;
        } catch (IOException e) {
            // There is no docker command.
            return false;
        }
    }
}
