package io.github.smtpfake.internal.css;

import java.util.Locale;

/**
 * Reads style sheets and style attributes. Never fails, and needs time proportional to the length of the text. Like browsers, it
 * skips what it cannot understand up to the next semicolon or brace.
 */
public final class CssReader {
    /** Blocks within more blocks are read as if they were at this depth. */
    private static final int MAX_DEPTH = 32;

    private final CssVisitor visitor;
    private final CssContext[] blocks = new CssContext[MAX_DEPTH];
    private CssContext context = CssContext.TOP;
    private int depth;

    private CssReader(CssVisitor visitor) {
        this.visitor = visitor;
    }

    /** Reads a style sheet, such as the content of a {@code style} element. */
    public static void readSheet(String css, CssVisitor visitor) {
        new CssReader(visitor).read(css);
    }

    /** Reads the value of a {@code style} attribute. */
    public static void readAttribute(String css, CssVisitor visitor) {
        CssScanner scanner = new CssScanner(css);
        char end;
        do {
            end = scanner.next();
            declaration(scanner, CssContext.TOP, visitor);
        } while (end != '\0');
    }

    private static void declaration(CssScanner scanner, CssContext context, CssVisitor visitor) {
        CssDeclaration.of(scanner.statement())
                .ifPresent(declaration -> visitor.declaration(declaration, scanner.position(), context));
    }

    private void read(String css) {
        CssScanner scanner = new CssScanner(css);
        char end;
        do {
            end = scanner.next();
            String statement = scanner.statement();
            if (end == '{') {
                start(statement, scanner.position());
            } else if (statement.startsWith("@")) {
                atRule(statement, scanner.position());
            } else if (depth > 0) {
                declaration(scanner, context, visitor);
            }
            if (end == '}') {
                end();
            }
        } while (end != '\0');
    }

    private void start(String prelude, int position) {
        CssContext inner;
        if (prelude.startsWith("@")) {
            atRule(prelude, position);
            inner = context.inAtRule();
        } else {
            CssSelector selector = CssSelector.of(prelude);
            visitor.styleRule(selector, position, context);
            inner = context.in(selector);
        }
        if (depth < MAX_DEPTH) {
            blocks[depth] = context;
            context = inner;
        }
        depth++;
    }

    private void end() {
        if (depth > 0) {
            depth--;
            if (depth < MAX_DEPTH) {
                context = blocks[depth];
            }
        }
    }

    private void atRule(String statement, int position) {
        int end = 1;
        while (end < statement.length() && isNamePart(statement.charAt(end))) {
            end++;
        }
        String name = statement.substring(1, end).toLowerCase(Locale.ROOT);
        visitor.atRule(name, statement.substring(end).strip(), position, context);
    }

    private static boolean isNamePart(char c) {
        return c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
