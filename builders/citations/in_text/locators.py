"""Locators, parsed as editors write them (`¶3, ¶5`, `12-15`, `articles 318-320`), and printed."""

from __future__ import annotations

import re

from builders.model.citation import Locator, LocatorLabel

WORDS = {
    LocatorLabel.PAGE: ("p", "pp", "page", "pages"),
    LocatorLabel.PARAGRAPH: ("para", "paras", "par", "pars", "paragraph", "paragraphs", "¶", "¶¶"),
    LocatorLabel.ARTICLE: ("art", "arts", "article", "articles"),
    LocatorLabel.SECTION: ("sec", "secs", "section", "sections", "§", "§§"),
    LocatorLabel.CHAPTER: ("ch", "chs", "chap", "chaps", "chapter", "chapters"),
    LocatorLabel.NOTE: ("n", "nn", "note", "notes"),
    LocatorLabel.PART: ("pt", "pts", "part", "parts"),
    LocatorLabel.VOLUME: ("vol", "vols", "volume", "volumes"),
    LocatorLabel.FIGURE: ("fig", "figs", "figure", "figures"),
    LocatorLabel.TABLE: ("table", "tables"),
    LocatorLabel.LINE: ("l", "ll", "line", "lines"),
    LocatorLabel.COLUMN: ("col", "cols", "column", "columns"),
    LocatorLabel.FOLIO: ("fol", "fols", "folio", "folios"),
    LocatorLabel.APPENDIX: ("app", "appendix", "appendices"),
    LocatorLabel.ANNEX: ("annex", "annexes"),
}
"""The words and characters for each kind of locator; a full stop may follow a word."""
CHINESE_WORDS = {
    "段": LocatorLabel.PARAGRAPH,
    "条": LocatorLabel.ARTICLE,
    "條": LocatorLabel.ARTICLE,
    "页": LocatorLabel.PAGE,
    "頁": LocatorLabel.PAGE,
    "章": LocatorLabel.CHAPTER,
    "节": LocatorLabel.SECTION,
    "節": LocatorLabel.SECTION,
}
"""The Chinese words that follow the number: 第5段."""
PRINTED_PREFIXES = {
    LocatorLabel.PAGE: ("", ""),
    LocatorLabel.PARAGRAPH: ("¶", "¶¶"),
    LocatorLabel.ARTICLE: ("art. ", "arts. "),
    LocatorLabel.SECTION: ("§", "§§"),
    LocatorLabel.CHAPTER: ("ch. ", "chs. "),
    LocatorLabel.NOTE: ("n. ", "nn. "),
    LocatorLabel.PART: ("pt. ", "pts. "),
    LocatorLabel.VOLUME: ("vol. ", "vols. "),
    LocatorLabel.FIGURE: ("fig. ", "figs. "),
    LocatorLabel.TABLE: ("table ", "tables "),
    LocatorLabel.LINE: ("line ", "lines "),
    LocatorLabel.COLUMN: ("col. ", "cols. "),
    LocatorLabel.FOLIO: ("fol. ", "fols. "),
    LocatorLabel.APPENDIX: ("app. ", "apps. "),
    LocatorLabel.ANNEX: ("annex ", "annexes "),
}
"""What a page prints before one number, and before a range."""
LABELS = {word: label for label, words in WORDS.items() for word in words}

_VALUE = r"(?:\d+[a-z]?|[IVXLCDM]+|[ivxlcdm]+)"
_END = r"(?=\s*(?:$|,|;|、|，|and\b|&))"
LABELLED_RE = re.compile(
    rf"(?:(?P<sign>¶¶?|§§?)\s*|(?P<word>[a-z]+)\.?\s+|(?P<short>pp?)\.?)"
    rf"(?P<first>{_VALUE})(?:\s*[-–—]\s*(?P<last>{_VALUE}))?{_END}"
)
"""A number with its kind: `¶5`, `§§ 3-4`, `articles 318-320`, `p.12`"""
BARE_RE = re.compile(rf"(?P<first>\d+[a-z]?)(?:\s*[-–—]\s*(?P<last>\d+[a-z]?))?{_END}")
"""A number or range alone: `12-15`"""
CHINESE_RE = re.compile(
    rf"第\s*(?P<first>\d+)(?:\s*[-–—至]\s*(?P<last>\d+))?\s*(?P<measure>[{''.join(CHINESE_WORDS)}]){_END}"
)
"""A number with its kind in Chinese: `第5段`"""
BETWEEN_RE = re.compile(r"\s*(?:,|，|、|&|and\b|)\s*(?:and\b|&)?\s*")


def parse(text: str) -> tuple[tuple[Locator, ...], str]:
    """The locators that a text begins with, and the rest of the text.

    A bare number is of the same kind as the locator before it, or a page if it is the first.
    """
    found: list[Locator] = []
    at = 0
    while True:
        between = BETWEEN_RE.match(text, at)
        here = between.end() if between else at
        locator, end = _one(text, here, found[-1].label if found else LocatorLabel.PAGE)
        if locator is None:
            break
        found.append(locator)
        at = end
    rest = text[at:].strip()
    return tuple(found), rest.removeprefix(",").strip()


def _one(text: str, at: int, label: LocatorLabel) -> tuple[Locator | None, int]:
    if match := LABELLED_RE.match(text, at):
        known = LABELS.get(match["sign"] or match["word"] or match["short"])
        if known:
            return Locator(known, match["first"], match["last"] or ""), match.end()
    if match := CHINESE_RE.match(text, at):
        return (
            Locator(CHINESE_WORDS[match["measure"]], match["first"], match["last"] or ""),
            match.end(),
        )
    if match := BARE_RE.match(text, at):
        return Locator(label, match["first"], match["last"] or ""), match.end()
    return None, at


def format_locator(locator: Locator) -> str:
    """The locator as a page prints it: `¶5`, `12–15`, `arts. 318–320`."""
    one, many = PRINTED_PREFIXES[locator.label]
    if locator.last:
        return f"{many}{locator.first}–{locator.last}"
    return f"{one}{locator.first}"
