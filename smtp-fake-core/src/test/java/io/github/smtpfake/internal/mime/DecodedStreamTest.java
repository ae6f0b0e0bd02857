package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecodedStreamTest {
    private static final String CHARACTERS = "=====  \t\r\n\r\nAFaf09Zz+/-_.";

    /** Returns a stream whose bytes arrive one by one, or in small pieces. */
    private static InputStream inPieces(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(TransferEncoding.class)
    void decodesTheSameInPiecesOfAnySize(TransferEncoding encoding) throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 2_000; i++) {
            byte[] encoded = new byte[random.nextInt(40)];
            for (int at = 0; at < encoded.length; at++) {
                encoded[at] = (byte) CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            }
            DecodedStream whole = encoding.decode(new ByteArrayInputStream(encoded));
            DecodedStream pieces = encoding.decode(inPieces(encoded, 1 + random.nextInt(3)));

            String text = new String(encoded, US_ASCII);
            assertThat(pieces.readAllBytes()).as(text).isEqualTo(whole.readAllBytes());
            assertThat(pieces.defects()).as(text).isEqualTo(whole.defects());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "QUOTED_PRINTABLE|a=41b|aAb|0",
                "QUOTED_PRINTABLE|a=4|a=4|1",
                "QUOTED_PRINTABLE|a=|a|0",
                "QUOTED_PRINTABLE|a=  |a|0",
                "QUOTED_PRINTABLE|a=  b|a=  b|1",
                "QUOTED_PRINTABLE|a  |a|0",
                "QUOTED_PRINTABLE|a  b|a  b|0",
                "QUOTED_PRINTABLE|a==41|a=A|1",
                "BASE64|QUJD|ABC|0",
                "BASE64|QUI=|AB|0",
                "BASE64|QUI|AB|1",
                "BASE64|QUI=x|AB|1",
                "BASE64|Q-UI=|AB|1",
            })
    void keepsDamageWhereItIs(TransferEncoding encoding, String encoded, String decoded, int defects)
            throws IOException {
        DecodedStream stream = encoding.decode(inPieces(encoded.getBytes(US_ASCII), 1));

        assertThat(new String(stream.readAllBytes(), US_ASCII)).isEqualTo(decoded);
        assertThat(stream.defects()).isEqualTo(defects);
    }
}
