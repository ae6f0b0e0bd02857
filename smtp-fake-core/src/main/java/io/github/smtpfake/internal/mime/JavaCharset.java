package io.github.smtpfake.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A charset that Java decodes as mail programs do. */
record JavaCharset(Charset charset) implements MailCharset {

    @Override
    public String decode(byte[] bytes) {
        return new String(bytes, charset);
    }

    @Override
    public boolean isValid(byte[] bytes) {
        int start = 0;
        if (charset.equals(StandardCharsets.UTF_8)) {
            while (start < bytes.length && bytes[start] >= 0) {
                start++;
            }
        }
        try {
            // A new decoder reports invalid input.
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
