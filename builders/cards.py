"""The card of each source for shared links: a picture with title, date, kind and originator.

Cards are drawn during the build, in the site's own fonts and colours
(`site_src/assets/css/frame.css`), in some milliseconds each, and cached. Their words are those of
the redacted source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import partial
from pathlib import Path

from builders.inputs.records import line_of
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.model.page import ASSETS, Asset, Unit
from builders.model.publication import Publication
from builders.pages.head.link_card import HEIGHT, WIDTH, Cards, CardWords, cards, uri
from builders.problems import Problem, Severity
from builders.storage.store import Store, key
from builders.typeset import breaks
from builders.typeset.families import Family, FontError, is_right_to_left
from builders.typeset.pictures import LEVELS, Picture

PAPER, INK, ACCENT = (0xFC, 0xFB, 0xF8), (0x1B, 0x1C, 0x20), (0xA3, 0x30, 0x1C)
"""The light tokens of the style sheet: `--paper`, `--ink`, `--mark`."""
FULL, QUIET = LEVELS - 1, LEVELS - 4
"""Shades: that of titles and dates, and that of all other words."""
LEFT, RIGHT = 96, 1104
EDGE = 14
"""Height of the bar along the upper edge, in pixels."""
NAME_AT, NAME_SIZES = 100, (34, 30, 26)
TITLE_AT = 150
"""Top of the space for the title, which ends above the facts."""
TITLE_SIZES = ((96, 1), (84, 2), (72, 3), (58, 4), (52, 4), (46, 5))
"""Sizes of a title, the largest first, and how many lines of each there is room for."""
LEADING = 1.17
ASCENT = 0.76
"""Approximate height of a capital, in parts of the size: the first line hangs from the top."""
FACTS_LEFT, FACTS_AT, FACTS_LEADING = 128, 568, 46
"""The facts beside a rule: left edge, baseline of the last, distance between baselines."""
DATE_SIZES, FACT_SIZES = (38, 31), (31,)
RULE = 4
MOST_NAMED = 8
"""How many missing letters a message names."""


def units(root: Path, publication: Publication) -> Iterator[Unit[Asset]]:
    """A unit for each card, which draws it or takes it from the cache."""
    known = publication.shared(cards)
    store = Store(root, "cards")
    keys: list[str] = []
    for entry in publication.entries:
        if words := known.words(entry):
            keys.append(key(*astuple(words), known.strong.digest, known.light.digest))
            yield Unit(
                uri(entry), partial(_files, known, words, uri(entry), store, keys[-1]), (ASSETS,)
            )
    if keys:
        store.prune(keys)


def problems(root: Path, publication: Publication) -> Iterator[Problem]:
    """A notice for each card whose letters cannot be set, or an error about the font."""
    try:
        known = publication.shared(cards)
    except FontError as error:
        yield _bad_font(root, error)
        return
    for entry in publication.entries:
        if lacking := known.missing_characters(entry):
            # No font would help with these.
            right = "".join(filter(is_right_to_left, lacking))
            why = (
                f"text written from right to left is not supported ({_listed(right)})"
                if right
                else f"no font has {_listed(lacking)}"
            )
            yield Problem(
                entry.source.path,
                None,
                "card-letters",
                f"links to it show the publication's card: {why}",
                "" if right else f"Name a font that has them: `card_font` in {PUBLICATION_FILE}.",
                Severity.NOTICE,
            )


def draw_card(known: Cards, words: CardWords) -> bytes:
    """The card as a PNG file."""
    picture = Picture(WIDTH, HEIGHT, PAPER, INK, ACCENT)
    picture.fill(0, 0, WIDTH, EDGE, FULL)
    strong, light = known.strong, known.light

    def write(
        text: str, family: Family, sizes: Sequence[int], at: tuple[int, int], shade: int
    ) -> None:
        size, lines = _fit(text, family, [(size, 1) for size in sizes], at[0])
        for line in lines:
            picture.write(family.line(line), *at, size, shade)

    write(words.publication, strong, NAME_SIZES, (LEFT, NAME_AT), QUIET)
    size, lines = _fit(words.title, strong, TITLE_SIZES, LEFT)
    for number, line in enumerate(lines):
        y = TITLE_AT + round(size * (ASCENT + number * LEADING))
        picture.write(strong.line(line), LEFT, y, size, FULL)
    y = FACTS_AT
    for fact in filter(None, (words.originator, words.kind)):
        write(fact, light, FACT_SIZES, (FACTS_LEFT, y), QUIET)
        y -= FACTS_LEADING
    y -= (DATE_SIZES[0] - FACT_SIZES[0]) // 2
    write(words.date, light, DATE_SIZES, (FACTS_LEFT, y), FULL)
    picture.fill(LEFT, y - DATE_SIZES[0] + 6, LEFT + RULE, FACTS_AT + 10)
    return picture.png()


def _files(known: Cards, words: CardWords, uri: str, store: Store, key: str) -> Iterator[Asset]:
    data = store.get(key)
    if data is None:
        data = draw_card(known, words)
        store.put(key, data)
    yield Asset(uri, data)


def _fit(
    text: str, family: Family, sizes: Sequence[tuple[int, int]], left: int
) -> tuple[int, list[str]]:
    """The largest size in which the text fits, and its lines; cut off if it fits in none."""
    for size, most in sizes:
        if lines := breaks.balanced_lines(text, family, (RIGHT - left) / size, most):
            return size, lines
    size, most = sizes[-1]
    return size, breaks.truncated_lines(text, family, (RIGHT - left) / size, most)


def _bad_font(root: Path, error: FontError) -> Problem:
    text = (root / PUBLICATION_FILE).read_text(encoding="utf-8-sig", errors="replace")
    hint = (
        "Give the path of a TrueType or OpenType font, relative to the folder of the publication."
    )
    line = line_of(text, "card_font")
    return Problem(PUBLICATION_FILE, line, "card-font", f"`card_font`: {error}", hint)


def _listed(letters: str) -> str:
    some = " ".join(letters[:MOST_NAMED])
    return f"{some} …" if len(letters) > MOST_NAMED else some
