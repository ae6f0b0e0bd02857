package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store, which one process owns. A lock on a second file beside it keeps other processes away: SQLite itself
 * would share the file with them, but numbers and waits of a store belong to one process.
 *
 * <p>Thread-safe.
 */
final class StoreFile implements AutoCloseable {
    /** "SMTF" in ASCII. */
    static final int APPLICATION_ID = 0x534D5446;

    private static final byte[] SQLITE_HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APPLICATION_ID_OFFSET = 68;

    private final Path path;
    private final Path wal;
    private final FileChannel lock;
    /** Identifies the two files on the disk regardless of their names; null if the system has no such key. */
    private volatile @Nullable Object key;

    private volatile @Nullable Object walKey;

    private StoreFile(Path path, FileChannel lock) {
        this.path = path;
        this.wal = sibling(path, "-wal");
        this.lock = lock;
    }

    private static Path sibling(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /**
     * Locks a file, which may be missing.
     *
     * @throws StoreUnavailableException if another store uses the file, it is not the file of a store, or the lock fails
     */
    static StoreFile lock(Path file) {
        Path path = real(file.toAbsolutePath().normalize());
        if (Files.isDirectory(path)) {
            throw new StoreUnavailableException("The store needs a file, but " + path + " is a directory", null);
        }
        Path lockFile = sibling(path, ".lock");
        StoreFile locked = new StoreFile(path, acquire(path, lockFile));
        boolean isOurs = false;
        try {
            // Only after locking: closing a file drops all locks that this process holds on it, even those of another
            // store.
            requireOurs(path);
            isOurs = true;
            return locked;
        } catch (IOException e) {
            throw new StoreUnavailableException("The file " + path + " of the store cannot be read: " + e, e);
        } finally {
            if (!isOurs) {
                locked.close();
                delete(lockFile);
            }
        }
    }

    /** Returns the same path for all names of a file, which must share one lock; the given path if there is no such directory. */
    private static Path real(Path path) {
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            }
            Path parent = path.getParent();
            return parent == null ? path : parent.toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            return path;
        }
    }

    private static FileChannel acquire(Path path, Path lockFile) {
        FileChannel channel = null;
        boolean isLocked = false;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            isLocked = channel.tryLock() != null;
            if (isLocked) {
                return channel;
            }
            throw new StoreUnavailableException("The file " + path + " of the store is used by another process", null);
        } catch (OverlappingFileLockException e) {
            throw new StoreUnavailableException(
                    "The file " + path + " of the store is used by another store of this process", e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "The store cannot use the directory " + path.getParent()
                            + "; check that it exists and that this user may write to it (" + e + ")",
                    e);
        } finally {
            if (channel != null && !isLocked) {
                closeQuietly(channel);
            }
        }
    }

    private static void requireOurs(Path path) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(APPLICATION_ID_OFFSET + Integer.BYTES);
        } catch (NoSuchFileException e) {
            return;
        }
        if (start.length == 0) {
            return;
        }
        boolean isSqlite = start.length == APPLICATION_ID_OFFSET + Integer.BYTES
                && Arrays.equals(start, 0, SQLITE_HEADER.length, SQLITE_HEADER, 0, SQLITE_HEADER.length);
        if (!isSqlite) {
            throw foreign(path, "it is not an SQLite database");
        }
        if (ByteBuffer.wrap(start).getInt(APPLICATION_ID_OFFSET) != APPLICATION_ID) {
            throw foreign(path, "it is an SQLite database of another application");
        }
    }

    private static StoreUnavailableException foreign(Path path, String why) {
        return new StoreUnavailableException(
                "The file " + path + " does not belong to smtp-fake: " + why
                        + ". It was not changed; name another file",
                null);
    }

    Path path() {
        return path;
    }

    /** Remembers which files the connections use from now on. */
    void remember() {
        key = keyOf(path);
        walKey = keyOf(wal);
    }

    /** Forgets the log: SQLite deletes it with the last connection, and creates another one later. */
    void forgetLog() {
        walKey = null;
    }

    /** Remembers which log the connections use from now on. */
    void rememberLog() {
        walKey = keyOf(wal);
    }

    /**
     * Throws if the files that the connections use were deleted or replaced, because anything written to them would then be
     * lost.
     */
    void requireInPlace() {
        requireInPlace(path, key);
        requireInPlace(wal, walKey);
    }

    private static void requireInPlace(Path file, @Nullable Object known) {
        if (known != null && !known.equals(keyOf(file))) {
            throw new StoreUnavailableException(
                    "The file " + file + " of the store was deleted or replaced. Put it back, or restart the server",
                    null);
        }
    }

    private static @Nullable Object keyOf(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns the size of the file in bytes, without the write-ahead log. */
    long size() {
        return size(path);
    }

    /** Returns the size of the write-ahead log in bytes. */
    long walSize() {
        return size(wal);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        closeQuietly(lock);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(StoreFile.class.getName()).log(System.Logger.Level.WARNING, "Cannot release a lock", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(StoreFile.class.getName()).log(System.Logger.Level.WARNING, "Cannot delete " + file, e);
        }
    }
}
