package io.github.smtpfake.message;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.MessagePart;
import io.github.smtpfake.internal.delivery.SearchValues;
import io.github.smtpfake.internal.mime.RawMessage;
import java.util.List;

/** Gives the server, stores and the other modules access to the data that a captured message does not show to users. */
final class MessageDoor implements Delivery.Door {

    @Override
    public CapturedMessage create(Delivery delivery) {
        return new CapturedMessage(delivery);
    }

    @Override
    public Delivery describe(Object message) {
        return ((CapturedMessage) message).delivery();
    }

    @Override
    public RawMessage raw(Object message) {
        return ((CapturedMessage) message).rawMessage();
    }

    @Override
    public List<String> tags(Object message) {
        CapturedMessage captured = (CapturedMessage) message;
        return TagHint.mayHaveTags(captured.envelope(), captured.rawMessage())
                ? captured.queried().texts(IndexedValue.TAGS)
                : List.of();
    }

    @Override
    public void index(Object message) {
        ((CapturedMessage) message).index();
    }

    @Override
    public int keptSize(Object message) {
        return ((CapturedMessage) message).keptSize();
    }

    @Override
    public long readingWeight(Object message) {
        // Kept, because the caller reads the message next.
        return ContentWeight.whileReading(((CapturedMessage) message).content().parsed());
    }

    @Override
    public boolean isListable(Object message) {
        Delivery known = describe(message);
        boolean isIndexed = known.index().length > 0;
        return isIndexed
                && (known.snippet() != null
                        || new MessageIndex(known.index(), known.envelope())
                                .text()
                                .isPresent());
    }

    @Override
    public MessagePart parts(Object message) {
        return new TreePart(((CapturedMessage) message).content().parsed().root());
    }

    @Override
    public SearchValues searchValues(Object message) {
        CapturedMessage captured = (CapturedMessage) message;
        return new SearchValues(
                tags(message),
                captured.queried().texts(IndexedValue.FILE_NAMES),
                WholeText.of(captured.envelope(), captured.content()));
    }
}
