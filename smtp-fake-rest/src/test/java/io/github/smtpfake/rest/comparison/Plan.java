package io.github.smtpfake.rest.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The requests of a comparison, apart from those of {@link ChangingRequests}. None of them changes more than read marks. */
final class Plan {
    private static final Set<String> COMPLETE_LISTS = Set.of(
            "/api/v1/messages?limit=0",
            "/api/v1/messages?limit=1&start=0",
            "/api/v1/search?limit=500&query=-nosuchword");

    private Plan() {}

    /** Returns a request that searches. */
    static Ask search(String query) {
        return Ask.get("/api/v1/search?limit=1000&query=" + escaped(query));
    }

    /** Returns whether a request returns a list of messages. */
    static boolean isList(Ask ask) {
        return ask.method().equals("GET") && ask.target().matches("/api/v1/(messages|search)([?].*)?");
    }

    /** Returns whether all members of the messages in a list are compared, and not only which messages it contains. */
    static boolean isCompleteList(Ask ask) {
        return COMPLETE_LISTS.contains(ask.target());
    }

    /** Escapes all but the placeholders of {@link Ask}. */
    static String escaped(String value) {
        return URLEncoder.encode(value, UTF_8).replaceAll("%7B(size)?%23(\\d+)%7D", "{$1#$2}");
    }

    /** Returns the requests for one message, apart from its parts. */
    static List<Ask> message(int number) {
        String id = "{#" + number + "}";
        return List.of(
                Ask.get("/api/v1/message/" + id + "/headers"),
                Ask.get("/api/v1/message/" + id + "/raw"),
                Ask.get("/view/" + id + ".txt"),
                Ask.get("/view/" + id + ".html"),
                Ask.get("/view/" + id + ".html?embed=1"));
    }

    /** Returns the requests for lists. */
    static List<Ask> lists() {
        List<Ask> asks = new ArrayList<>();
        for (String parameters : List.of(
                "",
                "?limit=0",
                "?limit=1000",
                "?limit=2",
                "?limit=2&start=3",
                "?start=1000",
                "?start=-1",
                "?limit=-1",
                "?limit=abc&start=x",
                "?limit=1.5",
                "?limit=2&limit=3",
                "?LIMIT=2",
                "?limit=%32",
                "?limit=+2",
                "?limit=",
                "?before=2099-01-01&limit=3",
                "?before=1999-01-01",
                "?before=nonsense&limit=2",
                "?before=4070908800000&limit=2",
                "?before=915184800&limit=2",
                "?before=20990101&limit=2",
                "?before=Thu,%2001%20Jan%201999%2010:00:00%20GMT",
                "?tz=Europe/Berlin&limit=1",
                "?tz=Nowhere/City&limit=1",
                "?unknown=1&limit=1",
                "?limit=1&",
                "?&limit=1",
                "?limit=1&&start=1")) {
            asks.add(Ask.get("/api/v1/messages" + parameters));
        }
        for (String parameters : List.of(
                "",
                "?query=",
                "?query=%20",
                "?query=ada&limit=0",
                "?query=ada&limit=2",
                "?query=ada&limit=2&start=2",
                "?query=ada&start=10000&limit=3",
                "?query=ada&limit=-1&start=-1",
                "?query=ada&limit=x",
                "?query=ada&before=1999-01-01",
                "?query=ada&before=2099&limit=2",
                "?query=after:1999-01-01&tz=America/New_York&limit=2",
                "?query=after:2099-01-01&tz=Nowhere/City&limit=2",
                "?query=one&query=nosuch&limit=2",
                "?query=one&tz=Asia/Tokyo",
                "?query=one+l1",
                "?query=%ZZ",
                "?query=one&y=%ZZ",
                "?query=%C3",
                "?QUERY=one",
                "?query=nosuchword",
                "?limit=500&query=-nosuchword",
                "?query=subject:\"one\"&limit=3",
                "?query=one&y={z}&limit=3",
                "?query=caf\u00e9&limit=3",
                "?query=<one@example.com>&limit=3",
                "?query=a|b^c`&limit=3",
                "?query=is:unread&limit=1",
                "?query=one%00",
                "?query=a%0Ab",
                "?query=a\\b&limit=3")) {
            asks.add(Ask.get("/api/v1/search" + parameters));
        }
        return asks;
    }

    /** Returns the requests that clients send, in the forms in which they send them, and requests for what does not exist. */
    static List<Ask> others() {
        List<Ask> asks = new ArrayList<>();
        for (String target : List.of(
                "/api/v1/info",
                "/api/v1/webui",
                "/api/v1/chaos",
                "/api/v1/tags",
                "/livez",
                "/readyz",
                "/view/latest",
                "/view/latest?query=subject:one",
                "/view/latest?query=nosuchword",
                "/view/latest.html",
                "/view/latest.txt",
                "/view/latest.html?query=subject:Reset",
                "/view/none.html",
                "/view/none.txt",
                "/view/latest.txt?query=nosuchword",
                "/api/v1/message/latest",
                "/api/v1/message/latest?query=subject:one",
                "/api/v1/message/latest?query=subject:one&tz=Nowhere/City",
                "/api/v1/message/latest?query=nosuchword",
                "/api/v1/message/latest/headers",
                "/api/v1/message/latest/headers?query=subject:one",
                "/api/v1/message/latest/raw?query=nosuchword",
                "/api/v1/message/none",
                "/api/v1/message/none/headers",
                "/api/v1/message/none/raw",
                "/api/v1/message/none/part/1",
                "/api/v1/message/{#0}/part/99",
                "/api/v1/message/{#0}/part/x",
                "/api/v1/message/{#0}/raw?dl=1",
                "/api/v1/message/{#0}/raw?dl=0",
                "/api/v1/message/{#0}/none",
                "/api/v1/none",
                "/api/v2/messages",
                "/api/none",
                "/api/v1/messages/",
                "/api/v1/message/",
                "/api/v1/message/{#0}/",
                "/api/v1/swagger.json",
                "/metrics",
                "/api/v1/message/{#0}/html-check",
                "/api/v1/message/{#0}/link-check",
                "/api/v1/message/{#0}/sa-check",
                "/api/v1/message/none/html-check",
                "/api/v1/message/{#0}/part/1/thumb",
                "/api/v1/info?x=1",
                "/api/v1//info",
                "/api/v1/tags/x",
                "/api/v1/send")) {
            asks.add(Ask.get(target));
        }
        for (String method : List.of("POST", "PATCH", "DELETE", "PUT")) {
            asks.add(Ask.of(method, "/api/v1/info"));
            asks.add(Ask.of(method, "/api/v1/message/{#0}/raw"));
        }
        for (String target : List.of(
                "/api/v1/messages",
                "/api/v1/info",
                "/api/v1/none",
                "/api/v1/message/{#0}",
                "/api/v1/send",
                "/view/latest")) {
            asks.add(Ask.of("OPTIONS", target));
            asks.add(Ask.of("HEAD", target));
        }
        asks.add(Ask.json("GET", "/api/v1/messages?limit=1", "{}"));
        asks.add(new Ask(
                "GET", "/api/v1/messages?limit=1", "x=1", List.of("Content-Type: application/x-www-form-urlencoded")));
        asks.add(Ask.get("/api/v1/messages?limit=1").with("Accept: text/html"));
        asks.add(Ask.get("/api/v1/messages?limit=1").with("Origin: http://other.example"));
        asks.add(Ask.of("OPTIONS", "/api/v1/messages").with("Origin: http://other.example"));
        asks.add(Ask.get("/api/v1/messages?limit=1").with("Content-Type: application/json"));
        asks.add(Ask.get("/api/v1/message/{#0}").with("Authorization: Basic Ym9iOnNlY3JldA=="));
        return asks;
    }
}
