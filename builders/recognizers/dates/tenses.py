"""Whether the words around a date speak of the future or of the past.

Verbs are not parsed. A word of planning shortly before the date, in the same clause, makes it
future, unless what was planned is reported as done (`the plan was rejected`, `it will close, they
said`); the name of a document before `of` makes it past (`the communiqué of January 27`); if the date
opens its sentence, the first telling word after it decides.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_REACH = 70


class Tense(Enum):
    """The time that the words around a date speak of."""

    UNKNOWN = auto()
    PAST = auto()
    FUTURE = auto()


_FUTURE = (
    r"will|shall|plan|plans|planned|planning|intends?|intended|scheduled|expected|expects?|hopes?|hoped|aims?|due|slated|set\s(?:to|for)"
    r"|proposes?|proposed|proposal|upcoming|forthcoming|coming|to\sbe|to\scoordinate|to\shold|to\sstart|to\sbegin"
    r"|is\sto|are\sto|was\sto|were\sto|would|head\sinto|no\slater\sthan|not\slater\sthan|deadline|expires?"
)
FUTURE_RE = re.compile(rf"\b(?:{_FUTURE})\b", re.IGNORECASE)
_CERTAIN_FUTURE_RE = re.compile(
    r"\b(?:will|shall|would|is\sto|are\sto|to\sbe|(?:is|are)\s(?:due|expected|scheduled|planned|set|slated|proposed)"
    r"|(?:plans?|intends?|hopes?|aims?|expects?|proposes?)\sto)\b",
    re.IGNORECASE,
)
"""Words that certainly speak of the future; `the planned visit` may have been long ago."""
_PAST = (
    r"was|were|had|did|took|made|went|saw|began|told|said|met|held|gave|sent|found|rose|fell|led|became|came|left|won|lost|ran"
    r"|spoke|wrote|got|bought|sold|paid|brought|caught|fought|struck|stood|kept|built|broke|drew|flew|grew|threw"
)
PAST_RE = re.compile(rf"\b(?:{_PAST}|put|\w{{2,14}}ed)\b")
_DONE_RE = re.compile(
    r"\b(?:was|were|said|told|did)\b(?!\s(?:to|not\sto)\b)"
    r"|(?<!\bbe)(?<!\bbeen)(?<!\bget)(?<!\bto)\s(?:\w{2,14}ed|found|held|met|made|sold|sent)(?:\s(?:late|early|here))?(?:\son)?(?:\sthe)?\s{0,3}\Z"
)
"""Words for a plan that is over or has been told: `was rejected on`, `plans unveiled on`."""
_DOCUMENT_RE = re.compile(
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
    """The tense that the words around the date at [start, end) suggest."""
    before = text[max(0, start - _REACH) : start]
    if _DOCUMENT_RE.search(before):
        return Tense.PAST
    clause = _CLAUSE_BEFORE_RE.search(before)
    opening = clause[0] if clause else ""
    planned = [match.end() for match in FUTURE_RE.finditer(opening)]
    if planned and not _DONE_RE.search(opening, planned[-1]):
        return Tense.FUTURE
    if planned or not _OPENING_RE.fullmatch(opening):
        return Tense.UNKNOWN
    rest = _CLAUSE_AFTER_RE.match(text[end : end + _REACH])
    following = rest[0] if rest else ""
    future, past = _CERTAIN_FUTURE_RE.search(following), PAST_RE.search(following)
    if future and (not past or future.start() <= past.start()):
        return Tense.FUTURE
    if past:
        return Tense.PAST
    return Tense.FUTURE if FUTURE_RE.search(following) else Tense.UNKNOWN
