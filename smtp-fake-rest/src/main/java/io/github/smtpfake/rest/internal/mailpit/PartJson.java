package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.delivery.MessagePart;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent.Part;
import io.github.smtpfake.rest.internal.store.CutLists;
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

    private static final int BUFFER_SIZE = 8 * 1024;

    /** Digests of the content, in hexadecimal. */
    record Checksums(
            @JsonProperty("MD5") String md5,
            @JsonProperty("SHA1") String sha1,
            @JsonProperty("SHA256") String sha256) {}

    /** Returns the first {@value CutLists#MOST} parts; the raw message has all of them. */
    static List<PartJson> of(List<Part> parts) {
        return parts.stream().limit(CutLists.MOST).map(PartJson::of).toList();
    }

    private static PartJson of(Part part) {
        MessagePart node = part.node();
        String contentId = node.contentId().orElse("");
        return new PartJson(
                part.id(),
                node.fileName().orElse(contentId),
                node.mediaType(),
                contentId,
                node.size(),
                checksums(node));
    }

    /** Computes all digests in one pass, because each pass decodes the part. */
    private static Checksums checksums(MessagePart part) {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream content = part.newInputStream()) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                md5.update(buffer, 0, read);
                sha1.update(buffer, 0, read);
                sha256.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HexFormat hex = HexFormat.of();
        return new Checksums(hex.formatHex(md5.digest()), hex.formatHex(sha1.digest()), hex.formatHex(sha256.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports " + algorithm, e);
        }
    }
}
