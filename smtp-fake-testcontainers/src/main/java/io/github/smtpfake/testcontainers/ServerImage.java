package io.github.smtpfake.testcontainers;

import java.net.URI;
import java.util.Objects;
import org.testcontainers.utility.DockerImageName;

/** Names of images, and the URLs of their servers. */
final class ServerImage {

    private ServerImage() {}

    /** Returns the name of an image, with the version of this library if the given name has neither a tag nor a digest. */
    static DockerImageName parse(String image) {
        return parse(image, version());
    }

    static DockerImageName parse(String image, String version) {
        Objects.requireNonNull(image, "image");
        DockerImageName name = DockerImageName.parse(image);
        boolean isComplete = image.indexOf('@') >= 0 || image.indexOf(':', image.lastIndexOf('/') + 1) >= 0;
        return isComplete ? name : name.withTag(version);
    }

    /** Returns the version in the manifest of the jar; {@code latest} if the classes are in a directory. */
    private static String version() {
        String version = ServerImage.class.getPackage().getImplementationVersion();
        return version == null ? "latest" : version;
    }

    static URI uri(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
