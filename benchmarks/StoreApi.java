import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP API that lists and searches stored messages, 50 per page. */
enum StoreApi {
    NATIVE("native API", "/api/messages?limit=50", "matched") {
        @Override
        String byRecipient(String address) {
            return page() + "&recipient=" + encode(address);
        }

        @Override
        String bySubject(String word) {
            return page() + "&subject=" + encode(word);
        }

        @Override
        String byWord(String word) {
            return page() + "&any-text=" + encode(word);
        }
    },
    MAILPIT("Mailpit's API", "/api/v1/messages?limit=50", "messages_count") {
        @Override
        String byRecipient(String address) {
            return search("to:" + address);
        }

        @Override
        String bySubject(String word) {
            return search("subject:" + word);
        }

        @Override
        String byWord(String word) {
            return search(word);
        }

        private String search(String query) {
            return "/api/v1/search?limit=50&query=" + encode(query);
        }
    };

    private final String title;
    private final String page;
    private final Pattern count;

    StoreApi(String title, String page, String count) {
        this.title = title;
        this.page = page;
        this.count = Pattern.compile("\"" + count + "\":(\\d+)");
    }

    String title() {
        return title;
    }

    String page() {
        return page;
    }

    abstract String byRecipient(String address);

    abstract String bySubject(String word);

    /** A word anywhere in the text of a message, including its subject and addresses. */
    abstract String byWord(String word);

    /** Returns how many messages match, according to a response. */
    int matches(byte[] response) {
        Matcher matcher = count.matcher(new String(response, StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException("The response has no " + count);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
