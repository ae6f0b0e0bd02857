package io.github.smtpfake.rest;

/** The version as the jar's manifest tells it. */
final class Version {

    private Version() {}

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
