import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of clients of Mailpit, for the messages of one server. */
final class DialectRequests {
    private static final Pattern ID = Pattern.compile("\"ID\":\"([0-9A-Za-z]{22})\"");
    private static final int DEEP = 5_000;
    private static final int IDS = 1_000;

    private final Mails mails;
    private final List<String> ids;

    private DialectRequests(Mails mails, List<String> ids) {
        this.mails = mails;
        this.ids = ids;
    }

    /** One kind of request; its values differ from call to call. */
    enum Kind {
        PAGE("list of 50"),
        ONE("list of the newest message"),
        DEEP_PAGE("list of 50 after " + DEEP),
        ALL("list of all messages"),
        TO("search `to:`"),
        SUBJECT("search `subject:`"),
        RARE("search for a rare word"),
        COMMON("search for a common word"),
        TWO_TERMS("search for two terms"),
        NONE("search that matches nothing"),
        NEGATED("search `-subject:`"),
        ATTACHMENT("search `has:attachment`"),
        UNREAD("search `is:unread`"),
        AFTER("search `after:`"),
        LATEST("latest message"),
        LATEST_MATCH("latest message of a search"),
        MESSAGE("message"),
        HEADERS("headers of a message"),
        RAW("source of a message"),
        VIEW_TEXT("text of a message"),
        INFO("`/api/v1/info`"),
        TAGS("`/api/v1/tags`"),
        MARK("mark a message"),
        TAG("tag a message"),
        SEND("send a message"),
        DELETE("delete a message");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Reads the ids of the newest messages of a server. */
    static DialectRequests of(StoreServer server, Mails mails) throws IOException {
        List<String> ids = new ArrayList<>();
        try (HttpConnection http = server.http()) {
            Matcher matcher = ID.matcher(text(http.get("/api/v1/messages?limit=" + IDS)));
            while (matcher.find()) {
                ids.add(matcher.group(1));
            }
        }
        return new DialectRequests(mails, ids);
    }

    /** Sends a request, and reads its response. */
    void send(Kind kind, HttpConnection http, int call) throws IOException {
        String id = ids.get(call % ids.size());
        switch (kind) {
            case PAGE -> http.get("/api/v1/messages?limit=50");
            case ONE -> http.get("/api/v1/messages?limit=1");
            case DEEP_PAGE -> http.get("/api/v1/messages?limit=50&start=" + DEEP);
            case ALL -> http.get("/api/v1/messages?limit=0");
            case TO -> http.get(search("to:" + mails.recipient(call)));
            case SUBJECT -> http.get(search("subject:" + mails.city(call)));
            case RARE -> http.get(search(mails.rareWord(call)));
            case COMMON -> http.get(search(mails.commonWord(call)));
            case TWO_TERMS -> http.get(search("subject:" + mails.city(call) + " from:shop"));
            case NONE -> http.get(search("nosuchword" + call));
            case NEGATED -> http.get(search("-subject:" + mails.city(call)));
            case ATTACHMENT -> http.get(search("has:attachment"));
            case UNREAD -> http.get(search("is:unread"));
            case AFTER -> http.get(search("after:2020-01-01"));
            case LATEST -> http.get("/api/v1/message/latest");
            case LATEST_MATCH -> http.get("/api/v1/message/latest?query=" + encode("to:" + mails.recipient(call)));
            case MESSAGE -> http.get("/api/v1/message/" + id);
            case HEADERS -> http.get("/api/v1/message/" + id + "/headers");
            case RAW -> http.get("/api/v1/message/" + id + "/raw");
            case VIEW_TEXT -> http.get("/view/" + id + ".txt");
            case INFO -> http.get("/api/v1/info");
            case TAGS -> http.get("/api/v1/tags");
            case MARK -> http.send("PUT", "/api/v1/messages", "{\"Read\":" + (call % 2 == 0) + ",\"IDs\":[\"" + id + "\"]}");
            case TAG -> http.send("PUT", "/api/v1/tags", "{\"IDs\":[\"" + id + "\"],\"Tags\":[\"tag" + call % 10 + "\"]}");
            case SEND -> http.send("POST", "/api/v1/send", "{\"From\":{\"Email\":\"app@example.org\"},\"To\":[{\"Email\":\"ada@example.org\"}],"
                    + "\"Subject\":\"Sent " + call + "\",\"Text\":\"Text\",\"HTML\":\"<p>Text</p>\"}");
            case DELETE -> http.send("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + id + "\"]}");
        }
    }

    private static String search(String query) {
        return "/api/v1/search?limit=50&query=" + encode(query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(byte[] response) {
        return new String(response, StandardCharsets.UTF_8);
    }
}
