package io.github.smtpfake.rest.comparison;

import java.util.ArrayList;
import java.util.List;

/** Requests that change the servers, each followed by requests that show what changed. */
final class ChangingRequests {
    /** Shows marks and tags of all messages. */
    static final Ask STATE = Ask.get("/api/v1/messages?limit=1000");

    /** Shows all tags. */
    static final Ask TAGS = Ask.get("/api/v1/tags");

    private static final Ask CHAOS = Ask.get("/api/v1/chaos");
    private static final String MESSAGES = "/api/v1/messages";
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==";

    private ChangingRequests() {}

    /** Returns requests that change read marks. */
    static List<Ask> marks() {
        List<Ask> asks = new ArrayList<>();
        for (String body : List.of(
                "{\"Read\":true}",
                "{\"Read\":false}",
                "{\"Read\":true,\"IDs\":[\"{#0}\",\"{#2}\"]}",
                "{\"Read\":false,\"IDs\":[\"{#2}\"]}",
                "{\"Read\":true,\"ids\":[\"{#3}\"]}",
                "{\"read\":true,\"Ids\":[\"{#4}\"]}",
                "{\"READ\":true,\"iDs\":[\"{#5}\"]}",
                "{\"Read\":true,\"Search\":\"subject:one\"}",
                "{\"read\":true,\"search\":\"subject:Reset\"}",
                "{\"Read\":true,\"Search\":\"  \"}",
                "{\"Read\":false}",
                "{\"Read\":true,\"IDs\":[\"none\"]}",
                "{\"Read\":true,\"IDs\":[\"{#1}\"],\"IDs\":[\"{#6}\"]}",
                "{\"IDs\":[\"{#6}\"]}",
                "{\"Read\":true,\"IDs\":[\"{#7}\"],\"Foo\":[1,{\"a\":null}]}",
                "{\"Read\":true,\"IDs\":[\"{#1}\"],\"Search\":\"one\"}",
                "{\"Read\":\"true\"}",
                "{\"Read\":1}",
                "{\"Read\":null,\"IDs\":[\"{#7}\"]}",
                "{\"Read\":true,\"IDs\":null,\"Search\":\"subject:l\"}",
                "{\"Read\":true,\"IDs\":[\"{#8}\",null]}",
                "{\"Read\":true,\"IDs\":\"{#8}\"}",
                "{\"Read\":true,\"IDs\":[1]}",
                "{\"Read\":true,\"Search\":5}",
                "[]",
                "null",
                "\"x\"",
                "",
                "{",
                "{\"Read\":true,}",
                "{\"Read\":true,\"Search\":\"after:2099-01-01\"}",
                "{\"Read\":true,\"Search\":\"subject:invoice\"} trailing",
                "{\"Read\":false,\"Search\":\"is:read\"}",
                "{\"Read\":true,\"Search\":\"from:\"}",
                "{\"Read\":false,\"Search\":\"subject:one to:\"}")) {
            asks.add(Ask.json("PUT", MESSAGES, body));
            asks.add(STATE);
        }
        asks.add(Ask.json(
                "PUT", MESSAGES + "?tz=Nowhere/City", "{\"Read\":true,\"Search\":\"after:1999-01-01 subject:one\"}"));
        asks.add(STATE);
        asks.add(new Ask("PUT", MESSAGES, "{\"Read\":true,\"IDs\":[\"{#9}\"]}", List.of("Content-Type: text/plain")));
        asks.add(new Ask("PUT", MESSAGES, "{\"Read\":true,\"IDs\":[\"{#10}\"]}", List.of()));
        asks.add(Ask.of("PUT", MESSAGES));
        asks.add(STATE);
        return asks;
    }

    /** Returns requests that change tags. */
    static List<Ask> tags() {
        List<Ask> asks = new ArrayList<>();
        for (String body : List.of(
                "{\"IDs\":[\"{#0}\"],\"Tags\":[\"slow\",\"b\",\"Slow\"]}",
                "{\"ids\":[\"{#1}\",\"{#2}\"],\"tags\":[\"x\"]}",
                "{\"IDs\":[\"{#1}\"],\"Tags\":[\"order#12\",\"a/b\",\" spaces  in \",\"\u00fcml\"]}",
                "{\"IDs\":[\"{#3}\"],\"Tags\":[\"" + "t".repeat(120) + "\"]}",
                "{\"IDs\":[\"{#0}\"],\"Tags\":[]}",
                "{\"IDs\":[\"{#2}\"]}",
                "{\"Tags\":[\"y\"]}",
                "{\"IDs\":[\"none\"],\"Tags\":[\"ghost\"]}",
                "{}",
                "{\"IDs\":[\"{#4}\"],\"Tags\":null}",
                "{\"IDs\":[\"{#4}\"],\"Tags\":\"z\"}",
                "{\"IDs\":[\"{#4}\"],\"Tags\":[\"\",\"  \",\"#\",\"ok\"]}",
                "",
                "[]",
                "{\"IDs\":[\"{#5}\"],\"Tags\":[\"a,b\",\"c;d\"]}")) {
            asks.add(Ask.json("PUT", "/api/v1/tags", body));
            asks.add(STATE);
            asks.add(TAGS);
        }
        asks.add(Ask.json("PUT", "/api/v1/tags", "{\"IDs\":[\"{#6}\"],\"Tags\":[\"slow\",\"second\"]}"));
        for (String[] rename : new String[][] {
            {"slow", "{\"Name\":\"slower\"}"},
            {"slower", "{\"name\":\"slow er\"}"},
            {"slow%20er", "{\"Name\":\"a#b\"}"},
            {"a%20b", "{}"},
            {"none", "{\"Name\":\"x1\"}"},
            {"second", "{\"Name\":\"a b\"}"},
            {"second", "{\"Name\":\"SECOND\"}"},
            {"second", "{\"Name\":\"\"}"},
            {"second", ""},
            {"second", "{\"Name\":5}"},
            {"second", "{\"Name\":\"second\"}"}
        }) {
            asks.add(Ask.json("PUT", "/api/v1/tags/" + rename[0], rename[1]));
            asks.add(TAGS);
        }
        asks.add(Ask.of("DELETE", "/api/v1/tags/none"));
        asks.add(Ask.of("DELETE", "/api/v1/tags/x"));
        asks.add(Ask.of("DELETE", "/api/v1/tags/SPRING"));
        asks.add(Ask.of("DELETE", "/api/v1/tags/a%20b"));
        asks.add(TAGS);
        asks.add(STATE);
        asks.add(Plan.search("is:tagged"));
        asks.add(Plan.search("tag:second"));
        return asks;
    }

    /** Returns requests that change chaos, which end with none. */
    static List<Ask> chaos() {
        List<Ask> asks = new ArrayList<>();
        for (String body : List.of(
                "{\"Sender\":{\"ErrorCode\":451,\"Probability\":7}}",
                "{\"sender\":{\"errorCode\":452,\"probability\":8}}",
                "{\"Recipient\":{\"ErrorCode\":550,\"Probability\":100},\"Authentication\":{\"ErrorCode\":535,\"Probability\":0}}",
                "{\"Sender\":{\"Probability\":5}}",
                "{\"Sender\":{\"ErrorCode\":0,\"Probability\":5}}",
                "{\"Sender\":{\"ErrorCode\":399,\"Probability\":5}}",
                "{\"Sender\":{\"ErrorCode\":600,\"Probability\":5}}",
                "{\"Sender\":{\"ErrorCode\":451,\"Probability\":101}}",
                "{\"Sender\":{\"ErrorCode\":451,\"Probability\":-1}}",
                "{\"Sender\":null}",
                "{\"Foo\":1}",
                "[]",
                "",
                "{\"Sender\":5}",
                "{\"Sender\":{\"ErrorCode\":\"451\"}}",
                "{}")) {
            asks.add(Ask.json("PUT", "/api/v1/chaos", body));
            asks.add(CHAOS);
        }
        return asks;
    }

    /** Returns bodies for {@code send}. */
    static List<String> sent() {
        String from =
                "{\"From\":{\"Email\":\"app@example.org\",\"Name\":\"App\"},\"To\":[{\"Email\":\"ada@example.org\",\"Name\":\"Ada\"}],";
        List<String> bodies = new ArrayList<>(List.of(
                from + "\"Subject\":\"Sent\",\"Text\":\"Text\"}",
                from
                        + "\"Subject\":\"Sent\",\"Text\":\"two\\nlines\",\"HTML\":\"<p>Html <a href='https://x.example/1'>x</a></p>\"}",
                from + "\"Text\":\"one\\ntwo\"}",
                from
                        + "\"Text\":\"one\\r\\ntwo\\n\",\"HTML\":\"<p>\\n</p>\\r\\n\",\"Attachments\":[{\"Content\":\"dGV4dA==\",\"Filename\":\"a.txt\"}]}",
                from + "\"Text\":\"one\\ntwo\",\"Attachments\":[{\"Content\":\"dGV4dA==\",\"Filename\":\"a.txt\"}]}",
                from + "\"Subject\":\"Only HTML\",\"HTML\":\"<p>Html</p>\"}",
                from
                        + "\"Subject\":\"Gr\u00fc\u00dfe\",\"Text\":\"\u00e4\u00f6\u00fc \u20ac\",\"Cc\":[{\"Email\":\"cc@example.org\"}],\"Bcc\":[\"bcc@example.org\"],\"ReplyTo\":[{\"Email\":\"r@example.org\",\"Name\":\"R\"}]}",
                from
                        + "\"Subject\":\"Tags\",\"Text\":\"x\",\"Tags\":[\"one\",\"Two words\",\"c#d\"],\"Headers\":{\"X-Custom\":\"v\"}}",
                from + "\"Attachments\":[{\"Content\":\"" + PNG
                        + "\",\"Filename\":\"p.png\"},{\"Content\":\"JVBERi0xLjQK\",\"Filename\":\"d.pdf\"},{\"Content\":\"PGh0bWw+PC9odG1sPg==\",\"Filename\":\"h.html\"},{\"Content\":\"dGV4dA==\",\"Filename\":\"t.txt\"},"
                        + "{\"Content\":\"AAECAw==\",\"Filename\":\"b.bin\"},{\"Content\":\"UEsDBA==\",\"Filename\":\"z.zip\"},{\"Content\":\"e30=\",\"Filename\":\"j.json\"},{\"Content\":\"R0lGODlhAQABAAAAACw=\",\"Filename\":\"g.gif\"},{\"Content\":\"/9j/4AAQ\",\"Filename\":\"j.jpg\"}]}",
                from + "\"HTML\":\"<img src='cid:i1'>\",\"Attachments\":[{\"Content\":\"data:image/png;base64," + PNG
                        + "\",\"Filename\":\"p.png\",\"ContentID\":\"i1\"},{\"Content\":\"dGV4dA==\",\"FileName\":\"t.txt\",\"contenttype\":\"text/csv\"}]}",
                from + "\"Attachments\":[{\"Content\":\"dGV4\\r\\ndA==\\n\",\"Filename\":\"lines.txt\"}]}",
                from + "\"Attachments\":[{\"Content\":\"not base64!\",\"Filename\":\"bad.txt\"}]}",
                from + "\"Attachments\":[{\"Content\":\"\",\"Filename\":\"empty.txt\"}]}",
                from + "\"Attachments\":[{\"Filename\":\"none.txt\"}]}",
                from + "\"Subject\":5}",
                from + "\"Unknown\":{\"a\":[1]}}",
                from + "\"Headers\":{\"Subject\":\"x\"}}",
                from + "\"Headers\":{\"X Y\":\"x\"}}",
                from + "\"Headers\":{\"X-A\":5}}",
                from + "\"Headers\":{\"X-Tags\":\"h1,h2\"}}",
                "{\"from\":{\"email\":\"app@example.org\"},\"to\":[{\"email\":\"ada@example.org\"}],\"subject\":\"lower\",\"text\":\"case\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"To\":[{\"Email\":\"bad\"}],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"bad\"},\"To\":[{\"Email\":\"ada@example.org\"}],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"To\":[{\"Email\":\"Ada <ada@example.org>\"}],\"Subject\":\"Name in address\",\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"Ada <ada@example.org>\"},\"To\":[{\"Email\":\"\\\"odd user\\\"@example.com\"}],\"Subject\":\"odd\",\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"Cc\":[{\"Email\":\"bad\"}],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"Bcc\":[\"bad\"],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"To\":[{\"Email\":\"a@b.c\"}],\"ReplyTo\":[{\"Email\":\"bad\"}],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"Subject\":\"no recipient\",\"Text\":\"x\"}",
                "{\"To\":[{\"Email\":\"ada@example.org\"}],\"Text\":\"x\"}",
                "{\"From\":{\"Email\":\"app@example.org\"},\"Bcc\":[\"only@example.org\"],\"Subject\":\"only bcc\",\"Text\":\"x\"}",
                "{}",
                "[]",
                "",
                "{",
                "null",
                from + "\"Subject\":\"Injected\\r\\nX-Evil: 1\",\"Text\":\"x\"}",
                from + "\"Text\":\"x\",\"Headers\":{\"X-A\":\"a\\r\\nX-B: b\"}}",
                from + "\"Subject\":\"" + "Long subject ".repeat(20) + "\",\"Text\":\"" + "long line ".repeat(200)
                        + "\"}",
                from + "\"Subject\":\"Duplicate\",\"Subject\":\"Last wins\",\"Text\":\"x\"}"));
        return bodies;
    }

    /** Returns requests that delete, which end with an empty store. */
    static List<Ask> deletions() {
        List<Ask> asks = new ArrayList<>();
        for (Ask ask : List.of(
                Ask.json("DELETE", MESSAGES, "{\"IDs\":[\"{#0}\"]}"),
                Ask.json("DELETE", MESSAGES, "{\"ids\":[\"{#1}\",\"none\"]}"),
                Ask.json("DELETE", MESSAGES, "{\"IDs\":[\"{#2}\"],\"Foo\":1}"),
                Ask.json("DELETE", MESSAGES, "{\"IDs\":[5]}"),
                Ask.json("DELETE", MESSAGES, "{\"IDs\":\"{#3}\"}"),
                Ask.json("DELETE", MESSAGES, "[]"),
                Ask.json("DELETE", MESSAGES, "{"),
                Ask.of("DELETE", "/api/v1/search"),
                Ask.of("DELETE", "/api/v1/search?query="),
                Ask.of("DELETE", "/api/v1/search?query=subject:Reset"),
                Ask.of("DELETE", "/api/v1/search?query=nosuchword"),
                Ask.of("DELETE", "/api/v1/search?query=after:2099-01-01&tz=Europe/Berlin"),
                Ask.of("DELETE", "/api/v1/search?query=is:starred"),
                new Ask("DELETE", MESSAGES, "{\"IDs\":[\"{#4}\"]}", List.of()))) {
            asks.add(ask);
            asks.add(STATE);
        }
        asks.add(Ask.of("DELETE", MESSAGES));
        asks.add(STATE);
        asks.add(TAGS);
        asks.add(Ask.get("/api/v1/message/latest"));
        asks.add(Ask.get("/view/latest"));
        asks.add(Ask.get("/api/v1/info"));
        asks.add(Plan.search("one"));
        return asks;
    }
}
