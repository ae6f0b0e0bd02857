package io.github.smtpfake.internal.codes;

import java.util.regex.Pattern;

/** The words that distinguish one-time codes from other numbers. */
final class CodeWords {
    /** The word "code" in the languages that build compounds with it, including endings such as in Turkish kodunuz. */
    private static final String CODE = "code|codes|kode|koden|kod|kodu|kodun|kodunuz|kodom"
            + "|kód|kódod|kódja|kódot|kódját|koodi|koodisi|koodin|koodia|koodiasi";

    /** The keywords, in several languages. */
    static final Pattern KEYWORD = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?=[\\p{L}2])(?:"
            // Compounds of German and similar languages, such as Sicherheitscode.
            + "\\p{L}{0,30}+(?<=" + CODE + ")"
            + "|pin|otp|totp|2fa|mfa|tan|one[- ]time (?:password|pass|token)|temporary password|verification|token"
            + "|einmal(?:passwort|kennwort)|c[oó]digo|clave|codice|cod|codul|mot de passe (?:à usage )?unique|код|пароль"
            + "|κωδικός|mã|קוד|رمز|كود|ओटीपी|कोड"
            + "|kertakäyttö(?:inen )?salasana(?:si)?|tunnusluku(?:si)?|egysz(?:er használatos|eri) jelszó|jednokratna lozinka"
            + ")(?![\\p{L}\\p{N}])"
            + "|(?=[验驗校動动認確コワパ暗仮人本인ร])(?:验证码|驗證碼|校验码|動態碼|动态码|認證碼|認証コード|確認コード|コード|認証番号|確認番号"
            + "|暗証番号|ワンタイム ?パス(?:ワード)?|パスコード|仮パスワード|認証キー|本人確認番号|인증번호|인증 ?코드|รหัส)");

    /** A word before a keyword that makes it about something else. */
    static final Pattern OTHER_CODE = Pattern.compile(
            "(?iu)\\b(?:promo\\w*+|discount|coupon|voucher|gift(?: ?card)?|zip|postal|post|area|country|dial\\w*+|error|status"
                    + "|exit|return|source|dress|qr|bar|tracking|order|product|item|booking|reference|referral|invite"
                    + "|invitation|tax|invoice|swift|sort|bank|offer|exclusive|response|color|colour|cancellation|device"
                    + "|redemption|morse|rabatt|gutschein|diagnostic"
                    // "It failed with code 137".
                    + "|(?:fail|finish|exit|end|terminat|answer|respond|repli|return|stopp?|crash|complet)"
                    + "\\w{0,3}+ (?:with|by))"
                    + "[ -]?$"
                    + "|(?:クーポン|プロモーション|プロモ|割引|優待|エラー|商品|注文|郵便|バー|ギフト|紹介|招待|キャンペーン|店舗|国|QR|ソース)$"
                    // Hungarian and Croatian adjectives.
                    + "|(?<!\\p{L})(?:kedvezmény\\p{L}*+|promóciós|kupon|akciós|hiba|termék|irányító|promotivni|poštanski"
                    + "|popust|greške|pogreške|proizvoda)[ -]?$");

    /** Compounds that are about something else. */
    static final Pattern OTHER_COMPOUND = Pattern.compile(
            "(?iu)(?:rabatt?|gutschein|aktions?|actie|kortings|fehler|fout|fel|fejl|bestell|artikel|kunden|kund|klant"
                    + "|länder|land|zip|bar|streep|qr|post|en|de|un|dis|promo|quell|status"
                    + "|alennus|etu|kuponki|tarjous|tuote|virhe|viiva|posti|maa|lahja|lähde|asiakas"
                    + "|kupon|akció|kedvezmény|hiba|termék|vonal|ország|forrás|ügyfél)(?:" + CODE + ")");

    /** Other purposes of a code, in the languages that name the purpose after the keyword. */
    private static final String OTHER_PURPOSE = "promo\\p{L}*+|po[sșş]ta\\p{L}*+|pos|reduc\\p{L}*+|réduc\\p{L}*+"
            + "|remise|avantage|descuento|desconto|sconto|cupom|cupón|client[ei]?|article|artículo|artigo|articolo"
            + "|suivi|seguimiento|rastreio|rastreamento|spedizione|erreur|error[ei]?|erro|fiscale?|barras?|barre"
            + "|produ[ict]\\p{L}*+|prodotto|réservation|reserva|prenotazione|país|pays|paese|rabatow\\p{L}*+|pocztow\\p{L}*+"
            + "|błędu|kreskow\\p{L}*+|klienta|produktu"
            + "|(?:za |s )?popust\\p{L}*+|(?:za |s )?akcij\\p{L}*+|(?:po)?greške|proizvoda|kupca|nas|vas|kuće"
            + "|đơn hàng|giảm giá|ошибки|помилки|товара|товару|клиента|клієнта";

    /** Text after a keyword that makes it about something else. */
    static final Pattern OTHER_USE = Pattern.compile(
            "(?iu)^(?:\\.\\p{L}|(?: of (?:conduct|practice|ethics|honou?r)| review| base| freeze| sample| snippet"
                    + "| changes?| coverage| owners?| points?| page| block| style| quality| scanning"
                    + "|(?: d[eiou]l?(?:la)?| da| d['’])? ?(?:" + OTHER_PURPOSE + "))(?!\\p{L}))");

    static final Pattern BARE_CODE = Pattern.compile("(?iu)(?:" + CODE + ")");
    static final Pattern COMPOUND = Pattern.compile("(?iu)\\p{L}++(?<=\\p{L}(?:" + CODE + "))");

    /** Text before the word "code" that says that it is for signing in or confirming, or that does not say what it is for. */
    static final Pattern PLAIN_CODE = Pattern.compile("(?iu)(?:^\\h*+|[^\\p{L}\\p{N}\\h-]\\h*+"
            + "|(?<![\\p{L}\\p{N}])(?:the|this|that|a|an|following|our|my|is|and|or|as|with|of|use|enter|type|here|by|in"
            + "|verification|verify|confirmation|confirm|security|access|log-?in|log-?on|sign-?(?:in|up|on)|auth\\p{L}*+"
            + "|activation|registration|reset|recovery|backup|fallback|unlock|pairing|pick-?up|delivery|transaction|personal"
            + "|magic|join|guest|entry|check-?in|approval|validation|withdrawal|payment|unique"
            + "|secret|single-use|one-time|time|temporary|sms|e-?mail|pin|otp|tan|2fa|mfa|two-factor|factor|digit|numeric|pass"
            + "|der|die|das|den|dem|ein|einen|diesen|folgenden|le|la|un|une|ce|voici|el|este|o|il|lo|questo|de|het|een|deze"
            + "|en|denne|ten|kod|tento|этот|цей|bu"
            + "|ellenőrző|megerősítő|belépési|hitelesítő|biztonsági|aktiváló|egyszer használatos|egyszeri|alábbi|ez a"
            + "|potvrdni|sigurnosni|verifikacijski|pristupni|aktivacijski|jednokratni|ovaj|sljedeći)[ -])$");

    /** "Your Acme Online code": a possessive, optionally with the name of a company, before a keyword. */
    static final Pattern POSSESSIVE =
            Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:your|ihr|ihren|dein|deinen|votre|ton|tu|su|seu"
                    + "|tuo|suo|je|uw|din|ditt|twój|váš|tvůj|vaš|vašu|tvoj|az ön|a te|ваш|твой|твій)"
                    + "(?: [\\p{L}\\p{N}&.'’-]{1,20}+){0,3}+[ -]$");

    /** Compounds that are for signing in or confirming, such as Sicherheitscode. */
    static final Pattern PLAIN_COMPOUND = Pattern.compile(
            "(?iu)(?:pass|sicherheits?|best[äa]tigungs?|verifi\\p{L}*+|zugangs?|zugriffs?|anmelde|login|inlog|einmal"
                    + "|engångs?|engangs?|vahvistus|turva|varmistus|varmennus|kertakäyttö|kirjautumis|pika|tunnus"
                    + "|aktivointi|biztonsági|freischalt|freigabe|aktivierungs?|abhol|toegangs?|bevestigings?|beveiligings?"
                    + "|verifierings?|bekræftelses?|säkerhets?|sikkerheds?|sikkerhets?|sms|tan|pin)(?:" + CODE + ")");

    /**
     * Words that show that a message is about confirming something, or that something in it expires soon. Because whole
     * texts are searched, a lookahead before each group of words quickly rules out positions where no word starts.
     */
    static final Pattern CONFIRMATION = Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:"
            + "(?=\\p{L})(?:verif[iy]\\p{L}*+|authenti\\p{L}*+|passcode|(?:four|six|eight)-digit|two-factor|one-time"
            + "|confirm (?:your|it|that)|(?:do not|don['’]t|never) share"
            + "|bestätig\\p{L}*+|vérifi\\p{L}*+|bekräft\\p{L}*+|bekræft\\p{L}*+|weryfik\\p{L}*+|potwierd\\p{L}*+|ověř\\p{L}*+"
            + "|doğrula\\p{L}*+|vahvist\\p{L}*+|megerősít\\p{L}*+|ellenőrz\\p{L}*+|hitelesít\\p{L}*+|potvrd\\p{L}*+"
            + "|подтвер\\p{L}*+|підтвер\\p{L}*+)"
            + "|(?=[0-9])(?:2fa|(?:[4-9]|10)-digit"
            + "|[1-6]?[0-9] ?(?=\\p{L})(?:minut\\p{L}*+|minuut\\p{L}*+|min|dakika|perc\\p{L}*+|λεπτά|мин\\p{L}*+"
            + "|хвил\\p{L}*+|phút|דקות))"
            + ")(?![\\p{L}\\p{N}])|[0-9][分분]|認証|本人確認");

    /** Words that show that a message is about signing in. */
    static final Pattern SIGN_IN = Pattern.compile(
            "(?iu)(?<![\\p{L}\\p{N}])(?=\\p{L})(?:sign(?:ed|ing)?[ -]?(?:in|up|on)|log(?:ged|ging)?[ -]?(?:in|on)|password"
                    + "|anmeld\\p{L}*+|einlogg\\p{L}*+|passwor[dt]|kennwort|connexion|connecter|mot de passe|iniciar sesión"
                    + "|contraseña|senha|accedere|accesso|inlog\\p{L}*+|wachtwoord|aanmeld\\p{L}*+|logga|logowa\\p{L}*+"
                    + "|hasł\\p{L}*+|přihl\\p{L}*+|giriş|belép\\p{L}*+|bejelentkez\\p{L}*+|jelsz\\p{L}*+|kirjaut\\p{L}*+"
                    + "|kirjaud\\p{L}*+|salasana\\p{L}*+|prijav\\p{L}*+|lozink\\p{L}*+|вход\\p{L}*+|вхід|пароль)"
                    + "(?![\\p{L}\\p{N}])");

    private static final String ENTER =
            "(?<![\\p{L}\\p{N}])(?:enter|type|use|input|key in|eingeben|gib|geben sie|saisissez|entrez"
                    + "|introduce|introduzca|ingresa|inserisci|digite|digita|voer|ange|wpisz|zadejte|syötä|írja be|add meg"
                    + "|adja meg|unesite|upišite|unesi|введите|введіть)";

    /** Words directly before a number that ask the reader to type it. */
    static final Pattern ENTRY = Pattern.compile("(?iu)" + ENTER + "(?: (?:the|this|den))?[ :]{1,2}$");

    /** The same words at the end of the line above a number that is alone on its line. */
    static final Pattern ENTRY_ABOVE =
            Pattern.compile("(?iu)" + ENTER + "(?: [^\\n.!?:：]{0,100}+[:：])?[\\s*_\"'«„“]*+$");

    /** Words that mean "is". */
    private static final String IS =
            "is|lautet|ist|est|es|è|é|är|er|on|to|je|jest|este|adalah|là|είναι|הוא|هو|है|は|是|为|為|—|–";

    /** Links a number to the keyword at the start of its sentence, regardless of the text between. */
    static final Pattern LINK_TO_NUMBER = Pattern.compile(
            "(?iu)(?:[:：]|(?<![\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}]])(?:" + IS + "))[\\h\"'«„“「\\[【(<*_]*+$");

    /** Links a number to the keyword after it. */
    static final Pattern LINK_TO_KEYWORD = Pattern.compile("(?iu)^[\\h\"'»”“」\\]】)>*_,]*+(?:(?:" + IS
            + "|as|als|comme|como|come|som|jako|for|ваш|-|[(（])(?!\\p{L})|(?=your)|$)");

    /** A word directly before a number that is not a code. */
    static final Pattern OTHER_NUMBER =
            Pattern.compile("(?iu)(?:(?<![\\p{L}\\p{N}])(?:order|invoice|receipt|ticket|case|quote|customer|client"
                    + "|member(?:ship)?|reference|ref|tracking|parcel|shipment|room|suite|flight|gate|seat|section|row|line"
                    + "|extension|ext|alert|iban|vat"
                    + "|amount|total|balance|build|version|release|issue"
                    + "|pull request|commit|copyright|ending in|ends with|zip|po box|tilaus|tilausnumero|lasku"
                    + "|asiakasnumero|rendelés|rendelésszám|számla|ügyfélszám|narudžba|narudžbe|račun"
                    + "|bestellung|bestellnummer|rechnung"
                    + "|rechnungsnummer|kundennummer|auftrag|auftragsnummer|vorgang|pedido|factura|commande|facture|bestelling"
                    + "|pesanan|transaction|payment|booking|reservation|serial|model|sku|isbn|terminal|port)"
                    + "(?: (?:id|no|nr|number|num|code))?|©|№|\\(c\\))[ .:#№-]{0,4}$|\\+\\d[\\d ()-]{0,12}$");

    /** The same for words that may also precede a code if a colon follows them. */
    static final Pattern OTHER_NUMBER_WITHOUT_COLON =
            Pattern.compile("(?iu)(?:(?<![\\p{L}\\p{N}])(?:account|acct|phone|tel|telephone|mobile|call|fax|card)"
                    + "(?: (?:id|no|nr|number))?)[ .#№+-]{0,4}$"
                    + "|^\\W*+(?:account|phone|tel|telephone|mobile|fax|card)[ .:#№+-]{0,4}$");

    /** A unit, which makes a number an amount, or a word that makes it part of a postal address. */
    static final Pattern UNIT = Pattern.compile(
            "(?iu)^ ?(?:points?|miles|people|users?|members|visitors|steps|items|views|customers|[kmgt]b|km|kg|px|words"
                    + "|lines|files|copies|commits|usd|eur|gbp|dollars?|euros?|hours?|days?|years?|kcal|calories"
                    + "|st|street|avenue|ave|road|rd|drive|blvd|lane)"
                    + "(?![\\p{L}\\p{N}])|^ of (?:the|\\d)");

    /** Words that show that a line is about a discount. */
    static final Pattern OFFER = Pattern.compile(
            "(?iu)\\b(?=\\p{L})(?:checkout|discount|coupon|voucher|promo|gift ?card|rabatt?|gutschein|kortings?|descuento"
                    + "|desconto|sconto"
                    + "|réduction|zniżk)|(?:%|half) off|\\bsale\\b|\\bsave \\d");

    static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");

    private CodeWords() {}
}
