package io.github.smtpfake.message;

import java.util.regex.Pattern;

/** The words by which one-time codes are told from other numbers. */
final class CodeWords {
    /** What names a code, in several languages. */
    static final Pattern KEYWORD = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:"
            // Compounds of German and its like, such as Sicherheitscode.
            + "\\p{L}{0,30}+(?<=code|codes|kode|koden|kod|kodu|kód)"
            + "|pin|otp|totp|2fa|mfa|tan|one[- ]time (?:password|pass|token)|temporary password|verification|token"
            + "|einmal(?:passwort|kennwort)|c[oó]digo|clave|codice|mot de passe (?:à usage )?unique|код|пароль"
            + ")(?![\\p{L}\\p{N}])"
            + "|验证码|驗證碼|校验码|認証コード|確認コード|コード|인증번호|인증 ?코드");

    /** What stands in front of a code that is for something else. */
    static final Pattern OTHER_CODE = Pattern.compile(
            "(?iu)\\b(?:promo\\w*+|discount|coupon|voucher|gift(?: ?card)?|zip|postal|post|area|country|dial\\w*+|error|status"
                    + "|exit|source|dress|qr|bar|tracking|order|product|item|booking|reference|referral|invite|invitation|tax"
                    + "|swift|sort|bank|offer|exclusive|response|color|colour|cancellation|device|redemption)[ -]?$");

    /** Compounds that are something else. */
    static final Pattern OTHER_COMPOUND = Pattern.compile(
            "(?iu)(?:rabatt|gutschein|aktions|fehler|bestell|artikel|zip|bar|qr|en|de|un|dis|promo|quell|status)(?:codes?|kode)");

    /** What follows a code that is for something else. */
    static final Pattern OTHER_USE =
            Pattern.compile("(?iu)^(?: of conduct| review| base| freeze| sample| snippet| changes? )");

    /** What a number is called that is no code, right in front of it. */
    static final Pattern OTHER_NUMBER = Pattern.compile(
            "(?iu)(?:(?<![\\p{L}\\p{N}])(?:order|invoice|receipt|ticket|case|customer|client|member(?:ship)?|reference|ref|tracking"
                    + "|parcel|shipment|room|suite|flight|gate|seat|iban|vat|amount|total|balance|build|version|release|issue"
                    + "|pull request|commit|copyright|ending in|ends with|zip|po box|bestellung|bestellnummer|rechnung"
                    + "|rechnungsnummer|kundennummer|auftrag|auftragsnummer|vorgang|pedido|factura|commande|facture|bestelling"
                    + "|transaction|payment|booking|reservation|serial|model|sku|isbn|terminal|port)"
                    + "(?: (?:id|no|nr|number|num|code))?|©|№|\\(c\\))[ .:#№-]{0,4}$");

    /** The same without a colon, behind which these may also be where a code is to be typed. */
    static final Pattern OTHER_NUMBER_WITHOUT_COLON = Pattern.compile(
            "(?iu)(?:(?<![\\p{L}\\p{N}])(?:account|acct|phone|tel|telephone|mobile|call|fax|card)(?: (?:id|no|nr|number))?)[ .#№+-]{0,4}$"
                    + "|^\\W*+(?:account|phone|tel|telephone|mobile|fax|card)[ .:#№+-]{0,4}$");

    /** What makes a number an amount, or a part of a postal address. */
    static final Pattern UNIT = Pattern.compile(
            "(?iu)^ ?(?:points?|miles|people|users?|members|visitors|steps|items|views|customers|[kmgt]b|km|kg|px|words|usd|eur|gbp"
                    + "|dollars?|euros?|hours?|days?|years?|kcal|calories|st|street|avenue|ave|road|rd|drive|blvd|lane)"
                    + "(?![\\p{L}\\p{N}])");

    /** What says that a line is about a discount. */
    static final Pattern OFFER = Pattern.compile(
            "(?iu)\\b(?:checkout|discount|coupon|voucher|promo|gift ?card|rabatt|gutschein)|% off|\\bsave \\d");

    static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

    private CodeWords() {}
}
