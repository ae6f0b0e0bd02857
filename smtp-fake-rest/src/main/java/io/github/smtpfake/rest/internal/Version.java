package io.github.smtpfake.rest.internal;

/** The version as the jar's manifest tells it. */
public final class Version {

    private Version() {}

    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
