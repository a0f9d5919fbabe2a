"""Filters and globals of templates: labels in the language of the page, dates, finished HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from builders import dates, markup
from builders.interface import marked_text
from builders.interface.catalogue import ENGLISH, Catalogue
from builders.interface.collation import chinese_sort_key
from builders.model.languages import is_right_to_left
from builders.readers.languages import chinese_script

CACHE_SIZE = 16_384
"""The number of results of macros that are cached."""
_INDENT_RE = re.compile(r"\n\s+")


def filters(words: Catalogue | None) -> Mapping[str, Callable[..., object]]:
    """The filters by name.

    Args:
        words: The catalogue for labels; None leaves them in the language of the templates.
    """
    return {
        "tr": _labels(words) if words else _itself,
        "by_label": partial(_by_label, words),
        "date": dates.display,
        "lang": _lang,
        "chinese_lang": _chinese_lang,
        "thousands": words.number if words else _thousands,
        "number": _number,
        "one_block": one_block,
        "code_in": _code_in,
        "with_bars": markup.with_bars,
        "with_end": markup.with_end,
    }


def constants(words: Catalogue | None, editors: str = ENGLISH) -> Mapping[str, object]:
    """The globals of every template by name.

    Args:
        words: The catalogue for labels; None if they are in the language of the templates.
        editors: BCP 47 tag of the editors' own prose, whatever the language of the labels.
    """
    page = words.tag if words else ENGLISH
    return {
        "page_language": page,
        "editors_language": editors,
        "editors_lang": Markup() if _is_same_language(page, editors) else _lang(editors),
        "kept": lru_cache(maxsize=CACHE_SIZE)(_of_macro),
    }


def _is_same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever its script or country: `zh-Hans`, `zh`."""
    return one.partition("-")[0] == other.partition("-")[0]


@lru_cache(maxsize=CACHE_SIZE)
def _lang(tag: str) -> Markup:
    """The attributes of an element whose text is in a language."""
    direction = ' dir="rtl"' if is_right_to_left(tag) else ""
    return Markup(f' lang="{escape(tag)}"{direction}')  # noqa: S704  # the tag is escaped


@lru_cache(maxsize=CACHE_SIZE)
def _chinese_lang(words: str) -> Markup:
    """The attribute of an element whose text is Chinese: its script, simplified or traditional."""
    return _lang(chinese_script(words))


def one_block(html: str) -> str:
    """The HTML without blank lines and indentation; a `Markup` stays one."""
    return type(html)(_INDENT_RE.sub("\n", html.strip()))


def _itself(words: object, **_: object) -> object:
    """The label itself: templates are in English."""
    return words


def _labels(words: Catalogue) -> Callable[..., object]:
    """A function that translates a label, or the labels within finished HTML."""

    def label(value: object, *, cited: bool = False) -> object:
        if type(value) is not Markup:
            return words.label(value)
        make = marked_text.with_citations if cited else marked_text.relabelled
        return Markup(make(value, words))  # noqa: S704  # as it came, and escaped there

    return label


def _by_label(words: Catalogue | None, rows: Iterable[Any]) -> list[Any]:
    """The rows, sorted by label for readers of Chinese; equal ones keep their order."""
    label = words.label if words else str
    return sorted(
        rows,
        key=lambda row: chinese_sort_key(getattr(row, "label_zh", "") or str(label(row.label))),
    )


def _of_macro(macro: Callable[[object], Markup], value: object) -> Markup:
    """The result of a macro for a value; as `kept` it is cached, and so made once for all pages.

    The macro must be an imported one: others are new on each page. The value must never change:
    a named tuple of texts, or an object that all pages share.
    """
    return macro(value)


def _thousands(number: int) -> str:
    return f"{number:,}"


def _number(value: float) -> str:
    """A number as SVG needs it: 12 instead of 12.0."""
    return f"{value:g}"


def _code_in(text: str) -> Markup:
    """A sentence with the words between two backticks set as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markup.escaped(text)
    html = (
        f"<code>{markup.safe(part)}</code>" if k % 2 else markup.safe(part)
        for k, part in enumerate(parts)
    )
    return Markup("".join(html))  # noqa: S704  # made safe just before
