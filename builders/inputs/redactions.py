"""Redaction, the first thing that happens to a source: what must not be published is taken out.

From here on there is only the redacted source: its text, its bytes, its digest, its offsets.
Whatever is read, marked, linked, exported or offered for download is made from nothing else, so
that no later stage can leak what it was never given. A bar has the same length whatever it
hides; offsets are those of the text as published, and give nothing away.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builders.inputs.patterns import BAR, BAR_RE, PATTERNS
from builders.inputs.records import line_of
from builders.inputs.spellings import did_you_mean
from builders.model.redaction import PlacedRedaction, Secret
from builders.model.sidecar import Passage, Redaction, Sidecar
from builders.model.source import Source
from builders.problems import Problem
from builders.quotations import Quotations, in_context, words_pattern
from builders.spans import DisjointSpans, Span

FIELD = "redactions"
UTF_8 = "utf-8"
CONTEXT = 24
"""How many characters on each side of a passage tell it from the same words elsewhere."""
WITHHELD_CODE = "redacted-passage"
"""The problem code for editors' words that contain what is redacted."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A source after redaction, with what was taken out and what is wrong."""

    source: Source
    """As published."""
    sidecar: Sidecar
    """Without the words that its redactions quote, and without notes that quote such words."""
    secrets: tuple[Secret, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _HiddenPassage:
    """One passage to hide."""

    span: Span
    entry: int
    """Index of the redaction in the sidecar, from 0."""
    bar: str


def redact(source: Source, sidecar: Sidecar, where: str, written: str) -> Redacted:
    """The source as published; unchanged where nothing is redacted.

    Args:
        source: As received.
        sidecar: What the editors say about it.
        where: Path of the sidecar, for messages.
        written: The text of the sidecar, for the lines of messages.
    """
    if not sidecar.redactions:
        return Redacted(source, sidecar)
    hidden, problems = _find_hidden(source.text, sidecar.redactions, where, written)
    text, placed = _insert_bars(source.text, hidden, sidecar.redactions)
    secrets = tuple(_secrets(source, text, hidden, sidecar.redactions))
    left, wrong = _without_redacted_words(
        sidecar, source.text, [item.span for item in hidden], where, written
    )
    return Redacted(_published(source, text, placed), left, secrets, (*problems, *wrong))


def mask_secrets(problems: Iterable[Problem], secrets: Sequence[Secret]) -> tuple[Problem, ...]:
    """The problems, with a bar in place of redacted words: logs are published too."""
    hidden = {secret.text for secret in secrets if secret.text.strip() and not secret.common}
    by_fold: dict[str, list[str]] = defaultdict(list)
    for words in hidden:
        by_fold[_without_case(words)].append(words)
    # All are looked for at once, because there may be thousands, and thousands of problems.
    quotations = Quotations(by_fold)
    masked: list[Problem] = []
    for problem in problems:
        there = quotations.places(_without_case(f"{problem.message}\n{problem.hint}"))
        if not there:
            masked.append(problem)
            continue
        found = sorted((one for fold in there for one in by_fold[fold]), key=len, reverse=True)
        pattern = re.compile("|".join(map(words_pattern, found)), re.IGNORECASE)
        message, hint = (pattern.sub(BAR, text) for text in (problem.message, problem.hint))
        masked.append(replace(problem, message=message, hint=hint))
    return tuple(masked)


def _without_case(text: str) -> str:
    """The text with all letters alike that a pattern takes for alike if it ignores case."""
    return text.casefold().replace("\u0131", "i").replace("\u0307", "")


def hidden_spans(text: str, redactions: Sequence[Redaction]) -> list[Span]:
    """The passages that redactions hide in a text, in order and without overlaps."""
    return [item.span for item in _find_hidden(text, redactions, "", "")[0]]


def _find_hidden(
    text: str, redactions: Sequence[Redaction], where: str, written: str
) -> tuple[list[_HiddenPassage], list[Problem]]:
    """All passages to hide, in order and without overlaps, and what is wrong."""
    bars = [Span(*match.span()) for match in BAR_RE.finditer(text)]
    there = frozenset(bars)
    quoted = Quotations(redaction.quote or "" for redaction in redactions).places(text)
    found: list[_HiddenPassage] = []
    problems: list[Problem] = []
    for k, redaction in enumerate(redactions):
        wrong = _wrong_target(redaction, len(bars))
        spans = [] if wrong else _spans(text, redaction, bars, quoted)
        if not spans and not wrong:
            what = (
                "its pattern matches nothing"
                if redaction.pattern
                else "its quote is not in the source"
            )
            wrong = (
                f"hides nothing: {what}",
                "Quote the words exactly as they stand in the source, or remove the redaction.",
            )
        if wrong:
            line = line_of(written, FIELD, k)
            message = f"`{FIELD}[{k + 1}]` {wrong[0]}"
            problems.append(Problem(where, line, "bad-redaction", message, wrong[1]))
        for span in spans:
            bar = text[slice(*span)] if span in there else _bar(redaction)
            found.append(_HiddenPassage(span, k, bar))
    claimed = {item.span for item in found}
    if not problems and any(redaction.bars for redaction in redactions):
        for n, place in enumerate(bars, 1):
            if place not in claimed:
                message = f"bar {n} of the source belongs to no redaction"
                hint = "Name it in the `bars` of one: readers are told why a passage is missing."
                line = line_of(written, FIELD)
                problems.append(Problem(where, line, "bad-redaction", message, hint))
    return _merge_overlapping(found), problems


def _wrong_target(redaction: Redaction, bars: int) -> tuple[str, str] | None:
    """What is wrong with how a redaction says what it hides, and what to do; None if nothing is."""
    ways = [redaction.quote is not None, bool(redaction.pattern), bool(redaction.bars)]
    if redaction.quote is not None and sum(ways) > 1:
        return "has a `quote` and another way to say what it hides", "Keep one of them."
    if not any(ways):
        return "does not say what it hides", "Give it a `quote` or a `pattern`."
    if redaction.pattern and redaction.pattern not in PATTERNS:
        known = f"Patterns: {', '.join(PATTERNS)}."
        hint = did_you_mean(redaction.pattern, PATTERNS, known)
        return f"names a pattern `{redaction.pattern}` that does not exist", hint
    missing = [n for n in redaction.bars if n > bars]
    if missing:
        return (
            f"names bar {missing[0]}, but the source has {bars}",
            "`bars` is written by `muniment redact` and counts the bars of the redacted copy.",
        )
    return None


def _spans(
    text: str, redaction: Redaction, bars: Sequence[Span], quoted: Mapping[str, Sequence[Span]]
) -> list[Span]:
    found = [bars[n - 1] for n in redaction.bars]
    if redaction.pattern:
        pattern = PATTERNS[redaction.pattern].regex
        found.extend(Span(*match.span()) for match in pattern.finditer(text))
    if redaction.quote is not None:
        there = quoted.get(redaction.quote, ())
        found.extend(in_context(text, there, redaction.prefix, redaction.suffix))
    return found


def _merge_overlapping(found: Iterable[_HiddenPassage]) -> list[_HiddenPassage]:
    """The passages in order, with overlapping ones merged under one bar: never less is hidden."""
    out: list[_HiddenPassage] = []
    for item in sorted(found, key=lambda item: (item.span, item.entry)):
        if out and item.span.start < out[-1].span.end:
            last = out[-1]
            end = max(last.span.end, item.span.end)
            out[-1] = replace(last, span=Span(last.span.start, end))
        else:
            out.append(item)
    return out


def _bar(redaction: Redaction) -> str:
    return PATTERNS[redaction.pattern].bar if redaction.pattern in PATTERNS else BAR


def _insert_bars(
    text: str, hidden: Iterable[_HiddenPassage], redactions: Sequence[Redaction]
) -> tuple[str, tuple[PlacedRedaction, ...]]:
    """The text with bars in place of hidden passages, and where the bars are in it."""
    pieces: list[str] = []
    placed: list[PlacedRedaction] = []
    at = length = 0
    for number, item in enumerate(hidden, 1):
        pieces += [text[at : item.span.start], item.bar]
        length += item.span.start - at
        redaction = redactions[item.entry]
        placed.append(
            PlacedRedaction(
                Span(length, length + len(item.bar)),
                number,
                item.entry + 1,
                _what(redaction),
                redaction.reason,
                redaction.authority,
                redaction.date,
                redaction.shown,
            )
        )
        length += len(item.bar)
        at = item.span.end
    pieces.append(text[at:])
    return "".join(pieces), tuple(placed)


def _what(redaction: Redaction) -> str:
    if redaction.what:
        return redaction.what
    pattern = PATTERNS.get(redaction.pattern or "")
    return pattern.what if pattern else "passage"


def _published(source: Source, text: str, placed: tuple[PlacedRedaction, ...]) -> Source:
    """The source with its published text, in UTF-8 where its own encoding has no bar character."""
    if text == source.text:
        return replace(source, redactions=placed)
    encoding = source.encoding
    try:
        data = text.encode(encoding)
    except UnicodeError:
        encoding, data = UTF_8, text.encode(UTF_8)
    digest = hashlib.sha256(data).hexdigest()
    return Source(source.id, source.path, data, text, encoding, digest, placed, source.language)


def _secrets(
    source: Source,
    published: str,
    hidden: Iterable[_HiddenPassage],
    redactions: Sequence[Redaction],
) -> Iterator[Secret]:
    """What was taken out: equal words once, but place by place if some of them stay in the text."""
    hidden = tuple(hidden)
    chosen = {k for k, one in enumerate(redactions) if one.prefix or one.suffix}
    chosen_words = (source.text[slice(*item.span)] for item in hidden if item.entry in chosen)
    elsewhere = Quotations(chosen_words).places(published)
    seen: set[tuple[int, str]] = set()
    for item in hidden:
        start, end = item.span
        words = source.text[start:end]
        if words == item.bar or (item.entry, words) in seen:
            continue
        common = item.entry in chosen and words in elsewhere
        if not common:
            seen.add((item.entry, words))
        before = _end_of(source.text[max(0, start - CONTEXT) : start])
        after = _start_of(source.text[end : end + CONTEXT])
        yield Secret(source.id, item.entry + 1, words, before, after, common)


def _end_of(text: str) -> str:
    """The end of the text before a passage, back to the nearest bar."""
    return BAR_RE.split(text)[-1]


def _start_of(text: str) -> str:
    return BAR_RE.split(text)[0]


def _without_redacted_words(
    sidecar: Sidecar, text: str, hidden: Sequence[Span], where: str, written: str
) -> tuple[Sidecar, list[Problem]]:
    """The sidecar without redacted words, and an error for each passage that quotes them."""
    problems: list[Problem] = []
    kept: dict[str, tuple[Passage, ...]] = {}
    passages: tuple[tuple[str, Sequence[Passage]], ...] = (
        ("emendations", sidecar.emendations),
        ("notes", sidecar.notes),
    )
    bars = DisjointSpans(hidden)
    quoted = Quotations(passage.quote for _, given in passages for passage in given).places(text)
    for field, given in passages:
        good = []
        for k, passage in enumerate(given):
            found = quoted.get(passage.quote, ())
            if found and all(map(bars.overlaps_any, found)):
                line = line_of(written, field, k, "quote")
                message = f"`{field}[{k + 1}].quote` has words that are redacted"
                hint = (
                    "Quote words beside the bar, or remove it: what it says may reveal them, too."
                )
                problems.append(Problem(where, line, WITHHELD_CODE, message, hint))
            else:
                good.append(passage)
        kept[field] = tuple(good)
    quiet = tuple(
        redaction.model_copy(update={"quote": None, "prefix": "", "suffix": ""})
        for redaction in sidecar.redactions
    )
    return sidecar.model_copy(update={**kept, FIELD: quiet}), problems
