"""Writes the messages of the corpus that Python's email package makes: python3 corpus.py <folder>"""

import sys
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, SMTPUTF8, compat32
from email.utils import formatdate, make_msgid
from pathlib import Path
import base64

GREETING = "Hello Ada,\n\nyour account is ready.\n"
UMLAUTS = "Grüße aus Zürich – 10 € für dich 😀\n.eine Zeile mit Punkt\n"
HTML = '<h1>Welcome</h1><p>Please <a href="https://example.org/confirm?token=a1b2&amp;lang=en">confirm</a>.</p>\n'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LONG_SUBJECT = (
    "Überprüfung Ihrer Bestellung: größere Mengen äußerst günstiger Möbel für Ihr Büro in Köln 😀 日本語の件名"
)


def message(subject="Welcome", text=None, **more):
    m = EmailMessage(policy=more.pop("policy", SMTP))
    m["From"] = Address("The App", "app", "example.org")
    m["To"] = "ada@example.org"
    m["Subject"] = subject
    if text is not None:
        m.set_content(text, **more)
    return m


def complete(m):
    m["Date"] = formatdate()
    m["Message-ID"] = make_msgid(domain="example.org")
    return m


def plain_ascii():
    return message(text=GREETING)


def plain_utf8():
    return complete(message("Grüße 😀", UMLAUTS))


def plain_latin1():
    return complete(message("Grüße", "Grüße aus Zürich\n", charset="iso-8859-1"))


def plain_base64():
    return complete(message(text=UMLAUTS, cte="base64"))


def plain_8bit():
    return complete(message(text=UMLAUTS, cte="8bit"))


def long_subject():
    return complete(message(LONG_SUBJECT, GREETING))


def long_lines():
    return complete(message(text="word " * 400))


def html_only():
    return complete(message(text=HTML, subtype="html"))


def alternative():
    m = complete(message(text=GREETING))
    m.add_alternative(HTML, subtype="html")
    return m


def attachments():
    m = complete(message(text=GREETING))
    m.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="Größe und Maße.pdf")
    m.add_attachment("Größe\n", filename="notes.txt")
    m.add_attachment(b"\0\1\2", maintype="application", subtype="octet-stream")
    return m


def inline_image():
    m = complete(message(text="Grüße\n"))
    m.add_alternative('<p>Grüße <img src="cid:logo@example.org" alt="Logo"></p>\n', subtype="html")
    m.get_payload()[1].add_related(PNG, maintype="image", subtype="png", cid="<logo@example.org>")
    return m


def forwarded():
    inner = complete(message("Grüße von innen", "Inner text\n"))
    m = complete(message(text="See below.\n"))
    m.add_attachment(inner)
    return m


def addresses():
    m = EmailMessage(policy=SMTP)
    m["From"] = Address("Müller, Jürgen", "j", "example.org")
    m["To"] = [
        Group("Team", [Address("", "ada", "example.org"), Address("Doe, Jane", "jane", "example.org")]),
        Address("Zoë", "zoe", "example.org"),
    ]
    m["Cc"] = [Group("undisclosed-recipients", [])]
    m["Subject"] = "Welcome"
    m.set_content(GREETING)
    return complete(m)


def utf8_headers():
    m = message("Grüße 😀", UMLAUTS, policy=SMTPUTF8)
    m["Cc"] = "jürgen@müller.example"
    return complete(m)


def calendar():
    m = complete(message(text="Invitation\n"))
    m.add_alternative("BEGIN:VCALENDAR\nSUMMARY:Frühstück\nEND:VCALENDAR\n", subtype="calendar", params={"method": "REQUEST"})
    return m


def legacy_text():
    m = MIMEText(UMLAUTS, "plain", "utf-8")
    m["From"], m["To"], m["Subject"] = "app@example.org", "ada@example.org", "Welcome"
    return m


def legacy_mixed():
    m = MIMEMultipart()
    m["From"], m["To"], m["Subject"] = "app@example.org", "ada@example.org", "Grüße"
    m.preamble = "This is a multi-part message in MIME format.\n"
    related = MIMEMultipart("related")
    related.attach(MIMEText('<p>Hi <img src="cid:logo"></p>', "html", "iso-8859-1"))
    image = MIMEImage(PNG)
    image["Content-ID"] = "<logo>"
    related.attach(image)
    m.attach(related)
    file = MIMEApplication(b"PK\3\4", Name="archive.zip")
    file.add_header("Content-Disposition", "attachment", filename=("utf-8", "de", "Größe.zip"))
    m.attach(file)
    return m


def digest():
    m = complete(MIMEMultipart("digest"))
    m["From"], m["To"], m["Subject"] = "list@example.org", "ada@example.org", "Digest"
    from email.mime.message import MIMEMessage

    for number in (1, 2):
        m.attach(MIMEMessage(complete(message(f"Number {number}", f"Text {number}\n"))))
    return m


def code():
    return complete(message("Your one-time password", "Your OTP is 593-027.\nDo not share it.\n"))


ALL = [
    plain_ascii, plain_utf8, plain_latin1, plain_base64, plain_8bit, long_subject, long_lines, html_only, alternative,
    attachments, inline_image, forwarded, addresses, utf8_headers, calendar, legacy_text, legacy_mixed, digest, code,
]  # fmt: skip

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for make in ALL:
        made = make()
        policy = SMTPUTF8 if make is utf8_headers else compat32.clone(linesep="\r\n") if made.policy is compat32 else SMTP
        raw = made.as_bytes(policy=policy)
        (folder / (make.__name__.replace("_", "-") + ".eml")).write_bytes(raw)
