package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/**
 * Reads Content-Type for the parser that finds the parts, so that parser, content and problems agree on the boundary, however
 * it is written.
 */
final class ContentTypes implements BodyDescriptorBuilder {
    private @Nullable ParameterizedValue contentType;

    /** Returns the boundary of a multipart, one character for each byte; empty if it is missing. */
    static Optional<String> boundary(ParameterizedValue contentType) {
        return contentType
                .parameter("boundary")
                .map(String::stripTrailing)
                .filter(boundary -> !boundary.isEmpty())
                .map(boundary -> new String(boundary.getBytes(UTF_8), ISO_8859_1));
    }

    static boolean isMultipart(ParameterizedValue contentType) {
        return contentType.value().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    public void reset() {
        contentType = null;
    }

    @Override
    public Field addField(RawField field) {
        if (contentType == null && field.getName().equalsIgnoreCase("Content-Type")) {
            contentType = ParameterizedValue.parse(MimeReader.rawValue(field));
        }
        return field;
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        return new ContentTypes();
    }

    @Override
    public BodyDescriptor build() {
        return new Descriptor(Optional.ofNullable(contentType)
                .filter(ContentTypes::isMultipart)
                .flatMap(ContentTypes::boundary));
    }

    /** @param boundary the boundary of a multipart; empty for all other bodies, which are leaves for the parser */
    private record Descriptor(Optional<String> boundary) implements BodyDescriptor {

        @Override
        public @Nullable String getBoundary() {
            return boundary.orElse(null);
        }

        @Override
        public String getMimeType() {
            return getMediaType() + "/" + getSubType();
        }

        @Override
        public String getMediaType() {
            return boundary.isPresent() ? "multipart" : "text";
        }

        @Override
        public String getSubType() {
            return boundary.isPresent() ? "mixed" : "plain";
        }

        @Override
        public @Nullable String getCharset() {
            return null;
        }

        @Override
        public String getTransferEncoding() {
            return "binary";
        }

        @Override
        public long getContentLength() {
            return -1;
        }
    }
}
