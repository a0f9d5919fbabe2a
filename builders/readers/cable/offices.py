"""The names of offices and classifications, spelt out from how telegrams abbreviate them."""

from __future__ import annotations

import re

_OFFICES = (
    (re.compile(r"AMEMBASSY[ ]+(.+)|AMEMB[ ]+(.+)"), "Embassy"),
    (re.compile(r"AMCONSUL[ ]+(.+)|AMCONGEN[ ]+(.+)"), "Consulate"),
    (re.compile(r"USMISSION[ ]+(.+)"), "Mission"),
)
_PLAIN_OFFICES = {
    "SECSTATE WASHDC": "Secretary of State",
    "SECSTATE": "Secretary of State",
    "SECDEF WASHINGTON DC": "Secretary of Defense",
    "SECDEF WASHDC": "Secretary of Defense",
    "AIT TAIPEI": "American Institute Taiwan, Taipei",
    "USUN NEW YORK": "USUN New York",
    "USMISSION USUN NEW YORK": "USUN New York",
    "USEU BRUSSELS": "USEU Brussels",
    "USMISSION USEU BRUSSELS": "USEU Brussels",
    "USMISSION USNATO": "Mission USNATO",
    "USINT HAVANA": "US Interests Section Havana",
    "IRAN RPO DUBAI": "Iran RPO Dubai",
}
CLASSIFICATION_LEVELS = (
    (re.compile(r"T\s?O\s?P\s+S\s?E\s?C\s?R\s?E\s?T"), "TOP SECRET"),
    (re.compile(r"S\s?E\s?C\s?R\s?E\s?T"), "SECRET"),
    (re.compile(r"C\s?O\s?N\s?F\s?I\s?D\s?E\s?N\s?T\s?I\s?A\s?L"), "CONFIDENTIAL"),
    (re.compile(r"LIMITED OFFICIAL USE"), "LIMITED OFFICIAL USE"),
    (re.compile(r"U{1,2}NCLAS"), "UNCLASSIFIED"),
)


def origin_of(from_: str) -> str | None:
    """The name of the originating office: `AMCONSUL GUANGZHOU` is `Consulate Guangzhou`."""
    if from_ in _PLAIN_OFFICES:
        return _PLAIN_OFFICES[from_]
    for pattern, office in _OFFICES:
        match = pattern.fullmatch(from_)
        if match:
            return f"{office} {next(group for group in match.groups() if group).title()}"
    return from_.title()


def classification_of(line: str | None, captions: tuple[str, ...]) -> str | None:
    """The classification that a line gives, completed by the captions, or None.

    UNCLASSIFIED with the caption SENSITIVE is for official use only.
    """
    if not line:
        return None
    for pattern, level in CLASSIFICATION_LEVELS:
        if not pattern.match(line):
            continue
        if level == "UNCLASSIFIED" and ("SENSITIVE" in captions or "FOUO" in line):
            return "UNCLASSIFIED//FOR OFFICIAL USE ONLY"
        if level in {"CONFIDENTIAL", "SECRET"} and ("NOFORN" in captions or "NOFORN" in line):
            return f"{level}//NOFORN"
        return level
    return None
