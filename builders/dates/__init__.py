"""Dates in EDTF (ISO 8601-2, as the Library of Congress profiles it): bounds, order, words."""

from collections.abc import Iterable

from builders.dates import chinese, spanish
from builders.dates.advice import from_numeric_day
from builders.dates.bounds import (
    EDTF_DATATYPE,
    PARTS_OF_FULL_DATE,
    UNSPECIFIED_YEAR,
    EdtfDate,
    html_datetime,
    is_plain,
    is_unspecified,
    parse,
    year,
)
from builders.dates.english import MONTHS, DateWords, dated, display, undated
from builders.dates.from_words import LEAVE_OUT, from_words, hint

IN_LANGUAGE = {"zh": chinese.display, "es": spanish.display}
"""By language of the interface: what writes a date in it; in all others it is written in English."""


def display_in(language: str, edtf: str) -> str:
    """A date in the words of a language of the interface."""
    return IN_LANGUAGE.get(language, display)(edtf)


def in_further_languages(edtf: str | None, languages: Iterable[str]) -> dict[str, str]:
    """By language of the interface, a date in its words, where these are not the English ones."""
    english = display(edtf) if edtf else ""
    every = ((language, display_in(language, edtf)) for language in languages if edtf)
    return {language: str(words) for language, words in every if words != english}


__all__ = [
    "EDTF_DATATYPE",
    "LEAVE_OUT",
    "MONTHS",
    "PARTS_OF_FULL_DATE",
    "UNSPECIFIED_YEAR",
    "DateWords",
    "EdtfDate",
    "chinese",
    "dated",
    "display",
    "display_in",
    "from_numeric_day",
    "from_words",
    "hint",
    "html_datetime",
    "in_further_languages",
    "is_plain",
    "is_unspecified",
    "parse",
    "spanish",
    "undated",
    "year",
]
