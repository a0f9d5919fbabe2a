"""Whether the words around a date speak of what is to come or of what has been.

Verbs are not parsed. A word of planning shortly before the date, in the same clause, makes it
future; a paper's name before `of` makes it past (`the communiqué of January 27`); where the
date opens its sentence, the first telling word behind it decides.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_REACH = 70


class Tense(Enum):
    """What the words tell."""

    UNTOLD = auto()
    PAST = auto()
    FUTURE = auto()


_FUTURE = (
    r"will|shall|plan|plans|planned|planning|intends?|intended|scheduled|expected|expects?|hopes?|hoped|aims?|due|slated|set"
    r"|proposes?|proposed|proposal|upcoming|forthcoming|coming|to\sbe|to\scoordinate|to\shold|to\sstart|to\sbegin"
    r"|is\sto|are\sto|was\sto|were\sto|would|head\sinto|no\slater\sthan|not\slater\sthan|deadline|expires?"
)
FUTURE_RE = re.compile(rf"\b(?:{_FUTURE})\b", re.IGNORECASE)
PAST_RE = re.compile(
    r"\b(?:was|were|had|did|took|made|went|saw|began|told|met|held|gave|sent|found|rose|fell|led|became|came|left|won|lost|put|ran"
    r"|\w{2,14}ed)\b"
)
_PAPER_RE = re.compile(
    r"\b(?:communiqu[eé]?|letters?|law|agreement|accord|MOU|memorandum|report|statement|decree|resolution|decision|cable|telegram"
    r"|note|articles?|speech|raid|attacks?|elections?|arrests?|protests?|riots?|visit)\s{1,3}(?:of|dated)\s{1,3}(?:the\s{1,3})?\Z",
    re.IGNORECASE,
)
_CLAUSE_BEFORE_RE = re.compile(r"[^.;:!?]*\Z")
_CLAUSE_AFTER_RE = re.compile(r"[^.;:!?]*")
_OPENING_RE = re.compile(
    r"\W*(?:(?:in|on|by|during|from|since|at)\b)?(?:\s{1,3}(?:the|an?))?\s*", re.IGNORECASE
)


def tense(text: str, start: int, end: int) -> Tense:
    """What the words around the date at [start, end) tell."""
    before = text[max(0, start - _REACH) : start]
    if _PAPER_RE.search(before):
        return Tense.PAST
    clause = _CLAUSE_BEFORE_RE.search(before)
    opening = clause[0] if clause else ""
    if FUTURE_RE.search(opening):
        return Tense.FUTURE
    if not _OPENING_RE.fullmatch(opening):
        return Tense.UNTOLD
    rest = _CLAUSE_AFTER_RE.match(text[end : end + _REACH])
    following = rest[0] if rest else ""
    future, past = FUTURE_RE.search(following), PAST_RE.search(following)
    if future and (not past or future.start() <= past.start()):
        return Tense.FUTURE
    return Tense.PAST if past else Tense.UNTOLD
