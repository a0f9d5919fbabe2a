"""Redacting a passage in many sources at once, planned before anything is written.

A name may be written in several ways: in capitals, across a line end, with or without an accent, in
simplified or traditional characters.
A redaction quotes the words as its source has them; so the words are searched in all these forms,
and each sidecar gets the quotes that its source needs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from builders import dates
from builders.editing.yaml_edits import quote_scalar, with_item
from builders.inputs.patterns import BAR, BAR_RE, PATTERNS
from builders.inputs.redactions import FIELD, WITHHELD_CODE, hidden_spans, redact
from builders.inputs.sidecars import parse_sidecar
from builders.inputs.sources import Received, read_sources, read_unredacted
from builders.model.han_forms import FOLD
from builders.model.scripts import TATWEEL
from builders.model.sidecar import Redaction, Sidecar
from builders.model.source import Source
from builders.problems import Problem, errors
from builders.spans import DisjointSpans, LineNumbers, Span
from builders.storage.replacing import write_atomically

CONTEXT_LENGTH = 30
"""How many characters on each side are shown around a future bar."""
MIN_LENGTH = 2
"""The fewest letters and digits that can be redacted: a single one is everywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that will be hidden, or one with the same letters that will not."""

    line: int
    """The line in the source, from 1."""
    shown: str
    """The words around it, with a bar in its place, since printed output may be kept."""
    in_a_word: bool = False
    """Whether it is part of a longer word: a quote is hidden wherever it stands in the source."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The planned change of one sidecar."""

    source: str
    """Path of the source, below the project."""
    sidecar: str
    """Path of its sidecar, which may not be there yet."""
    text: str = field(repr=False)
    """The new text of the sidecar."""
    places: tuple[Place, ...]
    """The passages that will be hidden and are not yet."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The planned changes, and what is left for people to decide."""

    sidecars: tuple[Planned, ...] = ()
    within: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """By path of a source, places where the words are part of longer ones, which are not hidden."""
    elsewhere: tuple[str, ...] = ()
    """Identifiers of sources that have the words but are not among those asked for."""
    problems: tuple[Problem, ...] = ()
    """Why nothing can be written, or what must be corrected by hand afterwards."""


def plan(
    root: Path,
    words: Sequence[str],
    patterns: Sequence[str],
    shared_fields: Mapping[str, str],
    only: Sequence[str] = (),
) -> Plan:
    """The changes of sidecars that redact passages in the sources; nothing is written.

    Args:
        root: The project.
        words: The passages, in any spelling that `FoldedText` takes for the same.
        patterns: Names of patterns, as `email`.
        shared_fields: The other fields of every redaction: `reason`, `date`, `what`, `authority`.
            Missing ones are taken from an existing redaction of the same words.
        only: The identifiers of the sources to redact; all sources if empty.
    """
    published, wrong = read_sources(root)
    by_id = {name.lower(): item for item in published for name in item.ids}
    received = [
        item for one in published if (item := read_unredacted(root, root / one.source.path)[0])
    ]
    shared_fields = {**_fields_of_existing(received, words, patterns), **shared_fields}
    if in_the_way := [
        # A source that cannot be read would keep the words.
        *(one for one in errors(wrong) if one.code != WITHHELD_CODE),
        *_unknown(only, by_id),
        *_too_short(words),
        *_missing_fields(shared_fields),
        *_wrong_date(shared_fields.get("date", "")),
    ]:
        return Plan(problems=tuple(in_the_way))
    wanted = {by_id[name.lower()].source.id for name in only}
    planned: list[Planned] = []
    within: dict[str, tuple[Place, ...]] = {}
    elsewhere: list[str] = []
    problems: list[Problem] = []
    for item in received:
        hidden = DisjointSpans(hidden_spans(item.source.text, item.sidecar.redactions))
        new = _new_redactions(item.source.text, hidden, words, patterns)
        if wanted and item.source.id not in wanted:
            elsewhere.extend([item.source.id] if new else [])
            continue
        text = _with_redactions(item.sidecar_text, [{**one, **shared_fields} for one in new])
        sidecar, wrong = parse_sidecar(text, item.sidecar_path)
        problems.extend(errors(wrong))
        if sidecar is None:
            continue
        redacted = redact(item.source, sidecar, item.sidecar_path, text)
        problems.extend(redacted.problems)
        if new:
            places = tuple(_newly_hidden(item.source.text, hidden, sidecar, redacted.source))
            planned.append(Planned(item.source.path, item.sidecar_path, text, places))
        if left := tuple(_parts_of_words(redacted.source.text, words)):
            within[item.source.path] = left
    return Plan(tuple(planned), within, tuple(elsewhere), tuple(problems))


def _with_redactions(sidecar_text: str, redactions: Iterable[Mapping[str, str]]) -> str:
    """The text of a sidecar with further redactions at the end of its list."""
    for redaction in redactions:
        fields = [f"{name}: {quote_scalar(value)}" for name, value in redaction.items()]
        sidecar_text, _ = with_item(sidecar_text, FIELD, fields)
    return sidecar_text


def write(root: Path, planned: Iterable[Planned]) -> None:
    """Write the planned sidecars."""
    for one in planned:
        write_atomically(root / one.sidecar, one.text.encode())


class FoldedText:
    """A text in which passages are searched for without regard to how they are written.

    Case, accents, spaces, line ends, hyphens, punctuation and the form of Chinese characters
    (simplified or traditional) are ignored.
    """

    def __init__(self, text: str) -> None:
        """Fold the text, and remember where each letter and digit was."""
        self._text = text
        self._offsets: list[int] = []
        letters: list[str] = []
        for offset, character in enumerate(text):
            folded = _letters(character)
            letters.append(folded)
            self._offsets.extend([offset] * len(folded))
        self._letters = "".join(letters)

    def occurrences(self, words: str) -> Iterator[tuple[Span, bool]]:
        """The spans of a passage, and whether each consists of whole words."""
        text, offsets = self._text, self._offsets
        sought = _folded(words)
        start = self._letters.find(sought) if sought else -1
        while start >= 0:
            first, last = offsets[start], offsets[start + len(sought) - 1]
            # `ﬁ` and `ß` fold to two letters, which are hidden or shown together.
            end = last + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            yield Span(first, end), not (_continues_word(text, first) or _continues_word(text, end))
            start = self._letters.find(sought, start + 1)


def _folded(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    return "".join(map(_letters, text))


@lru_cache(maxsize=8192)
def _letters(character: str) -> str:
    """The letters and digits of a character, without case and accents, Chinese ones in one form."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    letters = unicodedata.normalize("NFKD", plain).replace(TATWEEL, "")
    return "".join(filter(str.isalnum, letters)).translate(FOLD)


def _continues_word(text: str, at: int) -> bool:
    """Whether a word continues across an offset.

    That is known only of digits and of letters that have capitals.
    """
    around = text[at - 1 : at + 1] if at else ""
    return len(around) > 1 and all(one.isdigit() or one.lower() != one.upper() for one in around)


def _unknown(only: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    """An error for each identifier that is no source's."""
    for name in only:
        if name.lower() not in known:
            yield Problem(name, None, "unknown-source", "is not a source of this publication")


def _missing_fields(fields: Mapping[str, str]) -> Iterator[Problem]:
    """An error for a missing reason or date."""
    for name, hint in (
        ("reason", "Give a sentence for readers."),
        ("date", "Give the day of the decision: 2026-11-22, for instance."),
    ):
        if not fields.get(name):
            message = f"a redaction must give its {name}"
            yield Problem("--" + name, None, "bad-redaction", message, hint)


def _wrong_date(date: str) -> Iterator[Problem]:
    """An error for a date that is not EDTF, once instead of for each sidecar."""
    try:
        if date:
            dates.parse(date)
    except ValueError as error:
        yield Problem("--date", None, "bad-redaction", str(error), dates.hint(date))


def _too_short(words: Sequence[str]) -> Iterator[Problem]:
    for passage in words:
        if len(_folded(passage)) < MIN_LENGTH:
            message = "is too short to search for"
            yield Problem("--quote", None, "bad-redaction", message, "Quote more of the passage.")


def _fields_of_existing(
    received: Iterable[Received], words: Sequence[str], patterns: Sequence[str]
) -> dict[str, str]:
    """The other fields of the first existing redaction of such words or by such a pattern."""
    sought = set(map(_folded, words))
    for item in received:
        for one in item.sidecar.redactions:
            if (one.quote and _folded(one.quote) in sought) or one.pattern in patterns:
                fields = {
                    "what": one.what,
                    "reason": one.reason,
                    "authority": one.authority,
                    "date": one.date,
                }
                default = Redaction.model_fields["authority"].default
                return {k: value for k, value in fields.items() if value and value != default}
    return {}


def _new_redactions(
    text: str, hidden: DisjointSpans, words: Sequence[str], patterns: Sequence[str]
) -> list[dict[str, str]]:
    """What the new redactions of a source have to say of what they hide: a quote or a pattern."""
    quotes = [{"quote": quote} for quote in _quotes(text, hidden, words)]
    return quotes + [{"pattern": one} for one in patterns if _finds(text, hidden, one)]


def _quotes(text: str, hidden: DisjointSpans, words: Sequence[str]) -> list[str]:
    """The words as a source spells them, where they are not hidden already."""
    folded = FoldedText(text)
    found = {
        span
        for passage in words
        for span, alone in folded.occurrences(passage)
        if alone and not hidden.contains(span)
    }
    # A quote that contains another one hides both.
    longest: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not (longest and longest[-1].contains(span)):
            longest.append(span)
    return list(dict.fromkeys(" ".join(text[slice(*span)].split()) for span in longest))


def _finds(text: str, hidden: DisjointSpans, pattern: str) -> bool:
    """Whether a pattern finds something that is not hidden yet."""
    matches = PATTERNS[pattern].regex.finditer(text)
    return not all(hidden.contains(Span(*match.span())) for match in matches)


def _newly_hidden(
    text: str, hidden: DisjointSpans, sidecar: Sidecar, published: Source
) -> Iterator[Place]:
    """Each passage that is newly hidden, with the words around it as they will be published."""
    lines = LineNumbers(text)
    after = hidden_spans(text, sidecar.redactions)
    for was, placed in zip(after, published.redactions, strict=True):
        if not hidden.contains(was):
            place = _place(published.text, placed.span, lines.of(was.start))
            yield replace(
                place, in_a_word=_continues_word(text, was.start) or _continues_word(text, was.end)
            )


def _parts_of_words(published: str, words: Sequence[str]) -> Iterator[Place]:
    """Each place that is not hidden because the words are part of a longer one."""
    folded, lines = FoldedText(published), LineNumbers(published)
    for passage in words:
        for span, alone in folded.occurrences(passage):
            if not alone and not BAR_RE.search(published, *span):
                yield _place(published, span, lines.of(span.start))


def _place(text: str, span: Span, number: int) -> Place:
    """A passage with its neighbours on the line, and a bar instead of its words.

    Args:
        text: The text as it will be published.
        span: The passage, or its bar.
        number: The line on which it begins in the source.
    """
    start = text.rfind("\n", 0, span.start) + 1
    line = text[start:].partition("\n")[0]
    before, after = text[start : span.start], line[span.end - start :]
    if len(before) > CONTEXT_LENGTH:
        before = "… " + before[-CONTEXT_LENGTH:].partition(" ")[2]
    if len(after) > CONTEXT_LENGTH:
        after = after[:CONTEXT_LENGTH].rpartition(" ")[0] + " …"
    return Place(number, " ".join(f"{before}{BAR}{after}".split()))
