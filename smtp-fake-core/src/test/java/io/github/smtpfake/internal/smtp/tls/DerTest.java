package io.github.smtpfake.internal.smtp.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.spec.DSAParameterSpec;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer writes, by the examples of X.690 and by what the JDK reads. */
class DerTest {

    @Test
    void writesThePrimitiveTypes() {
        assertThat(hex(Der.bool(true))).isEqualTo("0101ff");
        assertThat(hex(Der.bool(false))).isEqualTo("010100");
        assertThat(hex(Der.octetString(new byte[] {1, 2}))).isEqualTo("04020102");
        // X.690, 8.6.4.2: four bits that do not count.
        assertThat(hex(Der.bitString(4, new byte[] {0x0A, 0x3B, 0x5F, 0x29, 0x1C, (byte) 0xD0})))
                .isEqualTo("0307040a3b5f291cd0");
        assertThat(hex(Der.utf8String("ä"))).isEqualTo("0c02c3a4");
    }

    @ParameterizedTest
    @CsvSource({"0,020100", "127,02017f", "128,02020080", "256,02020100", "-1,0201ff", "-128,020180"})
    void writesIntegersWithTheirSign(long value, String expected) {
        assertThat(hex(Der.integer(BigInteger.valueOf(value)))).isEqualTo(expected);
    }

    /** X.690, 8.19.5 has the third. */
    @Test
    void writesObjectIdentifiers() {
        assertThat(hex(Der.oid(2, 5, 29, 17))).isEqualTo("0603551d11");
        assertThat(hex(Der.oid(1, 2, 840, 10045, 4, 3, 2))).isEqualTo("06082a8648ce3d040302");
        assertThat(hex(Der.oid(2, 100, 3))).isEqualTo("0603813403");
        assertThat(hex(Der.oid(1, 3, 128, 16_384, Integer.MAX_VALUE))).isEqualTo("060b2b8100818000" + "87ffffff7f");
    }

    @Test
    void writesTimesInUtc() {
        ZonedDateTime time = ZonedDateTime.of(2026, 11, 23, 1, 2, 3, 999, ZoneOffset.ofHours(2));

        assertThat(hex(Der.utcTime(time)))
                .isEqualTo("170d" + HexFormat.of().formatHex("261122230203Z".getBytes(UTF_8)));
    }

    @Test
    void writesTagsOfAContext() {
        assertThat(hex(Der.explicit(3, Der.bool(true)))).isEqualTo("a3030101ff");
        assertThat(hex(Der.implicit(2, new byte[] {'a'}))).isEqualTo("820161");
    }

    @ParameterizedTest
    @CsvSource({"0,0400", "127,047f", "128,048180", "255,0481ff", "256,04820100", "65535,0482ffff", "65536,0483010000"})
    void writesLengthsInAsFewOctetsAsPossible(int length, String head) {
        byte[] written = Der.octetString(new byte[length]);

        assertThat(written).hasSize(length + head.length() / 2);
        assertThat(hex(written)).startsWith(head);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 127, 128, 200, 255, 256, 5_000, 70_000})
    void writesNamesThatTheJdkReads(int length) {
        byte[] attribute = Der.sequence(Der.oid(1, 3, 6, 1, 4, 1, 99_999, 1), Der.utf8String("n".repeat(length)));
        byte[] name = Der.sequence(Der.set(attribute));

        X500Principal read = new X500Principal(name);

        assertThat(read.getName(X500Principal.RFC2253, Map.of("1.3.6.1.4.1.99999.1", "TEST")))
                .isEqualTo("TEST=" + "n".repeat(length));
        assertThat(read.getEncoded()).isEqualTo(name);
    }

    @Test
    void writesNumbersThatTheJdkReads() throws Exception {
        BigInteger large = BigInteger.ONE.shiftLeft(2_047).add(BigInteger.TEN);
        byte[] encoded = Der.sequence(
                Der.integer(large), Der.integer(BigInteger.valueOf(255)), Der.integer(BigInteger.valueOf(32_768)));

        AlgorithmParameters parameters = AlgorithmParameters.getInstance("DSA");
        parameters.init(encoded);

        DSAParameterSpec read = parameters.getParameterSpec(DSAParameterSpec.class);
        assertThat(read.getP()).isEqualTo(large);
        assertThat(read.getQ()).isEqualTo(255);
        assertThat(read.getG()).isEqualTo(32_768);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
