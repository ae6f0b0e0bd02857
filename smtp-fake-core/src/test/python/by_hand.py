"""Writes the messages of the corpus that no library creates: python3 by_hand.py <folder>"""

import base64
import quopri
import sys
from pathlib import Path

HEAD = "From: App <app@example.org>\nTo: ada@example.org\nDate: Fri, 02 Jan 2026 03:04:05 +0000\nMessage-ID: <1@example.org>\n"
MIME = "MIME-Version: 1.0\n"
ALL = {}


def crlf(text, charset="utf-8"):
    return text.replace("\n", "\r\n").encode(charset)


def add(name, text, charset="utf-8"):
    """Lines end with CRLF; text is written in the charset."""
    ALL[name] = text if isinstance(text, bytes) else crlf(text, charset)


def typed(content_type, body, encoding="", subject="Test"):
    cte = f"Content-Transfer-Encoding: {encoding}\n" if encoding else ""
    return f"{HEAD}Subject: {subject}\n{MIME}Content-Type: {content_type}\n{cte}\n{body}"


def attached(disposition, content_type="application/octet-stream"):
    return typed("multipart/mixed; boundary=b", f"--b\n\nSee the file.\n--b\nContent-Type: {content_type}\nContent-Disposition: {disposition}\n\ncontent\n--b--\n")


# Headers

def subject(name, value, charset="utf-8"):
    add(name, f"{HEAD}Subject: {value}\n\nSee above.\n", charset)


subject("encoded-words-adjacent", "=?utf-8?q?one?= =?utf-8?q?_two?=\n =?iso-8859-1?q?=FC?= three =?utf-8?b?8J+YgA==?=")
subject("encoded-words-split-characters", "=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3?=\n =?UTF-8?Q?=9Fe?= =?utf-8?b?8J8=?= =?utf-8?b?mIA=?=")
subject("encoded-words-any-case", "=?Utf-8?q?caf=c3=a9?= =?ISO-8859-1?b?6Q==?=")
subject("encoded-words-language", "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=")
subject("encoded-words-blanks-inside", "=?utf-8?q?not by the letter?=")
subject("encoded-words-within-a-word", "x=?utf-8?q?=C3=AB?=y (=?utf-8?q?a?=)")
subject("encoded-words-broken", "=?utf-8?q?open =?utf-8?x?abc?= =??q?a?= =?utf-8?q?")
subject("encoded-words-unknown-charset", "=?x-unknown?q?abc?= =?x-unknown?q?=E4?=")
subject("encoded-words-no-padding", "=?utf-8?b?R3LDvMOfZQ?=")
subject("encoded-words-japanese", "=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?= =?shift_jis?B?k/qWew==?=")
subject("raw-utf8-header", "Grüße 😀")
subject("raw-latin1-header", "Grüße", "iso-8859-1")
subject("folded-header", "one\n two\n\tthree\n   four")
subject("empty-subject", "")
add("raw-utf8-addresses", "From: Jürgen <jürgen@müller.example>\nTo: 用户 <用户@例子.广告>\nSubject: x\n\ntext\n")
add("duplicate-headers", HEAD + "Subject: first\nSubject: second\nTo: bob@example.org\nReceived: one\nReceived: two\n\ntext\n")
add("groups-and-comments", "From: (the app) app@example.org (The (inner) App)\nTo: Team: Ada <ada@example.org>, bob@example.org;, carol@example.org\nCc: undisclosed-recipients:;\nSubject: x\n\ntext\n")
add("quoted-local-parts", 'From: "a b"@example.org\nTo: "x@y"@example.org, "Doe, Jane \\"JD\\"" <jane@example.org>, <@relay.example:routed@example.org>, ada@[127.0.0.1]\nSubject: x\n\ntext\n')
add("encoded-words-in-quoted-names", 'From: "=?utf-8?q?M=C3=BCller=2C_J?=" <j@example.org>\nTo: =?utf-8?b?TcO8bGxlciwgSg==?= <k@example.org>\nSubject: x\n\ntext\n')
add("damaged-addresses", 'From: Ada <ada@example.org\nTo: "open quote <b@example.org>, , c@example.org\nCc: just a name\nSubject: x\n\ntext\n')
add("missing-everything", "X-Only: this\n\nbody\n")
add("no-header", "just some text\nand more\n")
add("empty", b"")
add("header-only", HEAD + "Subject: nothing follows\n")
add("header-without-colon", HEAD + "Subject: x\nthis is no header\nX-After: y\n\ntext\n")
add("obsolete-date", "From: app@example.org\nDate: Fri, 21 Nov 97 09(comment):55:06 -0600\nSubject: x\n\ntext\n".replace("(comment)", ""))
add("zone-name-date", "From: app@example.org\nDate: 21 Nov 1997 09:55:06 EST\nSubject: x\n\ntext\n")
add("malformed-date", "From: app@example.org\nDate: yesterday\nMessage-ID: no brackets\nSubject: x\n\ntext\n")
add("long-address-list", "From: app@example.org\nTo: " + ",\n ".join(f"User {i} <u{i}@example.org>" for i in range(120)) + "\nSubject: x\n\ntext\n")

# Charsets

def charset(name, label, text, encoding=None):
    add(name, crlf(typed(f"text/plain; charset={label}", "", "8bit")) + crlf(text + "\n", encoding or label))


charset("charset-koi8-r", "koi8-r", "Привет, мир")
charset("charset-shift-jis", "Shift_JIS", "日本語の本文")
charset("charset-euc-kr", "euc-kr", "한국어")
charset("charset-gb2312-wider", "gb2312", "简体中文 €", "gb18030")
charset("charset-big5", "big5", "繁體中文")
charset("charset-windows-1251", "windows-1251", "Привет")
charset("charset-iso-8859-15", "iso-8859-15", "10 €")
charset("charset-latin1-with-windows-characters", "iso-8859-1", "“quoted” – 10 €", "windows-1252")
charset("charset-unknown", "x-no-such", "Grüße", "utf-8")
charset("charset-ascii-with-utf8", "us-ascii", "Grüße", "utf-8")
charset("charset-utf8-with-latin1", "utf-8", "Grüße", "iso-8859-1")
add("charset-utf16", crlf(typed("text/plain; charset=utf-16", "", "base64")) + base64.b64encode("Grüße\n".encode("utf-16")) + b"\r\n")
add("charset-none-utf8", crlf(HEAD + "Subject: x\n\n") + crlf("Grüße 😀\n"))
add("charset-none-windows-1252", crlf(HEAD + "Subject: x\n\n") + crlf("Grüße – 10 €\n", "windows-1252"))

# Transfer encodings

def encoded(name, encoding, body):
    add(name, typed("text/plain; charset=utf-8", body, encoding))


encoded("quoted-printable-proper", "quoted-printable", quopri.encodestring("Grüße\nzwei \nein sehr langer Satz, der mehr als eine Zeile braucht, damit er umbrochen wird\n".encode()).decode())
encoded("quoted-printable-defects", "Quoted-Printable", "Gr=c3=bc=C3=9Fe =ZZ 100% = \nsoft=  \nline   \nend=")
encoded("base64-proper", "base64", "R3LDvMOfZQo=\n")
encoded("base64-defects", "BASE64", "R3L!DvM\n\n Of\tZQo*\n")
encoded("base64-footer", "base64", "R3LDvMOfZQo=\n-- \nmailing list footer\n")
encoded("base64-no-padding", "base64", "R3LDvMOfZQo")
encoded("transfer-encoding-unknown", "x-uuencode", "left =3D as it is\n")
encoded("transfer-encoding-comment", "base64 (a comment)", "R3LDvMOfZQo=\n")
add("uuencoded", HEAD + "Subject: x\n\nbegin 644 a.txt\n#0V%T\n`\nend\n")

# Structure

add("nested", typed('multipart/mixed; boundary="m"', """preamble
--m
Content-Type: multipart/related; boundary="m-r"

--m-r
Content-Type: multipart/alternative; boundary="m-r-a"

--m-r-a
Content-Type: text/plain

text
--m-r-a
Content-Type: text/html

<p>html <img src="cid:logo@x"></p>
--m-r-a--
--m-r
Content-Type: image/png; name=logo.png
Content-ID: <logo@x>
Content-Disposition: inline

PNG
--m-r--
--m
Content-Type: application/pdf
Content-Disposition: attachment; filename=terms.pdf

PDF
--m--
epilogue
"""))
add("boundary-prefix", typed("multipart/mixed; boundary=b", "--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\ninner\n--bb--\n--b\n\nouter\n--b--\n"))
add("boundary-not-closed", typed("multipart/mixed; boundary=b", "--b\n\none\n--b\n\ntwo\n"))
add("boundary-inner-not-closed", typed("multipart/mixed; boundary=o", "--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\ninner\n--o\n\nouter\n--o--\n"))
add("boundary-never-used", typed("multipart/mixed; boundary=other", "--b\n\nHello\n--b--\n"))
add("boundary-missing", typed("multipart/mixed", "--b\n\nHello\n--b--\n"))
add("boundary-specials", typed('multipart/mixed; boundary="b\'()+_,-./:=? c"', "--b'()+_,-./:=? c  \n\n--b\n--b'()+_,-./:=? c--\t\n"))
add("multipart-without-parts", typed("multipart/mixed; boundary=b", "--b--\n"))
add("part-without-header", typed("multipart/mixed; boundary=b", "--b\n\nno header\n--b\nContent-Type:\n\nempty type\n--b--\n"))
add("bare-line-feeds", typed("multipart/mixed; boundary=b", "--b\n\none\n--b\n\ntwo\n--b--\n").encode())
add("signed", typed('multipart/signed; boundary=b; protocol="application/pgp-signature"', "--b\nContent-Type: text/plain\n\nsigned\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\nsignature\n--b--\n"))
add("report", typed("multipart/report; report-type=delivery-status; boundary=b", "--b\n\nYour message could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\nFinal-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: 5.1.1\n--b\nContent-Type: text/rfc822-headers\n\nSubject: original\n--b--\n"))
add("message-in-message", typed("multipart/mixed; boundary=b", "--b\n\nSee below.\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=original.eml\n\nSubject: inner\nFrom: inner@example.org\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\ninner text\n--i--\n--b--\n"))
add("message-alone", typed("message/rfc822", "Subject: inner\nFrom: inner@example.org\n\ninner text\n"))
add("whole-body-attachment", typed("application/pdf; name=x.pdf", "JVBERg==\n", "base64"))
add("several-text-parts", typed("multipart/mixed; boundary=b", "--b\nContent-Type: text/plain\n\nfirst\n--b\nContent-Type: text/html\n\n<p>second</p>\n--b\nContent-Type: text/plain; charset=utf-8\n\nthird\n--b--\n"))
add("text-attachments", typed("multipart/mixed; boundary=b", "--b\n\nbody\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nnotes\n--b\nContent-Type: text/html\nContent-Disposition: ATTACHMENT; filename=page.html\n\n<p>page</p>\n--b\nContent-Type: application/zip\nContent-Disposition: attachment\n\nPK\n--b--\n"))
add("content-type-garbage", typed('text/plain; charset="utf-8; format=', "garbage\n"))
add("content-type-comments", typed("(before) text/html (a comment); charset=utf-8 (another)", "<p>x</p>\n"))

# File names

for name, disposition in {
    "name-extended": "attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe%20x.txt",
    "name-in-pieces": 'attachment; filename*0="long "; filename*1="name.txt"',
    "name-in-pieces-out-of-order": "attachment; filename*1=name.txt; filename*0=long",
    "name-in-encoded-pieces": "attachment;\n filename*0*=utf-8''Gr%C3;\n filename*1*=%BC%C3%9Fe;\n filename*2=.txt",
    "name-twice": "attachment; filename=ascii.txt; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt",
    "name-raw-utf8": 'attachment; filename="Grüße.txt"',
    "name-encoded-word": 'attachment; filename="=?utf-8?q?Gr=C3=BC=C3=9Fe.txt?="',
    "name-encoded-word-unquoted": "attachment; filename==?utf-8?q?Gr=C3=BC=C3=9Fe.txt?=",
    "name-escaped": 'attachment; filename="a;b\\"c.txt"',
    "name-with-parentheses": "attachment; filename=report(1).pdf",
    "name-missing": "attachment",
}.items():
    add(name, attached(disposition))
add("name-of-content-type", attached("attachment", "application/octet-stream; name*=iso-8859-1''Gr%FC%DFe.txt"))

add("name-without-disposition", attached("filename=terms.pdf", "application/pdf"))
add("charset-iso-8859-8-i", typed("text/plain; charset=iso-8859-8-i", "שלום\n", "8bit"), "iso-8859-8")
add("digest-without-types", typed("multipart/digest; boundary=b", "--b\n\nFrom: one@example.org\nSubject: first\n\nText 1\n--b\n\nFrom: two@example.org\nSubject: second\n\nText 2\n--b--\n"))

# Text that was broken to be joined again

add("flowed", typed("text/plain; charset=utf-8; format=flowed", "This is one \nparagraph that \nflows.\n\n> quoted \n> text\n>> deeper\n From stuffed\n-- \nAda\n"))
add("flowed-delsp", typed("text/plain; charset=utf-8; format=flowed; delsp=yes", "日本 \n語\nhttps://example.org/a/ \nb\n"))

# What a reader should not get to see

add("links", typed("text/plain; charset=utf-8", "See https://example.org/a_(b), <https://example.org/long/\npath>, (https://example.org/c) and mailto:ada@example.org.\nftp://example.org/file!\n"))
add("links-html", typed("text/html; charset=utf-8", '<base href="https://example.org/shop/"><a href="item?a=1&amp;b=2">Item <b>one</b></a> <a href="#top">up</a> <a href="mailto:a@example.org"><img src="x.png" alt="Mail us"></a> <a href=" https://example.com/ "></a>\n'))
add("placeholders", typed("text/plain; charset=utf-8", "Hello ${user.name},\nDear null,\n{{ order.id }} costs %s.\n", subject="Hi {{name}}"))
add("local-links", typed("text/html; charset=utf-8", '<a href="http://localhost:8080/confirm">a</a> <a href="https://user:secret@example.org/">b</a> <a href="http://127.0.0.1/">c</a>\n'))
add("image-without-part", typed("text/html; charset=utf-8", '<p><img src="cid:nowhere@example.org"></p>\n'))
add("leaked-bcc", HEAD + "Bcc: secret@example.org\nSubject: x\n\ntext\n")
add("amp-and-calendar", typed("multipart/alternative; boundary=b", "--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/x-amp-html\n\n<html amp4email></html>\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n"))

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in ALL.items():
        (folder / f"{name}.eml").write_bytes(raw)
