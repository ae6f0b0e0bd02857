package io.github.smtpfake.rest.internal;

/** The version of this build. */
public final class Version {

    private Version() {}

    /** Returns the version in the manifest of the jar. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
