"""Reads the corpus with Python's email package, and prints what it reads differently from the JSON beside each message.

Usage: python3 cross_check.py <folder>. Prints "<message> <field>" for each difference, and both values, indented.
"""

import hashlib
import json
import sys
from datetime import timezone
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path


def attempt(read):
    try:
        return read()
    except Exception as e:  # Every failure is a difference.
        return f"{type(e).__name__}"


def addresses(message, name):
    shown = []
    for header in message.get_all(name, []):
        for address in header.addresses:
            shown.append(f"{address.display_name} <{address.addr_spec}>" if address.display_name else address.addr_spec)
    return shown


def is_attachment(part):
    return (part.get_content_disposition() or "") == "attachment"


def leaves(part):
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for child in part.iter_parts():
            yield from leaves(child)
    else:
        yield part


def text(part):
    content = part.get_content()
    return (content if isinstance(content, str) else content.decode()).replace("\r\n", "\n")


def body(message, kind):
    texts = [text(p) for p in leaves(message) if p.get_content_type() == kind and not is_attachment(p)]
    return "\n".join(texts) if texts else None


def octets(part):
    if part.get_content_maintype() == "message":
        return None
    return part.get_payload(decode=True)


def attachments(message, expected):
    shown = []
    for part in leaves(message):
        if part.get_content_type() in ("text/plain", "text/html") and not is_attachment(part):
            continue
        found = octets(part)
        attachment = {
            "fileName": part.get_filename(),
            "contentType": part.get_content_type(),
            "contentId": (part.get("content-id") or "").strip("<>") or None,
            "size": len(found) if found is not None else None,
            "sha256": hashlib.sha256(found).hexdigest() if found is not None else None,
        }
        wanted = expected[len(shown)] if len(shown) < len(expected) else {}
        if found is None:
            # Python has no bytes for an attached message, so only its name and type are compared.
            attachment["size"], attachment["sha256"] = wanted.get("size"), wanted.get("sha256")
        shown.append(attachment)
    return shown


def date(message):
    value = message.get("date")
    if not value:
        return None
    parsed = parsedate_to_datetime(value)
    # A date with -0000 is in UTC. Without a zone, Python would take that of the machine.
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)).timestamp()


def view(raw, expected):
    message = message_from_bytes(raw, policy=policy.default)
    return {
        "subject": attempt(lambda: None if message["subject"] is None else str(message["subject"])),
        "from": attempt(lambda: addresses(message, "from")),
        "to": attempt(lambda: addresses(message, "to")),
        "cc": attempt(lambda: addresses(message, "cc")),
        "date": attempt(lambda: date(message)),
        "messageId": attempt(lambda: None if message["message-id"] is None else message["message-id"].strip("<>")),
        "text": attempt(lambda: body(message, "text/plain")),
        "html": attempt(lambda: body(message, "text/html")),
        "attachments": attempt(lambda: attachments(message, expected["attachments"])),
    }


def comparable(field, value):
    if field == "attachments" and isinstance(value, list):
        return [{k: a[k] for k in ("fileName", "contentType", "contentId", "size", "sha256")} for a in value]
    if field == "date" and isinstance(value, str) and value[:1].isdigit():
        from datetime import datetime

        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    return value


for path in sorted(Path(sys.argv[1]).rglob("*.eml")):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    for field, value in view(path.read_bytes(), expected).items():
        wanted = comparable(field, expected[field])
        if value != wanted:
            print(f"{path.relative_to(sys.argv[1]).with_suffix('').as_posix()} {field}")
            print(f"    ours   {wanted!r}\n    Python {value!r}")
