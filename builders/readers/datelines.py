"""Whether a date stands for itself, as that of a letter does, or in a sentence."""

from __future__ import annotations

import re
import unicodedata

AFTER_RE = re.compile(
    r"(?: ?(?:г(?:ода|\.)|р(?:оку|\.)|roku|r\.))?[ .,，。()\[\]]*(?:(?:[ -]{0,3}\d{1,2}:\d\d(?::\d\d)?)?(?: [+-]\d{4})?"
    r"(?: ?\(?(?:GMT|UTC|BST|HKT|JST|CES?T|[ECMP][SD]T))?|(?:at )?\d{1,2}(?:[.:]\d\d)? ?[ap]\. ?m\.|noon|midnight|(?:page|p\.) ?\d{1,3})?[ .,，。()\[\]]*",
    re.IGNORECASE,
)
"""What stands behind the date of a letter: nothing, or `, 6 p.m.`, of a cutting `, page 4`, of an
e-mail ` 23:09:23 -0500 (CDT)`."""
PLACE_RE = re.compile(
    r"(?:(?i:Date|Sent|Datum|Fecha|Data|Дата|Ngày|日期|日付|التاريخ|תאריך)\s?[:：]\s{0,3})?"
    r"[ .,()\[\]]*(?:(?:[^\W\d_a-zß-öø-ÿа-ѿ\u4e00-\u9fff][^\W\d_]{0,30}(?:['’-][^\W\d_]{1,30}){0,2}|[\u4e00-\u9fff]{1,12})[ .,،，、()\[\]]+){0,4}"
    r"(?:(?:the|this|le|ce|du|den|am|vom|el|del|il|dal|li|a|em|on|ngày|op|d\.)\s{1,2})?"
)
"""What stands before it: nothing, `British Consulate, Foochow, `, `Bordeaux, le `, `Date: `."""
DATELINE_RE = re.compile(r"[ .,)]*(?:\([^()\n]{1,30}\)[ .,]*)?(?:--|[—–])")
"""What stands behind the date of a report from elsewhere: `PARIS, 12 mai 1869. — Le Moniteur`."""


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) has nothing beside it, or only the name of a place."""
    after = AFTER_RE.fullmatch(text, end)
    if after is None and text[:start].strip():
        # Without a place it would be an entry of a diary.
        after = DATELINE_RE.match(text, end)
    return bool(after and PLACE_RE.fullmatch(unicodedata.normalize("NFC", text[:start])))
