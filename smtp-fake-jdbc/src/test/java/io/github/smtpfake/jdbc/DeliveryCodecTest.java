package io.github.smtpfake.jdbc;

import static io.github.smtpfake.jdbc.Samples.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /** As the first version wrote it: only the parameters of the last RCPT of a recipient. */
    @Test
    void readsTheEnvelopeOfTheFirstVersion() {
        BinaryWriter out = new BinaryWriter().writeByte(1).writeInstant(NOON).writeBoolean(true);
        out.writeText("app@example.org")
                .writeList(List.of("ada@example.org", "ada@example.org"), BinaryWriter::writeText)
                .writeMap(Map.of("RET", "HDRS"), BinaryWriter::writeText)
                .writeMap(
                        Map.of("ada@example.org", Map.of("NOTIFY", "NEVER")),
                        (inner, parameters) -> inner.writeMap(parameters, BinaryWriter::writeText));
        SharedCodec.writeInfo(out, SessionInfo.of("session", NOON, "127.0.0.1:40000"));
        out.writeList(List.<Problem>of(), SharedCodec::writeProblem);

        assertThat(read(out.toByteArray()).envelope())
                .isEqualTo(new Envelope(
                        "app@example.org",
                        List.of("ada@example.org", "ada@example.org"),
                        Map.of("RET", "HDRS"),
                        Map.of("ada@example.org", List.of(Map.of("NOTIFY", "NEVER")))));
    }

    @Test
    void rejectsAnUnknownVersion() {
        byte[] data = DeliveryCodec.write(Delivery.of(mail("x")));
        data[0]++;

        assertThatThrownBy(() -> read(data)).isInstanceOf(DamagedException.class);
    }

    private static Delivery read(byte[] data) {
        return DeliveryCodec.read(
                data, "x", 0, 0, Preview.NONE, ContentCache.shared(Limits.defaults()), Optional::empty);
    }
}
