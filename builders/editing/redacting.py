"""One passage redacted in many sources: what their sidecars must say, worked out before anything is written.

A name is written in several ways: in capitals, over the end of a line, with an accent or without.
A redaction quotes the words as one source has them; here they are looked for in all these ways,
and each sidecar gets the quotes that its source needs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from builders import dates
from builders.editing.yaml_edits import with_item
from builders.inputs.patterns import BAR, BAR_RE, PATTERNS
from builders.inputs.redactions import FIELD, WITHHELD, hidden, redact
from builders.inputs.sidecars import as_sidecar
from builders.inputs.sources import Received, as_received, read_sources
from builders.model.sidecar import Redaction, Sidecar
from builders.model.source import Source
from builders.problems import Problem, errors
from builders.spans import Span
from builders.storage.places import put

BESIDE = 30
"""So many characters on either side show where a bar will stand."""
LEAST = 2
"""Letters or digits that must be asked for: one alone is everywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that will be hidden, or that looks like one and will not be."""

    line: int
    """Of the source, from 1."""
    shown: str
    """The words around it, with a bar in its place."""
    in_a_word: bool = False
    """Whether it is a part of a longer word: a quotation is hidden wherever it stands in its source."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written into one sidecar."""

    source: str
    """Path of the source, below the project."""
    sidecar: str
    """Path of its sidecar, which may not be there yet."""
    text: str = field(repr=False)
    """The sidecar as it will be."""
    places: tuple[Place, ...]
    """What is hidden then and is not now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, and what is left for people to decide."""

    sidecars: tuple[Planned, ...] = ()
    within: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """By source: places where the words stand within a longer one, which is left as it is."""
    elsewhere: tuple[str, ...] = ()
    """Sources that were not asked for and have the words, too."""
    problems: tuple[Problem, ...] = ()
    """Why nothing can be written, or what has to be mended by hand afterwards."""


def plan(
    root: Path,
    words: Sequence[str],
    patterns: Sequence[str],
    said: Mapping[str, str],
    only: Sequence[str] = (),
) -> Plan:
    """What it takes to redact passages in the sources; nothing is written.

    Args:
        root: The project.
        words: The passages, in whatever letters.
        patterns: Names of patterns, `email` for instance.
        said: What every redaction says besides: `reason`, `date`, `what`, `authority`. Where there
            is no reason or date, those of a redaction of the same words are taken.
        only: The sources; all, if none is named.
    """
    found, wrong = read_sources(root)
    by_id = {name.lower(): item for item in found for name in item.ids}
    received = [item for one in found if (item := as_received(root, root / one.source.path)[0])]
    said = {**_said_before(received, words, patterns), **said}
    in_the_way = [
        # In a source that cannot be read the words would stay.
        *(one for one in errors(wrong) if one.code != WITHHELD),
        *_unknown(only, by_id),
        *_too_short(words),
        *_unsaid(said),
        *_no_date(said.get("date", "")),
    ]
    if in_the_way:
        return Plan(problems=tuple(in_the_way))
    wanted = {by_id[name.lower()].source.id for name in only}
    planned: list[Planned] = []
    within: dict[str, tuple[Place, ...]] = {}
    elsewhere: list[str] = []
    problems: list[Problem] = []
    for item in received:
        new = [{"quote": quote} for quote in _quotes(item, words)]
        new += [{"pattern": one} for one in patterns if _finds(item, one)]
        if wanted and item.source.id not in wanted:
            elsewhere.extend([item.source.id] if new else [])
            continue
        text = item.sidecar_text
        for entry in new:
            text = with_item(text, FIELD, entry | said)
        sidecar, wrong = as_sidecar(text, item.sidecar_path)
        problems.extend(errors(wrong))
        if sidecar is None:
            continue
        done = redact(item.source, sidecar, item.sidecar_path, text)
        problems.extend(done.problems)
        if new:
            places = tuple(_new(item, sidecar, done.source))
            planned.append(Planned(item.source.path, item.sidecar_path, text, places))
        if left := tuple(_within(done.source.text, words)):
            within[item.source.path] = left
    return Plan(tuple(planned), within, tuple(elsewhere), tuple(problems))


def write(root: Path, planned: Iterable[Planned]) -> None:
    """Each sidecar is as it was planned."""
    for one in planned:
        put(root / one.sidecar, one.text.encode())


def occurrences(text: str, words: str) -> Iterator[tuple[Span, bool]]:
    """Where words stand in a text in whatever letters and spacing, and whether as words of their own.

    Case, accents, blanks, line ends, hyphens and stops count for nothing.
    """
    letters, at = _folded(text)
    sought = _folded(words)[0]
    start = letters.find(sought) if sought else -1
    while start >= 0:
        first, last = at[start], at[start + len(sought) - 1]
        # `ﬁ` and `ß` are two letters, which are hidden or shown together.
        end = last + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield Span(first, end), not (_joined(text, first) or _joined(text, end))
        start = letters.find(sought, start + 1)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The letters and digits of a text without case and accents, and where each of them stands."""
    letters: list[str] = []
    at: list[int] = []
    for k, character in enumerate(text):
        for one in _letters(character):
            letters.append(one)
            at.append(k)
    return "".join(letters), at


@lru_cache(maxsize=8192)
def _letters(character: str) -> str:
    """What counts of a character."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", plain)))


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on at a place. Only of letters that have capitals, and of digits, is that known."""
    around = text[at - 1 : at + 1] if at else ""
    return len(around) > 1 and all(one.isdigit() or one.lower() != one.upper() for one in around)


def _unknown(only: Iterable[str], known: Collection[str]) -> Iterator[Problem]:
    """An error for each source that was asked for and is none."""
    for name in only:
        if name.lower() not in known:
            yield Problem(name, None, "unknown-source", "is not a source of this publication")


def _unsaid(said: Mapping[str, str]) -> Iterator[Problem]:
    """An error for each thing that every redaction says and this one does not."""
    for name, hint in (
        ("reason", "Give a sentence for readers."),
        ("date", "Give the day of the decision: 2026-11-22, for instance."),
    ):
        if not said.get(name):
            message = f"a redaction must give its {name}"
            yield Problem("--" + name, None, "bad-redaction", message, hint)


def _no_date(date: str) -> Iterator[Problem]:
    """An error, once and not for each sidecar, for a date in words."""
    try:
        if date:
            dates.parse(date)
    except ValueError as error:
        yield Problem("--date", None, "bad-redaction", str(error), dates.hint(date))


def _too_short(words: Sequence[str]) -> Iterator[Problem]:
    for passage in words:
        if len(_folded(passage)[0]) < LEAST:
            message = "is too short to search for"
            yield Problem("--quote", None, "bad-redaction", message, "Quote more of the passage.")


def _said_before(
    received: Iterable[Received], words: Sequence[str], patterns: Sequence[str]
) -> dict[str, str]:
    """What a redaction of the same says in some sidecar."""
    sought = {_folded(one)[0] for one in words}
    for item in received:
        for one in item.sidecar.redactions:
            if (one.quote and _folded(one.quote)[0] in sought) or one.pattern in patterns:
                said = {
                    "what": one.what,
                    "reason": one.reason,
                    "authority": one.authority,
                    "date": one.date,
                }
                standing = Redaction.model_fields["authority"].default
                return {k: value for k, value in said.items() if value and value != standing}
    return {}


def _quotes(item: Received, words: Sequence[str]) -> list[str]:
    """The words as a source has them where its sidecar does not hide them."""
    text = item.source.text
    before = hidden(text, item.sidecar.redactions)
    found = {
        span
        for passage in words
        for span, alone in occurrences(text, passage)
        if alone and not _covered(span, before)
    }
    # Of two of which one holds the other, the longer one hides both.
    longest: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not _covered(span, longest[-1:]):
            longest.append(span)
    return list(dict.fromkeys(" ".join(text[slice(*span)].split()) for span in longest))


def _finds(item: Received, pattern: str) -> bool:
    """Whether a pattern finds something that is not hidden."""
    before = hidden(item.source.text, item.sidecar.redactions)
    found = PATTERNS[pattern].regex.finditer(item.source.text)
    return any(not _covered(Span(*match.span()), before) for match in found)


def _new(item: Received, sidecar: Sidecar, published: Source) -> Iterator[Place]:
    """Each bar that is not there now, with the words around it as they will be published."""
    text = item.source.text
    before = hidden(text, item.sidecar.redactions)
    after = hidden(text, sidecar.redactions)
    for was, placed in zip(after, published.redactions, strict=True):
        if not _covered(was, before):
            place = _place(published.text, placed.span, text.count("\n", 0, was.start))
            yield replace(place, in_a_word=_joined(text, was.start) or _joined(text, was.end))


def _within(published: str, words: Sequence[str]) -> Iterator[Place]:
    """Each place that is not hidden, where the words stand within a longer one."""
    for passage in words:
        for span, alone in occurrences(published, passage):
            if not alone and not BAR_RE.search(published, *span):
                yield _place(published, span, published.count("\n", 0, span.start))


def _covered(span: Span, spans: Iterable[Span]) -> bool:
    return any(one.contains(span) for one in spans)


def _place(text: str, span: Span, lines: int) -> Place:
    """A passage by its neighbours on its line, and not by its words: what is printed may be kept."""
    start = text.rfind("\n", 0, span.start) + 1
    line = text[start:].partition("\n")[0]
    before, after = text[start : span.start], line[span.end - start :]
    if len(before) > BESIDE:
        before = "… " + before[-BESIDE:].partition(" ")[2]
    if len(after) > BESIDE:
        after = after[:BESIDE].rpartition(" ")[0] + " …"
    return Place(lines + 1, " ".join(f"{before}{BAR}{after}".split()))
