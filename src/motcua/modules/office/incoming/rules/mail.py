"""An e-mail taken apart: who wrote what, when, with which files."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from html import unescape

from ..types import Letter

_MOST_LETTERS = 20_000
_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li)[^>]*>")
_HIDDEN = re.compile(r"(?is)<(style|script|head)\b.*?</\1>")
_TAGS = re.compile(r"<[^>]*>")


def open_letter(source: bytes) -> Letter:
    """Return what an e-mail holds; damaged parts are left out, nothing is refused here."""
    message = message_from_bytes(source, policy=policy.default)
    name, address = _sender(message)
    return Letter(
        message_id=_header(message, "Message-ID") or f"<{hashlib.sha256(source).hexdigest()}>",
        sender_name=name,
        sender_address=address,
        subject=" ".join(_header(message, "Subject").split()),
        sent_at=_sent_at(message),
        text=_text(message)[:_MOST_LETTERS],
        files=tuple(_files(message)),
    )


def _header(message: Message, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, LookupError, AttributeError, TypeError):  # a header that is none
        return ""


def _sender(message: Message) -> tuple[str, str]:
    try:
        addresses = getattr(message["From"], "addresses", ())
    except (ValueError, LookupError, AttributeError, TypeError):
        return "", ""
    if not addresses:
        return "", ""
    return addresses[0].display_name or addresses[0].addr_spec, addresses[0].addr_spec


def _sent_at(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo else None


def _text(message: Message) -> str:
    if not isinstance(message, EmailMessage):
        return ""
    try:
        body = message.get_body(("plain", "html"))
        if body is None:
            return ""
        text = str(body.get_content())
        html = body.get_content_subtype() == "html"
    except (LookupError, ValueError, AttributeError, UnicodeError):
        return ""
    return _bare(text) if html else text.strip()


def _bare(html: str) -> str:
    text = unescape(_TAGS.sub("", _BREAKS.sub("\n", _HIDDEN.sub("", html))))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _files(message: Message) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a letter; pictures within its text, such as emblems, are none."""
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() != "attachment":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield part.get_filename() or "tep-dinh-kem", content
