package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.message.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A part without its content. */
record PartJson(
        @JsonProperty("PartID") String partId,
        @JsonProperty("FileName") String fileName,
        @JsonProperty("ContentType") String contentType,
        @JsonProperty("ContentID") String contentId,
        @JsonProperty("Size") int size,
        @JsonProperty("Checksums") Checksums checksums) {

    /** Digests of the content, in hexadecimal. */
    record Checksums(
            @JsonProperty("MD5") String md5,
            @JsonProperty("SHA1") String sha1,
            @JsonProperty("SHA256") String sha256) {}

    static List<PartJson> of(List<Attachment> parts) {
        return parts.stream().map(PartJson::of).toList();
    }

    private static PartJson of(Attachment part) {
        String contentId = part.contentId().orElse("");
        return new PartJson(
                part.section(),
                part.fileName().orElse(contentId),
                part.contentType(),
                contentId,
                part.size(),
                new Checksums(digest("MD5", part), digest("SHA-1", part), digest("SHA-256", part)));
    }

    private static String digest(String algorithm, Attachment part) {
        try (InputStream content = part.newInputStream()) {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports " + algorithm, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
