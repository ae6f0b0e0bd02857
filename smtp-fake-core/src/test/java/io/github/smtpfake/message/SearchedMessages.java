package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Prints how many bytes of heap a message needs in excess of its size, before and after every kind of search over all
 * messages. Expects the number of messages and their size.
 */
final class SearchedMessages {
    private static final String LETTERS = "eeeetttaaooiinnssrrhhddlluucmwfgypbvkjxqz";

    private SearchedMessages() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        int size = Integer.parseInt(args[1]);
        ContentCache contents = ContentCache.shared(Limits.defaults());
        SessionInfo session = TestMail.session("client");
        // Loads the classes and fills the cache, which do not belong to the messages.
        search(messages(1_000, size, session, contents));
        long before = usedHeap();
        List<CapturedMessage> messages = messages(count, size, session, contents);
        long stored = usedHeap() - before;
        search(messages);
        long searched = usedHeap() - before;
        long bytes = messages.stream().mapToLong(CapturedMessage::size).sum();
        System.out.println((stored - bytes) / count + " " + (searched - bytes) / count);
    }

    private static void search(List<CapturedMessage> messages) {
        MessageQuery any = MessageQuery.any();
        for (MessageQuery query : List.of(
                any.from("a*").or(any.to("a*")).or(any.cc("a*")).or(any.replyTo("a*")),
                any.recipient("a*"),
                any.subjectContains("a"),
                any.textContains("the"),
                any.htmlContains("a"),
                any.headerContains("Subject", "a"),
                any.anyTextContains("hello"),
                any.anyTextContains("hello you"),
                any.attachment("*"),
                any.matching("has a text", message -> message.text().isPresent()))) {
            messages.forEach(query::matches);
        }
    }

    private static List<CapturedMessage> messages(int count, int size, SessionInfo session, ContentCache contents) {
        SplittableRandom random = new SplittableRandom(1);
        List<CapturedMessage> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String recipient = "user" + i + "@example.org";
            StringBuilder text = new StringBuilder("From: App <app@example.org>\r\nTo: User " + i + " <" + recipient
                    + ">\r\nSubject: Order " + i + " is on its way\r\nMessage-ID: <" + i
                    + ".1234@example.org>\r\nDate: Fri, 27 Nov 2026 12:30:48 +0000\r\n\r\nHello");
            while (text.length() < size) {
                text.append(random.nextInt(6) == 0 ? ' ' : LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            messages.add(new Delivery(
                            String.format(Locale.ROOT, "%022d", i),
                            Instant.ofEpochSecond(i, 1),
                            Envelope.of("app@example.org", List.of(recipient)),
                            session,
                            RawMessage.of(text.toString().getBytes(US_ASCII)),
                            List.of(),
                            contents)
                    .toMessage(CapturedMessage.class));
        }
        return messages;
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
