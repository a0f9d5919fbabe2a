"""Formatting works in every style: few calls of pandoc, and none for what is unchanged."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from builders.citations.styles import csl_styles, editions, inlines, items, layouts, pandoc
from builders.citations.styles.spilled import PickledCitations
from builders.model.citation import PINPOINT, Edition, Formatted, Rendered, Style
from builders.model.work import Work
from builders.processes.pools import cores, map_in_forks
from builders.storage.replacing import write_atomically

FOLDER = ".cache/muniment/citations"
"""The folder below the project in which results are kept."""
RESULTS_VERSION = 7
"""Version of this code: raised with every change that changes results."""
BATCH_SIZE = 1000
"""The number of works in one call of pandoc, whose memory grows with it."""
LOCATOR = f"para. {PINPOINT}"
TRANSLATION_RE = re.compile(rf" {items.TRANSLATION}([.,]?)((?:</i>|[”’])+)")
"""A translation within a title's italics or quotation marks, where Chicago and APA want it after.

`<i>Những người ra đi [Those Who Left]</i>`
"""
DESCRIPTION_RE = re.compile(r"“(\[[^\[\]“”]*\])([.,]?)”|<i>(\[[^\[\]<]*\])([.,]?)</i>")
"""An editor's description set as if it were a title: `“[Letter on a passport].”`"""
HAN_ITALICS_RE = re.compile(
    r"<i>((?=[^<]*[\u3400-\u9fff])[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef·—“”‘’ \d]+)</i>"
)
"""Italics around Chinese characters, punctuation and digits; Chicago sets Chinese upright."""
RESULT_PARTS = ("reference", "citation", "pinned")
"""The parts of a kept result."""


@dataclass(frozen=True, slots=True)
class Request:
    """A work to be formatted in every style."""

    key: str
    """The key of the result."""
    work: Work
    edition: Edition | None = None
    """This edition, where its page of a source is cited instead of the original."""
    pinned: bool = False
    """Whether a citation with a placeholder for a paragraph's number is wanted too."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One work in one style, with a digest of all that its result depends on.

    In most styles that leaves out the edition, which is added to the result afterwards: the
    original and this edition's page of it are formatted once for both.
    """

    request: Request
    style: Style
    item: Mapping[str, Any]
    names: Mapping[str, str]
    locale: str
    digest: str = field(default="")


def format_works(
    requests: Iterable[Request], root: Path | None = None, among: Collection[Style] = tuple(Style)
) -> dict[tuple[str, Style], Formatted]:
    """Every work in every style, by its key and the style.

    Args:
        requests: The works.
        root: The project, below which results are kept for the next build; None keeps nothing.
        among: The styles.

    Raises:
        ProblemsFound: pandoc or the styles are not installed.
    """
    wanted = list(requests)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # pandoc runs in processes of its own: the threads only wait for them.
        results = pool.map(lambda style: list(_in_style(style, wanted, root)), among)
        return {
            (request.key, style): result
            for style, in_style in zip(among, results, strict=True)
            for request, result in zip(wanted, in_style, strict=True)
        }


def pickled_by_style(
    requests: Sequence[Request], root: Path | None = None
) -> Iterator[tuple[Style, PickledCitations]]:
    """Each style with the citations of many works, in their order.

    Each style is formatted in a process of its own, if the system can fork: all citations of one
    style in memory would leave the heap of the process that calls this larger for good.

    Args:
        requests: The works.
        root: The project, below which results are kept for the next build; None keeps nothing.

    Raises:
        ProblemsFound: pandoc or the styles are not installed.
    """

    def in_style(style: Style) -> PickledCitations:
        return PickledCitations.of(_in_style(style, requests, root))

    styles, count = tuple(Style), cores()
    results = map(in_style, styles) if count == 1 else map_in_forks(in_style, styles, count)
    yield from zip(styles, results, strict=True)


def _in_style(style: Style, requests: Sequence[Request], root: Path | None) -> Iterator[Formatted]:
    """The formatted works in order."""
    text = csl_styles.adapted_style(style)
    made_by = f"{RESULTS_VERSION} {pandoc.version()} {hashlib.sha256(text.encode()).hexdigest()}"
    cache = _Cache(root / FOLDER / f"{style.value}.json" if root else None, made_by)
    digests: list[str] = []
    missing: dict[str, _Task] = {}
    for request in requests:
        task = _task(style, request)
        digests.append(task.digest)
        if task.digest not in cache.results:
            missing[task.digest] = task
    for locale in sorted({task.locale for task in missing.values()}):
        here = [task for task in missing.values() if task.locale == locale]
        for start in range(0, len(here), BATCH_SIZE):
            batch = here[start : start + BATCH_SIZE]
            cache.results.update(_format_batch(batch, text, locale))
    cache.save(digests)
    for request, digest in zip(requests, digests, strict=True):
        found, edition = cache.results[digest], request.edition
        yield editions.read_in(found, style, edition) if edition else found


def _task(style: Style, request: Request) -> _Task:
    aliases = items.Aliases({})
    item = items.item(
        editions.with_edition_fields(request.work, style, request.edition), style, aliases
    )
    task = _Task(request, style, item, aliases.names, items.locale(style, request.work))
    parts = [item, aliases.names, task.locale, request.pinned]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return replace(task, digest=hashlib.sha256(text.encode()).hexdigest())


def _format_batch(
    batch: Sequence[_Task], style: str, locale: str
) -> Iterator[tuple[str, Formatted]]:
    """The formatted works by their digests.

    It takes two calls: cited twice in one, a work would get a short citation the second time.
    """
    numbered = [{**task.item, "id": str(k)} for k, task in enumerate(batch)]
    whole = pandoc.format_all(layouts.without_locators(style), locale, numbered, LOCATOR)
    to_pin = [
        item
        for item, task in zip(numbered, batch, strict=True)
        if task.request.pinned and task.style not in editions.PAGES_ONLY
    ]
    pinned = pandoc.format_all(layouts.with_locators(style), locale, to_pin, LOCATOR)
    for item, task in zip(numbered, batch, strict=True):
        found = whole[item["id"]]
        yield task.digest, _formatted(task, found, pinned.get(item["id"], found))


def _formatted(task: _Task, whole: pandoc.Result, at_a_place: pandoc.Result) -> Formatted:
    citation = _words(task, whole.citation)
    # A reader who copies a reference wants one even where the style leaves it out of lists.
    reference = _words(task, whole.reference) if whole.reference else citation
    pinned = None
    if task.request.pinned:
        same = at_a_place is whole
        words = citation if same else _words(task, at_a_place.citation)
        pinned = editions.with_placeholder(words, editions.Place(task.style, task.locale))
    return Formatted(reference, citation, pinned)


def _words(task: _Task, found: pandoc.Inlines) -> Rendered:
    """The citation as HTML, with aliases replaced by names, and with ordinary hyphens."""
    names = {ord(letter): escape(name) for letter, name in task.names.items()}
    return Rendered(_restored(inlines.rendered(found).html, names))


def _restored(text: str, names: Mapping[int, str]) -> str:
    text = text.replace(items.ALIAS_FILLER, "").replace(items.NON_BREAKING_HYPHEN, "-")
    text = TRANSLATION_RE.sub(rf"\2 {items.TRANSLATION}\1", text)
    text = DESCRIPTION_RE.sub(lambda found: "".join(filter(None, found.groups())), text)
    text = HAN_ITALICS_RE.sub(r"\1", text)
    for letter, name in names.items():
        if name.endswith("."):  # `Inc.` at the end of a sentence has one full stop
            text = text.replace(f"{chr(letter)}.", chr(letter))
    return text.translate(names) if names else text


class _Cache:
    """Results of earlier builds for one style, in one file."""

    def __init__(self, path: Path | None, made_by: str) -> None:
        self._path = path
        self._made_by = made_by
        self._stored: dict[str, Any] = {}
        if path is not None:
            try:
                stored = json.loads(path.read_text(encoding="utf-8"))
                self._stored = stored["results"] if stored["made_by"] == made_by else {}
            except (OSError, ValueError, KeyError, TypeError):
                pass  # missing or damaged: it is made anew
        self.results: dict[str, Formatted] = {
            digest: _loaded(record) for digest, record in self._stored.items()
        }

    def save(self, digests: Iterable[str]) -> None:
        """Store the results with these digests, and no others, if that changes anything."""
        wanted = set(digests)
        if self._path is None or wanted == self._stored.keys():
            return
        kept = {digest: _stored(self.results[digest]) for digest in sorted(wanted)}
        text = json.dumps({"made_by": self._made_by, "results": kept}, ensure_ascii=False)
        # If it cannot be written (a read-only folder), all is formatted again next time.
        with suppress(OSError):
            write_atomically(self._path, text.encode())


def _stored(formatted: Formatted) -> dict[str, Any]:
    parts = (formatted.reference, formatted.citation, formatted.pinned)
    return {name: each.html for name, each in zip(RESULT_PARTS, parts, strict=True) if each}


def _loaded(record: Mapping[str, Any]) -> Formatted:
    reference, citation, pinned = (
        Rendered(record[name]) if name in record else None for name in RESULT_PARTS
    )
    if reference is None or citation is None:
        raise ValueError(record)
    return Formatted(reference, citation, pinned)
