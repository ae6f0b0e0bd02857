package io.github.smtpfake.rest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The differences that docs/mailpit.md lists by name, and how to recognise each in a pair of answers. */
enum ListedDifference {
    ENVELOPE,
    EMPTY_LISTS,
    RAW_BYTES,
    MESSAGE_ID,
    TEXT_CHARSET,
    ERROR_TEXTS,
    NOT_IMPLEMENTED,
    METRICS,
    HEALTH_BODY,
    PART_DISPOSITION,
    OTHER_ORIGINS,
    METHOD_STATUS,
    PATHS,
    VIEW_LATEST,
    HUGE_NUMBERS,
    BEFORE_COUNTS,
    DELETE_NEEDS_IDS,
    DELETE_NEEDS_VALID_TERMS,
    SENT_MIME,
    TAGS_OF_UNKNOWN,
    ADDRESS_MEMBERS,
    HEADER_KEYWORD,
    STRICT_JSON,
    ACCEPTED_MESSAGES,
    ADDRESSES,
    CHARSETS,
    MALFORMED_QUERIES,
    CONTENT_IDS,
    ZONE_NAMES,
    INVALID_DATES,
    EMBED,
    SEND_STRICT,
    SWAGGER,
    MORE_DATES,
    PUNCTUATION,
    SEARCHED_TEXT,
    UNTYPED_PARTS,
    DAMAGED_MESSAGES,
    LETTER_CASE;

    private static final int BAD_REQUEST = 400;
    private static final Pattern ADDED_LINES =
            Pattern.compile("(?mi)^(return-path|received|message-id|bcc):.*\r\n(?:[ \t].*\r\n)*");
    private static final Pattern HUGE = Pattern.compile("\\d{19}");
    private static final Pattern MEMBER_WORDS = Pattern.compile(
            "(?i)(from|to|cc|bcc|reply-to|addressed):\"?(name|address|null|\\[|\\{}|:|e|a|-|!)?\"?( |$)");
    private static final Pattern MORE_DATES_OF_OURS = Pattern.compile(
            "\\(Coordinated Universal Time\\)|:\\d{4}-\\d\\d-\\d\\dT\\d\\d( |$)|:\"\\d{4} Jan 2\"|:\"Monday, ");
    private static final Pattern NAME_WITH_COMMA = Pattern.compile("\\w+:\"Doe, Jane\"");
    private static final Pattern ALTERNATIVE_TEXT = Pattern.compile("Logo");
    private static final Pattern HYPHEN = Pattern.compile("(^| )([-!]?)-( |$)");
    private static final Pattern OTHER_LETTERS = Pattern.compile("([\\w-]+:)?[^ -~]+");
    private static final Pattern HEADER = Pattern.compile("header:");
    private static final int LONGEST_ADDED_HEADER = 1_500;
    private static final Pattern TEXTS = Pattern.compile("/(Text|Snippet|txt)");
    private static final Pattern HTML = Pattern.compile("/(HTML|html|Attachments)");
    /** Messages by hand with encoded words, charsets, encodings, types or tags that are damaged, and where that shows. */
    private static final Map<String, Pattern> DAMAGED = Map.of(
            "base64-", TEXTS,
            "charset-", TEXTS,
            "content-type-comments", HTML,
            "encoded-words-", Pattern.compile("/(Subject|Name)"),
            "links-html", HTML,
            "quoted-printable-defects", TEXTS,
            "transfer-encoding-comment", TEXTS);
    /** Messages by hand with headers of addresses that are damaged, obsolete or repeated. */
    private static final List<String> ODD_ADDRESSES =
            List.of("damaged-addresses", "duplicate-headers", "groups-and-comments", "quoted-local-parts");

    private static final Pattern SHOWN_INLINE = Pattern.compile("image/(png|jpeg|gif|webp)\\b.*");

    private static final Pattern SENT_BY_MISTAKE =
            Pattern.compile("\"From\":\\{\"Email\":\"bad\"|\\\\r\\\\n|^\\{\"To\"|^null$|^\\{}$");
    private static final Pattern LAX_JSON = Pattern.compile("^null$|,null[]]|[}] trailing$|^[{]\"Foo\":1[}]$");
    private static final Pattern TERM_WITHOUT_VALUE = Pattern.compile("\"Search\":\"[^\"]*\\w:[\" ]");
    private static final List<String> ADDRESS_FIELDS = List.of("From", "To", "Cc", "Bcc", "ReplyTo", "ReturnPath");

    /** Returns the name in the table. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether a difference is this one. */
    boolean recognises(Difference difference) {
        Ask ask = difference.ask();
        String path = difference.path();
        return switch (this) {
            case ENVELOPE ->
                List.of("/body/Envelope", "/body/Links", "/body/Codes").contains(path)
                        && difference.original().isMissingNode();
            case EMPTY_LISTS ->
                difference.original().isNull()
                        && difference.ours().isArray()
                        && difference.ours().isEmpty();
            case RAW_BYTES -> isAddedByMailpit(difference);
            case MESSAGE_ID ->
                isSearch(difference)
                                && query(ask).toLowerCase(Locale.ROOT).contains("message-id:")
                                && FoundMessages.of(difference).differOnlyIn(SampleIds.WITHOUT_MESSAGE_ID)
                        || isGeneratedMessageId(difference);
            case TEXT_CHARSET -> path.equals("/type") && isSameTextType(difference);
            case ERROR_TEXTS -> isErrorText(difference);
            case NOT_IMPLEMENTED -> difference.oursStatus() == 501 && isNotImplemented(ask);
            case METRICS -> ask.target().equals("/metrics") && difference.originalStatus() == 404;
            case HEALTH_BODY -> ask.target().matches("/(livez|readyz)");
            case PART_DISPOSITION -> isOfPart(difference);
            case OTHER_ORIGINS -> ask.headers().toString().contains("Origin:") && difference.originalStatus() == 403;
            case METHOD_STATUS -> difference.originalStatus() == 404 && difference.oursStatus() == 405;
            case PATHS -> ask.target().contains("//") && difference.originalStatus() == 307;
            case VIEW_LATEST -> ask.target().startsWith("/view/latest") && difference.originalStatus() == 302;
            case HUGE_NUMBERS -> HUGE.matcher(ask.target()).find() && difference.originalStatus() == BAD_REQUEST;
            case BEFORE_COUNTS ->
                ask.target().startsWith("/api/v1/messages?before=") && path.matches("/body/messages_(count|unread)");
            case DELETE_NEEDS_IDS ->
                ask.method().equals("DELETE")
                        && ask.target().equals("/api/v1/messages")
                        && difference.originalStatus() == 200
                        && difference.oursStatus() == BAD_REQUEST;
            case DELETE_NEEDS_VALID_TERMS ->
                isChangeBySearch(ask) && difference.originalStatus() == 200 && difference.oursStatus() == BAD_REQUEST;
            case SENT_MIME -> isOfSentMessage(difference);
            case TAGS_OF_UNKNOWN -> isGhostTag(difference);
            case ADDRESS_MEMBERS -> findsFewer(difference, MEMBER_WORDS);
            case STRICT_JSON ->
                ask.body() != null
                        && ask.method().matches("PUT|POST")
                        && difference.originalStatus() == 200
                        && difference.oursStatus() == BAD_REQUEST
                        && LAX_JSON.matcher(ask.body()).find();
            case ACCEPTED_MESSAGES ->
                ask.method().equals("SMTP") && difference.ours().asText().equals(Peer.ACCEPTED);
            case ADDRESSES -> isUnreadAddress(difference);
            case MALFORMED_QUERIES ->
                ask.target().contains("%ZZ") || ask.target().contains("%00");
            case CONTENT_IDS ->
                difference.member().equals("ContentID")
                        && difference.original().asText().startsWith("=?");
            case INVALID_DATES -> isInvalidDate(difference);
            case EMBED ->
                ask.target().endsWith("embed=1")
                        && difference.original().asText().contains("<script nonce=");
            case SEND_STRICT -> isRejectedBySend(difference);
            case MORE_DATES ->
                isSearch(difference)
                        && MORE_DATES_OF_OURS.matcher(query(ask)).find()
                        && FoundMessages.of(difference)
                                .original()
                                .containsAll(FoundMessages.of(difference).ours());
            case PUNCTUATION -> findsMore(difference, NAME_WITH_COMMA);
            case SEARCHED_TEXT ->
                findsMore(difference, ALTERNATIVE_TEXT)
                        || isSearch(difference) && differsByHyphens(query(ask), FoundMessages.of(difference));
            case LETTER_CASE -> findsMore(difference, OTHER_LETTERS);
            case UNTYPED_PARTS -> isOfUntypedPart(difference);
            case DAMAGED_MESSAGES ->
                DAMAGED.entrySet().stream()
                        .anyMatch(message -> ask.isAbout("by-hand/" + message.getKey())
                                && message.getValue()
                                        .matcher(shownAt(difference))
                                        .matches());
            case SWAGGER -> ask.target().equals("/api/v1/swagger.json") && difference.oursStatus() == 404;
            case ZONE_NAMES -> difference.member().equals("Date") && isSameLocalTime(difference);
            case CHARSETS -> isReplaced(difference);
            case HEADER_KEYWORD -> findsMore(difference, HEADER);
        };
    }

    /** Returns whether a request is one of those that smtp-fake answers with 501. */
    static boolean isNotImplemented(Ask ask) {
        return ask.target().matches("/api/v1/message/[^/]+/(html-check|link-check|sa-check|release|part/[^/]+/thumb)");
    }

    private static boolean isChangeBySearch(Ask ask) {
        return ask.method().equals("DELETE") && ask.target().startsWith("/api/v1/search")
                || ask.method().equals("PUT")
                        && ask.body() != null
                        && TERM_WITHOUT_VALUE.matcher(ask.body()).find();
    }

    /** Returns the member or, of a page for browsers, its type, such as {@code /Subject} or {@code /html}. */
    private static String shownAt(Difference difference) {
        String target = difference.ask().target();
        return target.startsWith("/view/")
                ? target.replaceFirst(".*[.](html|txt).*", "/$1")
                : "/" + difference.member();
    }

    private static boolean findsMore(Difference difference, Pattern term) {
        return isSearchBy(difference, term) && FoundMessages.of(difference).areMoreFor(query(difference.ask()), term);
    }

    private static boolean findsFewer(Difference difference, Pattern term) {
        return isSearchBy(difference, term) && FoundMessages.of(difference).areFewerFor(query(difference.ask()), term);
    }

    private static boolean isSearchBy(Difference difference, Pattern term) {
        return isSearch(difference)
                && Pattern.compile("(^| )[-!]?\"?" + term.pattern(), term.flags())
                        .matcher(query(difference.ask()))
                        .find();
    }

    private static boolean differsByHyphens(String query, FoundMessages found) {
        Matcher hyphen = HYPHEN.matcher(query);
        if (!hyphen.find()) {
            return false;
        }
        return hyphen.group(2).isEmpty()
                ? found.differOnlyIn(SampleIds.WITH_SEVERAL_TEXTS, SampleIds.WITH_LIST)
                : found.differOnlyIn(SampleIds.WITH_LIST, SampleIds.WITH_SEVERAL_TEXTS);
    }

    private static boolean isGeneratedMessageId(Difference difference) {
        String ours = difference.ours().asText();
        return difference.member().equals("MessageID")
                && difference.original().asText().endsWith("@mailpit")
                && (difference.ask().isAbout("send") ? ours.endsWith("@smtp-fake") : ours.isEmpty());
    }

    private static boolean isAddedByMailpit(Difference difference) {
        if (difference.ask().target().contains("/headers")) {
            return isAddedHeader(difference);
        }
        if (difference.path().matches("/body(/messages/\\d+)?/Size")) {
            int added = difference.original().asInt() - difference.ours().asInt();
            return added > 0 && added < LONGEST_ADDED_HEADER;
        }
        return difference.ask().target().contains("/raw")
                && difference.path().equals("/body")
                && withoutAddedLines(difference.original()).equals(withoutAddedLines(difference.ours()));
    }

    private static boolean isAddedHeader(Difference difference) {
        String original = difference.original().path(0).asText();
        boolean isMissing = difference.ours().isMissingNode();
        return switch (difference.path()) {
            case "/body/Received" -> original.contains("(Mailpit)") && isRest(difference.original(), difference.ours());
            case "/body/Message-Id" -> isMissing && original.endsWith("@mailpit>");
            // Mailpit shows none for the empty reverse-path.
            case "/body/Return-Path" -> difference.ours().path(0).asText().equals("<>");
            case "/body/Bcc/0" ->
                difference.original().asText().startsWith(difference.ours().asText() + ", ");
            default -> false;
        };
    }

    /** Returns whether a list consists of the elements of another one after the first. */
    private static boolean isRest(JsonNode all, JsonNode rest) {
        return IntStream.range(1, Math.max(all.size(), rest.size() + 1))
                .allMatch(i -> all.path(i).equals(rest.path(i - 1)));
    }

    private static String withoutAddedLines(JsonNode raw) {
        String text = raw.asText();
        int headerEnd = text.indexOf("\r\n\r\n");
        int header = headerEnd < 0 ? text.length() : headerEnd + 2;
        return ADDED_LINES.matcher(text.substring(0, header)).replaceAll("") + text.substring(header);
    }

    private static boolean isOfPart(Difference difference) {
        String original = difference.original().asText();
        String ours = difference.ours().asText();
        if (!difference.ask().target().contains("/part/")) {
            return false;
        }
        if (difference.path().equals("/type")) {
            return original.equals("application/octet-stream")
                    && ours.matches("(text/html|text/xml|application/xhtml\\+xml|image/svg\\+xml|application/xml).*");
        }
        boolean isShownInline = SHOWN_INLINE
                .matcher(difference.oursView().path("type").asText())
                .matches();
        boolean isOtherName = ours.contains("filename*=UTF-8''")
                && original.replaceFirst(";.*", "").equals(ours.replaceFirst(";.*", ""));
        return difference.path().equals("/disposition")
                && (isOtherName || !isShownInline && original.startsWith("inline") && ours.startsWith("attachment"));
    }

    private static boolean isSameTextType(Difference difference) {
        String original = difference.original().asText();
        return original.startsWith("text/")
                && difference.ours().asText().equals(original.replaceFirst(";.*", "") + "; charset=utf-8");
    }

    private static boolean isErrorText(Difference difference) {
        return difference.originalStatus() >= BAD_REQUEST
                && difference.originalStatus() == difference.oursStatus()
                && (difference.path().equals("/type") || difference.path().startsWith("/body"))
                && !difference.original().asText().matches("invalid .* address: .*");
    }

    /** Both servers write the message themselves. */
    private static boolean isOfSentMessage(Difference difference) {
        String target = difference.ask().target();
        return difference.ask().isAbout("send")
                && (target.endsWith("/raw")
                        || target.endsWith("/headers")
                        || difference.path().matches("/body/(Size|Bcc|ReturnPath)")
                        || difference.path().equals("/body/Subject")
                                && difference
                                        .ours()
                                        .asText()
                                        .stripTrailing()
                                        .equals(difference.original().asText()));
    }

    private static boolean isRejectedBySend(Difference difference) {
        Ask ask = difference.ask();
        boolean isRejected = ask.target().equals("/api/v1/send")
                && difference.originalStatus() == 200
                && difference.oursStatus() == BAD_REQUEST
                && ask.body() != null
                && SENT_BY_MISTAKE.matcher(ask.body()).find();
        return isRejected || difference.path().equals("/body/RuntimeStats/SMTPAccepted");
    }

    /** Mailpit ignores the term, so all messages match if it is the only one. */
    private static boolean isInvalidDate(Difference difference) {
        JsonNode list = difference.originalView().path("body");
        boolean isOnly = !difference.ask().target().contains("+");
        return difference.oursStatus() == BAD_REQUEST
                && difference.originalStatus() == 200
                && difference.ask().target().matches(".*(after|before)(:|%3A|=).*")
                && (!isOnly || list.path("messages_count").equals(list.path("total")));
    }

    private static boolean isGhostTag(Difference difference) {
        return difference.member().equals("tags")
                        && difference.original().toString().contains("\"ghost\"")
                || difference.ask().target().equals("/api/v1/tags")
                        && difference.original().toString().contains("\"ghost\"");
    }

    /** Mailpit shows no address, or the whole header as a name without an address. */
    private static boolean isUnreadAddress(Difference difference) {
        boolean isAddress = ADDRESS_FIELDS.stream().anyMatch(difference::isIn)
                && !difference.ask().target().contains("/headers");
        JsonNode original = difference.original();
        JsonNode ours = difference.ours();
        return isAddress
                && ODD_ADDRESSES.stream().anyMatch(name -> difference.ask().isAbout("by-hand/" + name))
                && (original.size() < ours.size() || difference.member().matches("Name|Address"));
    }

    /** Mailpit replaces characters that it cannot decode. */
    private static boolean isReplaced(Difference difference) {
        String original = difference.original().asText();
        String pattern = Pattern.quote(original).replaceAll("\uFFFD+", "\\\\E[^ -~]+\\\\Q");
        return original.contains("\uFFFD")
                && difference.ours().asText().matches("(?s)" + pattern)
                && !difference.ours().asText().contains("\uFFFD");
    }

    /** Go reads an unknown name of a time zone as UTC. */
    private static boolean isSameLocalTime(Difference difference) {
        String original = difference.original().asText();
        return original.endsWith("Z")
                && difference.ours().asText().startsWith(original.substring(0, original.length() - 1));
    }

    /** Mailpit shows a part without a type nowhere but as a part. */
    private static boolean isOfUntypedPart(Difference difference) {
        String original = difference.original().asText();
        boolean isText = original.isEmpty() && difference.path().matches("/body(/Text|/messages/0/Snippet)?")
                || difference.member().equals("Inline") && difference.original().isEmpty();
        boolean isPart = difference.ask().target().contains("/part/")
                && (Math.max(difference.originalStatus(), difference.oursStatus()) == 404
                        || difference.path().equals("/type") && original.isEmpty());
        return difference.ask().isAbout("by-hand/") && (isText || isPart);
    }

    private static boolean isSearch(Difference difference) {
        return difference.ask().target().startsWith("/api/v1/search?")
                && difference.originalStatus() == 200
                && difference.oursStatus() == 200;
    }

    private static String query(Ask ask) {
        String parameters = ask.target().substring(ask.target().indexOf("query=") + "query=".length());
        return URLDecoder.decode(parameters, StandardCharsets.UTF_8);
    }
}
