"""Dates in EDTF (ISO 8601-2, as the Library of Congress profiles it): bounds, order, words."""

from builders.dates import chinese
from builders.dates.bounds import (
    DIGITS_OF_A_DAY,
    EDTF_DATATYPE,
    EdtfDate,
    html_datetime,
    is_plain,
    parse,
    year,
)
from builders.dates.english import MONTHS, DateWords, dated, display, undated
from builders.dates.in_words import hint, meant
from builders.dates.unsure import in_order

__all__ = [
    "DIGITS_OF_A_DAY",
    "EDTF_DATATYPE",
    "MONTHS",
    "DateWords",
    "EdtfDate",
    "chinese",
    "dated",
    "display",
    "hint",
    "html_datetime",
    "in_order",
    "is_plain",
    "meant",
    "parse",
    "undated",
    "year",
]
