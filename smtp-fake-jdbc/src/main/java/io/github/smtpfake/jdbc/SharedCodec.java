package io.github.smtpfake.jdbc;

import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import java.util.List;
import java.util.Map;

/** Writes and reads the values that messages and sessions have in common. */
final class SharedCodec {
    /** The version of messages and sessions whose envelopes have only the parameters of the last RCPT of a recipient. */
    private static final int ONE_SET_PER_RECIPIENT = 1;

    /** The version that {@link #writeEnvelope} writes. */
    static final int VERSION = 2;

    private SharedCodec() {}

    /** Reads the version of a message or session. */
    static int readVersion(BinaryReader in) {
        int version = in.readByte();
        if (version != ONE_SET_PER_RECIPIENT && version != VERSION) {
            throw new IllegalArgumentException("Unknown version of a message or session: " + version);
        }
        return version;
    }

    static void writeEnvelope(BinaryWriter out, Envelope envelope) {
        out.writeText(envelope.sender())
                .writeList(envelope.recipients(), BinaryWriter::writeText)
                .writeMap(envelope.parameters(), BinaryWriter::writeText)
                .writeMap(
                        envelope.recipientParameters(),
                        (inner, sets) -> inner.writeList(sets, SharedCodec::writeParameters));
    }

    private static void writeParameters(BinaryWriter out, Map<String, String> parameters) {
        out.writeMap(parameters, BinaryWriter::writeText);
    }

    /** @param version the version of the message or session that the envelope belongs to */
    static Envelope readEnvelope(BinaryReader in, int version) {
        return new Envelope(
                in.readText(),
                in.readList(BinaryReader::readText),
                readParameters(in),
                in.readMap(
                        version == ONE_SET_PER_RECIPIENT
                                ? inner -> List.of(readParameters(inner))
                                : inner -> inner.readList(SharedCodec::readParameters)));
    }

    private static Map<String, String> readParameters(BinaryReader in) {
        return in.readMap(BinaryReader::readText);
    }

    static void writeInfo(BinaryWriter out, SessionInfo info) {
        out.writeText(info.id())
                .writeInstant(info.startedAt())
                .writeText(info.client())
                .writeOptional(info.helo(), BinaryWriter::writeText)
                .writeOptional(
                        info.authentication(),
                        (inner, login) -> inner.writeText(login.user()).writeText(login.mechanism()))
                .writeOptional(
                        info.tls(),
                        (inner, tls) -> inner.writeText(tls.protocol()).writeText(tls.cipher()));
    }

    static SessionInfo readInfo(BinaryReader in) {
        return new SessionInfo(
                in.readText(),
                in.readInstant(),
                in.readText(),
                in.readOptional(BinaryReader::readText),
                in.readOptional(inner -> new Authentication(inner.readText(), inner.readText())),
                in.readOptional(inner -> new TlsInfo(inner.readText(), inner.readText())));
    }

    static void writeProblem(BinaryWriter out, Problem problem) {
        out.writeText(problem.id())
                .writeText(problem.severity().name())
                .writeText(problem.detail())
                .writeText(problem.reference());
    }

    static Problem readProblem(BinaryReader in) {
        return new Problem(in.readText(), Problem.Severity.valueOf(in.readText()), in.readText(), in.readText());
    }
}
