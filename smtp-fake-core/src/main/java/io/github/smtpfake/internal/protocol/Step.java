package io.github.smtpfake.internal.protocol;

/** What the connection has to do next, as {@link Session} decides. */
public sealed interface Step {

    /** A step that begins with a reply. */
    sealed interface Spoken extends Step {

        Reply reply();

        /** Returns the same step with another reply. */
        Spoken with(Reply other);
    }

    /** Sends a reply and goes on with the next line. */
    record Send(Reply reply) implements Spoken {
        @Override
        public Send with(Reply other) {
            return new Send(other);
        }
    }

    /** Sends a reply and reads the text of a message. */
    record ReadData(Reply reply) implements Spoken {
        @Override
        public ReadData with(Reply other) {
            return new ReadData(other);
        }
    }

    /** Sends a reply and begins to speak TLS; whatever was sent behind the command is not to be read. */
    record StartTls(Reply reply) implements Spoken {
        @Override
        public StartTls with(Reply other) {
            return new StartTls(other);
        }
    }

    /** Sends a reply and closes the connection. */
    record Close(Reply reply) implements Spoken {
        @Override
        public Close with(Reply other) {
            return new Close(other);
        }
    }

    /**
     * Reads the octets of a chunk.
     *
     * @param size how many there are
     * @param room how many may be kept
     */
    record ReadChunk(long size, long room) implements Step {}
}
