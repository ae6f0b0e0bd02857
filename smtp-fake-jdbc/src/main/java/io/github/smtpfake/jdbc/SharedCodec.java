package io.github.smtpfake.jdbc;

import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;

/** Writes and reads the values that messages and sessions have in common. */
final class SharedCodec {

    private SharedCodec() {}

    static void writeEnvelope(BinaryWriter out, Envelope envelope) {
        out.writeText(envelope.sender())
                .writeList(envelope.recipients(), BinaryWriter::writeText)
                .writeMap(envelope.parameters(), BinaryWriter::writeText)
                .writeMap(
                        envelope.recipientParameters(),
                        (inner, parameters) -> inner.writeMap(parameters, BinaryWriter::writeText));
    }

    static Envelope readEnvelope(BinaryReader in) {
        return new Envelope(
                in.readText(),
                in.readList(BinaryReader::readText),
                in.readMap(BinaryReader::readText),
                in.readMap(inner -> inner.readMap(BinaryReader::readText)));
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
