import java.util.List;

/**
 * A mail to send.
 *
 * @param content header and body in ASCII, which ends with a line break; no line starts with a dot
 */
record Mail(String sender, List<String> recipients, String content) {}
