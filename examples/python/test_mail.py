import json
import os
import smtplib
import urllib.error
import urllib.parse
import urllib.request
import uuid
from email.message import EmailMessage

import pytest

HTTP = os.environ.get("SMTP_FAKE_URL", "http://localhost:8025")
SMTP = (os.environ.get("SMTP_HOST", "localhost"), int(os.environ.get("SMTP_PORT", "1025")))


class Inbox:
    """The mail for an address that no other test uses."""

    def __init__(self):
        self.address = f"ada-{uuid.uuid4()}@example.org"

    def await_one(self, wait="10s"):
        query = urllib.parse.urlencode({"recipient": self.address, "wait": wait})
        try:
            with urllib.request.urlopen(f"{HTTP}/api/messages/latest?{query}") as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            # Says what arrived instead, and why it does not match.
            raise AssertionError(json.load(error)["detail"]) from None


@pytest.fixture
def inbox():
    return Inbox()


def sign_up(address):
    mail = EmailMessage()
    mail["From"] = "shop@example.org"
    mail["To"] = address
    mail["Subject"] = "Grüße"
    mail.set_content("Your code is 482913.\n\nhttps://shop.example.org/confirm?token=42\n")
    with smtplib.SMTP(*SMTP) as smtp:
        smtp.send_message(mail)


def test_sends_a_link_and_a_code(inbox):
    sign_up(inbox.address)

    mail = inbox.await_one()
    assert mail["subject"] == "Grüße"
    assert mail["codes"] == ["482913"]
    assert [link["href"] for link in mail["links"]] == ["https://shop.example.org/confirm?token=42"]


def test_explains_why_there_is_no_mail(inbox):
    with pytest.raises(AssertionError, match=inbox.address):
        inbox.await_one("100ms")
