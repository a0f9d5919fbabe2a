"""How telegrams refer to others and to their own paragraphs: `Ref A`, `reftel`, `para 3`, `septel`.

The words are those of the Department's drafting rules (5 FAH-2): a *reftel* is a telegram of
the REF line, a *septel* a separate telegram that the reader is told of but not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

# "Ref A", "(refs A and B)", "REF (C)", "reftel A"; "reference" alone is an ordinary word.
_LETTER = r"(?:\(([A-Z])\)|([A-Z])(?!\w))"
LETTERED_RE = re.compile(
    rf"\bref(?:s|tels?|erences?)?\.?\s{{1,2}}{_LETTER}(?:(?:\s?,\s?|\s(?:and|or)\s|\s?&\s?|-){_LETTER})?",
    re.IGNORECASE,
)
REFTEL_RE = re.compile(r"\breftels?\b", re.IGNORECASE)
SEPTEL_RE = re.compile(r"\bseptels?\b", re.IGNORECASE)
# "para 3", "paras 3-5", "paragraph 7 above"; "paragraph 2(a)" is a treaty's, not a telegram's.
PARAGRAPH_RE = re.compile(
    r"\bpara(?:graph)?s?\.?\s{1,2}([0-9]{1,2})(?:(?:\s?[-–]\s?|\s(?:and|to|through)\s)([0-9]{1,2}))?(?![\w(]|\.[0-9])",
    re.IGNORECASE,
)
# "Article 4 paragraph 2", "paragraph 3 of the Protocol", "paragraph 3, Article 4": the paragraphs
# of something else; "paragraph 3, which" is not.
ELSEWHERE_BEFORE_RE = re.compile(
    r"(?:article|section|protocol|treaty|convention|annex)\W+(?:\w+\W+)?\Z", re.IGNORECASE
)
ELSEWHERE_AFTER_RE = re.compile(
    r"\s*(?:(?:of|in)\s+(?:the\s+|its\s+)?(?!ref)[A-Z]|,\s+(?:the\s+|its\s+)?(?!ref)(?-i:[A-Z]))\w+",
    re.IGNORECASE,
)


class TelegramReferenceKind(StrEnum):
    """What a reference points at."""

    LETTER = "letter"
    """An item of the REF line by its letter."""
    REFTEL = "reftel"
    """The telegram of the REF line, or all of them."""
    SEPTEL = "septel"
    PARAGRAPH = "paragraph"
    """A paragraph of the same telegram."""


class TelegramReference(NamedTuple):
    """One reference: its range in the text searched, and what it points at."""

    start: int
    end: int
    kind: TelegramReferenceKind
    values: tuple[str, ...] = ()
    """Letters in upper case, or paragraph numbers."""


def find(text: str) -> Iterator[TelegramReference]:
    """The references in a text, in order."""
    # Most paragraphs have no reference; this test is many times faster than the patterns.
    letters = text.casefold()
    found: list[TelegramReference] = []
    if "ref" in letters:
        found.extend(_lettered(text))
    if "para" in letters:
        found.extend(_paragraphs(text))
    # `Reftel A` is a letter; in no other way do two references share their words.
    taken = {reference.start for reference in found}
    for word, pattern, kind in (
        ("reftel", REFTEL_RE, TelegramReferenceKind.REFTEL),
        ("septel", SEPTEL_RE, TelegramReferenceKind.SEPTEL),
    ):
        if word in letters:
            found.extend(
                TelegramReference(*match.span(), kind)
                for match in pattern.finditer(text)
                if match.start() not in taken
            )
    yield from sorted(found)


def _lettered(text: str) -> Iterator[TelegramReference]:
    for match in LETTERED_RE.finditer(text):
        # Only capitals count: with "ref a" in lower case, every article `a` would pass for a letter.
        letters = tuple(letter for letter in match.groups() if letter)
        if all(letter.isupper() for letter in letters):
            yield TelegramReference(*match.span(), TelegramReferenceKind.LETTER, letters)


def _paragraphs(text: str) -> Iterator[TelegramReference]:
    for match in PARAGRAPH_RE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if ELSEWHERE_BEFORE_RE.search(before) or ELSEWHERE_AFTER_RE.match(text, match.end()):
            continue
        numbers = tuple(number.lstrip("0") for number in match.groups() if number)
        if all(numbers):
            yield TelegramReference(*match.span(), TelegramReferenceKind.PARAGRAPH, numbers)
