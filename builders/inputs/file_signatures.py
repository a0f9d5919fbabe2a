"""Recognising files that are not plain text by how they begin (PRONOM, The National Archives)."""

from __future__ import annotations

import re

_WEB_PAGE = r"\s{0,200}(?:<\?xml\b[^<>]{0,200}>\s{0,200})?(?:<!--(?:(?!-->).){0,2000}-->\s{0,200}){0,3}<(?:!doctype html|html)\b"
WEB_PAGE_RE = re.compile(rf"\ufeff?{_WEB_PAGE}", re.IGNORECASE | re.DOTALL)
"""The beginning of a saved HTML page."""
UNDECODED_WEB_PAGE_RE = re.compile(_WEB_PAGE.encode(), re.IGNORECASE | re.DOTALL)
"""The same beginning before it is known how the file is encoded."""
XML_RE = re.compile(r"\ufeff?\s{0,200}<(?:\?xml|TEI|teiCorpus|ead|alto|mets)\b")
"""The beginning of an XML document, such as an edition in TEI or a finding aid in EAD."""
MAIL_RE = re.compile(
    r"(?:From [^\n]{1,200}\n)?(?P<head>(?:(?:[!-9;-~]{1,80}:|[ \t])[^\n]{0,2000}\n){2,200})\n"
)
"""The header fields of an e-mail as programs send it (RFC 5322), and the empty line after them."""
MIME_RE = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
ENCODED_RE = re.compile(
    r"^Content-Transfer-Encoding:[ \t]{0,8}(?:quoted-printable|base64)\b",
    re.IGNORECASE | re.MULTILINE,
)
ENCODED_WORD_RE = re.compile(r"=\?[\w-]{1,40}\?[QB]\?", re.IGNORECASE)
"""An encoded word, as `=?utf-8?q?Pr=C3=BCfung?=` (RFC 2047)."""
_LONGEST_HEAD = 100_000
SIGNATURES = (
    (
        b"%PDF-",
        "a PDF",
        "Convert it to text (`pdftotext FILE`; with `-layout` if it has tables and a single column)",
    ),
    (b"PK\x03\x04", "an archive or an office document", "Save its content as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", "Save it as plain text"),
    (b"{\\rtf", "a document in RTF", "Save it as plain text"),
    (b"\x1f\x8b", "a compressed file", "Unpack it"),
    (b"\x89PNG\r\n\x1a\n", "a picture", "Transcribe it"),
    (b"\xff\xd8\xff", "a picture", "Transcribe it"),
    (b"GIF8", "a picture", "Transcribe it"),
    (b"ID3\x02", "a recording", "Transcribe it"),
    (b"ID3\x03", "a recording", "Transcribe it"),
    (b"ID3\x04", "a recording", "Transcribe it"),
    (b"RIFF", "a recording", "Transcribe it"),
    (b"OggS", "a recording", "Transcribe it"),
    (b"\x00\x00\x00\x18ftyp", "a recording", "Transcribe it"),
    (b"\x00\x00\x00\x1cftyp", "a recording", "Transcribe it"),
    (b"\x00\x00\x00\x20ftyp", "a recording", "Transcribe it"),
    (b"SQLite format 3\x00", "a database", "Save its content as plain text"),
    (b"\x7fELF", "a program", "If it produces text"),
    (b"II*\x00", "a picture", "Transcribe it"),
    (b"MM\x00*", "a picture", "Transcribe it"),
)
"""How a file begins, what it then is, and how to make a text of it."""


def non_text_format(data: bytes) -> tuple[str, str] | None:
    """What a file is and how to make a text of it; None for what may be a text."""
    for signature, what, to_do in SIGNATURES:
        if data.startswith(signature):
            return what, to_do
    return None


def is_web_page(text: str) -> bool:
    """Whether a text is HTML, whose tags would be read as words of a plain text."""
    return WEB_PAGE_RE.match(text) is not None


def is_xml(text: str) -> bool:
    """Whether a text is XML, whose tags would be read as words of a plain text."""
    return XML_RE.match(text) is not None


def is_encoded_mail(text: str) -> bool:
    """Whether a text is an e-mail in which a program has encoded words or attachments.

    The encoded parts would be published undecoded, and redactions would find nothing in them.
    """
    match = MAIL_RE.match(text[:_LONGEST_HEAD].replace("\r\n", "\n"))
    if match is None or not MIME_RE.search(match["head"]):
        return False
    return bool(ENCODED_WORD_RE.search(match["head"]) or ENCODED_RE.search(text))
