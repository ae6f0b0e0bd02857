package io.github.smtpfake.rest.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file in which mail outlives a restart.
 *
 * @param file the absolute path of the file, which may not exist yet
 * @param survivesPowerFailure whether an acknowledged message survives a power failure, and not only the end of the
 *     process
 */
record StoreLocation(Path file, boolean survivesPowerFailure) {
    /** What Linux shows about this process. Its owner is the user that the process runs as. */
    private static final Path OWN_PROCESS = Path.of("/proc/self");

    /**
     * Checks whether this process may write the file. The database would report most failures by a number only.
     *
     * @throws StartException if it may not; the message names the fix
     */
    void requireWritable() throws StartException {
        Path directory = directory();
        if (!Files.exists(directory)) {
            throw failure("the directory " + directory + " does not exist. Create it, or mount a volume there.");
        }
        if (!Files.isDirectory(directory)) {
            throw failure(directory + " is not a directory. Choose another path.");
        }
        requireWritable(directory);
        if (Files.exists(file)) {
            requireWritable(file);
        }
    }

    private Path directory() {
        Path directory = file.getParent();
        return directory == null ? file : directory;
    }

    private void requireWritable(Path path) throws StartException {
        if (Files.isWritable(path)) {
            return;
        }
        if (isReadOnly(path)) {
            throw failure(
                    "the file system of " + path + " is read-only. Mount a volume at a directory, and store the mail"
                            + " in a file of that directory.");
        }
        Object owner = userOf(path);
        Object self = userOf(OWN_PROCESS);
        if (owner == null || self == null) {
            throw failure("this process may not write to " + path + ". Give its user the permission to write.");
        }
        throw failure("this process runs as user " + self + ", but " + path + " belongs to user " + owner
                + " and is not writable by others. Run chown " + self + " " + path
                + " as root, or run the server as that"
                + " user (for a container: --user " + owner + ").");
    }

    private static boolean isReadOnly(Path path) {
        try {
            return Files.getFileStore(path).isReadOnly();
        } catch (IOException e) {
            // Then the permissions are the more likely reason.
            return false;
        }
    }

    /** Returns the number of the user to whom a file belongs, or null if the system has no such numbers. */
    private static @Nullable Object userOf(Path path) {
        try {
            return Files.getAttribute(path, "unix:uid");
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            return null;
        }
    }

    private StartException failure(String reason) {
        return new StartException("Cannot store mail in " + file + ": " + reason, null);
    }
}
