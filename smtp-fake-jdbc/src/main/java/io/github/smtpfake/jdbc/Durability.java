package io.github.smtpfake.jdbc;

/** What an acknowledged message survives. */
public enum Durability {
    /**
     * It survives the end of the process, even by {@code kill -9}. If the power fails or the operating
     * system crashes, the messages of the last seconds may be missing; the file stays intact.
     */
    NORMAL,
    /** It also survives a power failure. Each group of messages then waits for the disk, which costs throughput. */
    FULL
}
