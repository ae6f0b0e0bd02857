package io.github.smtpfake.jdbc;

import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import io.github.smtpfake.store.StoredSession;

/** Writes ended sessions to the column {@code session.data}, and reads them. */
final class SessionCodec {
    private SessionCodec() {}

    static byte[] write(StoredSession session) {
        BinaryWriter out = new BinaryWriter().writeByte(SharedCodec.VERSION);
        SharedCodec.writeInfo(out, session.info());
        out.writeOptional(session.endedAt(), BinaryWriter::writeInstant)
                .writeOptional(session.end(), (inner, end) -> inner.writeText(end.name()))
                .writeList(session.rejectedCommands(), SessionCodec::writeRejected)
                .writeList(session.messageIds(), BinaryWriter::writeText)
                .writeOptional(session.openTransaction(), SharedCodec::writeEnvelope)
                .writeBoolean(session.awaitsEndOfData())
                .writeList(session.problems(), SharedCodec::writeProblem)
                .writeList(session.transcript(), SessionCodec::writeLine)
                .writeLong(session.transactionsBegun())
                .writeLong(session.transactionsEnded())
                .writeLong(session.footprint());
        return out.toByteArray();
    }

    private static void writeRejected(BinaryWriter out, RejectedCommand rejected) {
        out.writeText(rejected.command())
                .writeText(rejected.reply())
                .writeOptional(rejected.rule(), BinaryWriter::writeText);
    }

    private static void writeLine(BinaryWriter out, TranscriptLine line) {
        out.writeInstant(line.at())
                .writeBoolean(line.speaker() == Speaker.CLIENT)
                .writeText(line.line());
    }

    /**
     * Reads a session.
     *
     * @throws DamagedException if the data are damaged
     */
    static PastSession read(byte[] data) {
        return BinaryReader.decode("a session", data, SessionCodec::read);
    }

    private static PastSession read(BinaryReader in) {
        int version = SharedCodec.readVersion(in);
        return new PastSession(
                SharedCodec.readInfo(in),
                in.readOptional(BinaryReader::readInstant),
                in.readOptional(inner -> SessionEnd.valueOf(inner.readText())),
                in.readList(SessionCodec::readRejected),
                in.readList(BinaryReader::readText),
                in.readOptional(inner -> SharedCodec.readEnvelope(inner, version)),
                in.readBoolean(),
                in.readList(SharedCodec::readProblem),
                in.readList(SessionCodec::readLine),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static RejectedCommand readRejected(BinaryReader in) {
        return new RejectedCommand(in.readText(), in.readText(), in.readOptional(BinaryReader::readText));
    }

    private static TranscriptLine readLine(BinaryReader in) {
        return new TranscriptLine(in.readInstant(), in.readBoolean() ? Speaker.CLIENT : Speaker.SERVER, in.readText());
    }
}
