"""E-mails (.eml): the message as an article, and each attachment that is a document as one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from graph.errors import InputError
from ingest.readers.decoding import clean, decode
from ingest.readers.fields import SEOUL, Made, make_article
from ingest.readers.limits import Limits, too_large


def message(data: bytes) -> EmailMessage:
    """Parse an e-mail.

    Raises:
        InputError: none, or one that is cut off within its head.
    """
    try:
        parsed = BytesParser(policy=policy.default).parsebytes(data)
    except (MessageError, ValueError, LookupError) as error:
        raise InputError("is an e-mail that is broken", hint="Save it again from your mail program.") from error
    if not isinstance(parsed, EmailMessage) or not parsed.keys():
        raise InputError("is no e-mail", hint="Save it again from your mail program.")
    return parsed


def read(mail: EmailMessage, *, day: date | None = None, limits: Limits) -> Made:
    """Read the message itself; its subject is the title, and who sent it the publisher.

    Raises:
        InputError: no text in it.
    """
    body = mail.get_body(preferencelist=("plain", "html"))
    text = _text(body) if body is not None else ""
    if not text.strip():
        raise InputError("is an e-mail without text", hint="Read what is attached to it.")
    if len(text.encode()) > limits.article:
        raise too_large(limits.article)
    name, address = parseaddr(str(mail.get("From", "")))
    given = {"title": str(mail.get("Subject", "")).strip(), "publisher": name or address.rpartition("@")[2]}
    sent = _sent(mail)
    stated = {key: value for key, value in given.items() if value}
    return make_article(text, {**stated, "published_on": sent} if sent is not None else stated, day=day)


def attachments(mail: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Go through what is attached: the name it was given, and its bytes."""
    for number, part in enumerate(mail.iter_attachments(), start=1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield part.get_filename() or f"attachment {number}", content


def _sent(mail: EmailMessage) -> date | None:
    """Return the day in Korea on which a message was sent.

    `-0000` is Greenwich's time, told by a sender who keeps its own zone to itself (RFC 5322, 3.3); a time without any
    offset is Korean time.
    """
    stamp: datetime | None = getattr(mail.get("Date"), "datetime", None)
    if stamp is None:
        return None
    written = next((str(value) for name, value in mail.raw_items() if name.lower() == "date"), "")
    if stamp.tzinfo is None and "-0000" in written:
        stamp = stamp.replace(tzinfo=UTC)
    return (stamp.astimezone(SEOUL) if stamp.tzinfo else stamp).date()


def _text(body: MIMEPart) -> str:
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    stated = body.get_content_charset()
    try:
        text = (
            data.decode(stated) if stated and stated not in ("us-ascii", "ks_c_5601-1987", "euc-kr") else decode(data)
        )
    except (LookupError, UnicodeError):
        text = decode(data)
    text = clean(text)
    if body.get_content_subtype() != "html":
        return text
    from ingest.readers.markup import fragment_text  # plain messages need no parser of HTML

    return fragment_text(text)
