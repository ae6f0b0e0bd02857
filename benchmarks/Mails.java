import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Generates mails like those of applications. Their number alone decides what they contain, so that every run and every
 * server receives the same mails. Thread-safe.
 *
 * <p>Half of them are plain text, and the others have an HTML alternative, some of them with an attachment as well. A
 * recipient has about {@value #GROUP_SIZE} mails, and so has a rare word. A city is in the subject of a hundredth of them.
 */
final class Mails {
    private static final int GROUP_SIZE = 10;
    private static final int CITIES = 100;
    private static final int TEAMS = 50;
    private static final int ATTACHMENT_BYTES = 600;
    private static final List<String> COMMON_WORDS = List.of("please", "account", "regards");
    private static final List<String> NAMES =
            List.of("ada", "grace", "linus", "edsger", "barbara", "donald", "frances", "alan", "hedy", "niklaus");
    private static final List<String> TOPICS =
            List.of("Your order", "Invoice", "Confirm your address", "Your parcel", "Password reset", "Weekly report", "Reminder");
    private static final List<String> SYLLABLES = syllables("bcdfghjklmnprstvwz", "aeiou");
    private static final int LONGEST_SYLLABLES = 4;
    // Longer than any word of the vocabulary, so that nothing else contains them, but made of the same syllables.
    private static final int CITY_SYLLABLES = LONGEST_SYLLABLES + 1;
    private static final int RARE_WORD_SYLLABLES = LONGEST_SYLLABLES + 2;
    private static final List<String> VOCABULARY = vocabulary(4_000);

    private final int count;
    private final int size;
    private final int groups;

    /** @param size size of each mail in bytes, header included */
    Mails(int count, int size) {
        this.count = count;
        this.size = size;
        this.groups = Math.max(1, count / GROUP_SIZE);
    }

    int count() {
        return count;
    }

    Mail mail(int number) {
        Random random = new Random(number);
        Content content = new Content(random, "Hello " + firstName(recipientOf(number)) + ",\r\nplease see your account "
                + rareWord(rareWordOf(number)) + ", regards from the team.\r\n");
        String sender = "service." + random.nextInt(100) + "@shop.example.net";
        List<String> recipients = new ArrayList<>(List.of(recipient(recipientOf(number))));
        String cc = "";
        if (number % 3 == 0) {
            String team = "team." + random.nextInt(TEAMS) + "@office.example.org";
            recipients.add(team);
            cc = "Cc: " + team + "\r\n";
        }
        String subject = TOPICS.get(random.nextInt(TOPICS.size())) + " " + random.nextInt(1_000_000) + ": " + content.word() + " "
                + content.word() + " in " + city(cityOf(number));
        String header = "From: Shop <" + sender + ">\r\nTo: " + firstName(recipientOf(number)) + " <" + recipients.get(0) + ">\r\n"
                + cc + "Subject: " + subject + "\r\nMessage-ID: <" + number + "." + size + "@shop.example.net>\r\n"
                + "Date: Fri, 27 Nov 2026 12:00:00 +0000\r\nMIME-Version: 1.0\r\nX-Campaign: autumn\r\n";
        return new Mail(sender, recipients, switch (number % 10) {
            case 0 -> mixed(header, content);
            case 1, 2, 3, 4 -> alternative(header, content);
            default -> plain(header, content);
        });
    }

    private String plain(String header, Content content) {
        String start = header + "Content-Type: text/plain; charset=utf-8\r\n\r\n";
        return start + content.text(size - start.length());
    }

    private String alternative(String header, Content content) {
        String start = header + "Content-Type: multipart/alternative; boundary=\"alternative\"\r\n\r\n";
        return start + textAndHtml(content, size - start.length());
    }

    private String mixed(String header, Content content) {
        String start = header + "Content-Type: multipart/mixed; boundary=\"mixed\"\r\n\r\n--mixed\r\n"
                + "Content-Type: multipart/alternative; boundary=\"alternative\"\r\n\r\n";
        String end = "--mixed\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"invoice.pdf\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + content.base64(ATTACHMENT_BYTES) + "\r\n--mixed--\r\n";
        return start + textAndHtml(content, size - start.length() - end.length()) + end;
    }

    private static String textAndHtml(Content content, int length) {
        String text = "--alternative\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
        String html = "--alternative\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + "<html><body><h1>Your order</h1><p><a href=\"https://shop.example.net/orders\">Show it</a></p><p>\r\n";
        String end = "</p></body></html>\r\n--alternative--\r\n";
        int words = length - text.length() - html.length() - end.length();
        return text + content.text(words / 2) + html + content.text(words - words / 2) + end;
    }

    /** Returns the address of a recipient; the index may be any number. */
    String recipient(int index) {
        int recipient = index % groups;
        return NAMES.get(recipient % NAMES.size()) + String.format(Locale.ROOT, ".%07d@example.com", recipient);
    }

    int mailsTo(int index) {
        return matching(index % groups, this::recipientOf);
    }

    private int recipientOf(int number) {
        return number % groups;
    }

    private static String firstName(int recipient) {
        return capitalized(NAMES.get(recipient % NAMES.size()));
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Returns a word that the subject of a hundredth of the mails contains; the index may be any number. */
    String city(int index) {
        return capitalized(name(index % CITIES, CITY_SYLLABLES));
    }

    int mailsWithCity(int index) {
        return matching(index % CITIES, Mails::cityOf);
    }

    /** Differs from the order of recipients, so that a recipient's mails are about several cities. */
    private static int cityOf(int number) {
        return (number + 13 * (number / CITIES)) % CITIES;
    }

    /** Returns a word that about ten mails contain in their text; the index may be any number. */
    String rareWord(int index) {
        return name(index % groups, RARE_WORD_SYLLABLES);
    }

    /** Returns a word with a number of syllables, a different one for each index. */
    private static String name(int index, int syllables) {
        // Spreads the indices. The product stays below the number of possible words, so different indices have different words.
        long rest = index * 1_299_709L;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES.get((int) (rest % SYLLABLES.size())));
            rest /= SYLLABLES.size();
        }
        return word.toString();
    }

    int mailsWithRareWord(int index) {
        return matching(index % groups, this::rareWordOf);
    }

    /** Differs from the order of recipients, so that ten recipients have the same word. */
    private int rareWordOf(int number) {
        return (number + 37 * (number / groups)) % groups;
    }

    /** Returns a word that all mails contain in their text; the index may be any number. */
    String commonWord(int index) {
        return COMMON_WORDS.get(index % COMMON_WORDS.size());
    }

    private int matching(int wanted, IntUnaryOperator valueOf) {
        return (int) IntStream.range(0, count)
                .filter(number -> valueOf.applyAsInt(number) == wanted)
                .count();
    }

    private static List<String> syllables(String consonants, String vowels) {
        return consonants
                .chars()
                .boxed()
                .flatMap(consonant ->
                        vowels.chars().mapToObj(vowel -> "" + (char) consonant.intValue() + (char) vowel))
                .toList();
    }

    private static List<String> vocabulary(int words) {
        Random random = new Random(1);
        List<String> vocabulary = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            StringBuilder word = new StringBuilder();
            for (int syllables = 1 + random.nextInt(LONGEST_SYLLABLES); syllables > 0; syllables--) {
                word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
            }
            vocabulary.add(word.toString());
        }
        return vocabulary;
    }

    /** The words of one mail. */
    private record Content(Random random, String beginning) {

        /** Returns a word; some are much more frequent than others, as in a language. */
        String word() {
            double position = random.nextDouble();
            return VOCABULARY.get((int) (VOCABULARY.size() * position * position * position));
        }

        /** Returns lines with the given total length. */
        String text(int length) {
            StringBuilder text = new StringBuilder(beginning);
            int lineStart = text.length();
            while (text.length() < length) {
                text.append(word());
                boolean ends = text.length() - lineStart > 62;
                text.append(ends ? "\r\n" : " ");
                lineStart = ends ? text.length() : lineStart;
            }
            if (length < beginning.length() + 2) {
                throw new IllegalArgumentException("size is too small for a mail");
            }
            text.setLength(length - 2);
            if (text.charAt(length - 3) == '\r') {
                text.setCharAt(length - 3, '.');
            }
            return text.append("\r\n").toString();
        }

        String base64(int bytes) {
            byte[] data = new byte[bytes];
            random.nextBytes(data);
            return Base64.getMimeEncoder().encodeToString(data);
        }
    }
}
