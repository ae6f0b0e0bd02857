package io.github.smtpfake.internal.css;

/** Receives the contents of a style sheet or of a style attribute in order. Positions are indexes of the text that is read. */
public interface CssVisitor {

    /**
     * Visits an at-rule, before its contents if it has a block.
     *
     * @param name the name in lower case, such as {@code media}
     * @param prelude the text between the name and the block or semicolon
     */
    void atRule(String name, String prelude, int position, CssContext context);

    /** Visits a style rule, before its declarations. */
    void styleRule(CssSelector selector, int position, CssContext context);

    /** Visits a declaration of the style attribute, of the innermost style rule, or of an at-rule such as {@code @font-face}. */
    void declaration(CssDeclaration declaration, int position, CssContext context);
}
