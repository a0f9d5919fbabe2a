"""What a wrong value should have been, in plain words, and what to write in its place.

Only numbers and addresses are repeated in messages: any other value may hold redacted words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from builders import dates
from builders.model.identifier import DOI_PATTERN, PATTERN

EXPECTED = {
    "string_type": "must be text",
    "tuple_type": "must be a list (lines that begin with `- `)",
    "list_type": "must be a list (lines that begin with `- `)",
    "dict_type": "must be a mapping (lines of `key: value`)",
    "model_type": "must be a mapping (lines of `key: value`)",
    "model_attributes_type": "must be a mapping (lines of `key: value`)",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "missing": "is missing",
    "float_parsing": "must be a number, such as `23.35`",
    "float_type": "must be a number, such as `23.35`",
    "finite_number": "must be a number, such as `23.35`",
    "int_parsing": "must be a whole number, such as `500`",
    "int_type": "must be a whole number, such as `500`",
    "int_from_float": "must be a whole number, such as `500`",
    "bool_parsing": "must be `true` or `false`",
    "bool_type": "must be `true` or `false`",
}
"""From pydantic's error types to the end of a sentence that begins with the field's name."""
LISTS = frozenset({"tuple_type", "list_type"})
RECORDS = frozenset({"model_type", "model_attributes_type", "dict_type"})
_BOUNDS = {
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be {le:g} at most",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} at least",
}
_DAY = "must be a day, such as `2026-11-21`"
_ADDRESS = "must be an address that begins with http:// or https://"
_IDENTIFIER = (
    "must begin with `ark:`, `doi:`, `hdl:`, `urn:` or `https://`, as `doi:10.1000/182` does"
)
CALL_NUMBER_HINT = (
    "A call number goes into `archive_location`, the number of a document into `number`."
)
RIGHTS_HINT = "What is known in words goes into `rights`."
SHAPES = (
    (r"^[a-z0-9]+", "must be lower-case letters, digits and hyphens, such as `the-harbour`"),
    (r"^https?://", _ADDRESS),
    (r"^(?:ark:", _IDENTIFIER),
    (r"^\d{4}-\d{2}-", _DAY),
    (r"^\d{4}-\d{3}", "must be four digits, a hyphen and four more, such as `0028-0836`"),
)
"""How the patterns in the types begin, and what a value must then be."""
_DOI_RE = re.compile(rf"(?:doi ?:? ?)?(?:(?:dx\.)?doi\.org/)?(?P<doi>{DOI_PATTERN})", re.IGNORECASE)
_SCHEME_RE = re.compile(r"(?P<scheme>ark|hdl|handle|urn) ?: ?(?P<rest>\S+)", re.IGNORECASE)
_COMMA_RE = re.compile(r"[-+]?[0-9]+,[0-9]+")
_THOUSANDS_RE = re.compile(r"[0-9]{1,3}(?:[,.' _\u00a0\u202f][0-9]{3})+")
_SIZE_RE = re.compile(r"(?P<number>[0-9]+) ?(?P<unit>[kMG])i?B?", re.IGNORECASE)
_UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_DEGREES_RE = re.compile(
    r"(?P<degrees>[0-9]{1,3}(?:[.,][0-9]+)?) ?°?"
    r"(?: ?(?P<minutes>[0-9]{1,2}(?:[.,][0-9]+)?) ?['’′])?"
    r"(?: ?(?P<seconds>[0-9]{1,2}(?:[.,][0-9]+)?) ?(?:[\"”″]|''))?"
    r" ?(?P<side>[NSEWO])?",
    re.IGNORECASE,
)
_COMMONS_RE = re.compile(
    r"CC[- ](?P<terms>BY(?:-(?:NC|ND|SA)){0,2})[- ](?P<version>[1-4]\.[0-9])", re.IGNORECASE
)
_STATEMENTS = {
    "in copyright": "InC",
    "in copyright eu orphan work": "InC-OW-EU",
    "in copyright educational use permitted": "InC-EDU",
    "in copyright non commercial use permitted": "InC-NC",
    "in copyright rights holder s unlocatable or unidentifiable": "InC-RUU",
    "no copyright contractual restrictions": "NoC-CR",
    "no copyright non commercial use only": "NoC-NC",
    "no copyright other known legal restrictions": "NoC-OKLR",
    "no copyright united states": "NoC-US",
    "copyright not evaluated": "CNE",
    "copyright undetermined": "UND",
    "no known copyright": "NKC",
}
"""From the titles of the statements of RightsStatements.org to the codes in their addresses."""
_HOST_RE = re.compile(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?:/\S*)?", re.IGNORECASE | re.ASCII)


def expected(detail: Mapping[str, Any]) -> str | None:
    """What a value must be, as a phrase after its field's name; None for unknown kinds of error."""
    kind = detail["type"]
    if kind == "string_type" and detail["input"] is None:
        kind = "string_too_short"  # `note:` with nothing after it
    if kind == "string_pattern_mismatch":
        pattern = detail["ctx"]["pattern"]
        return next((said for begins, said in SHAPES if pattern.startswith(begins)), None)
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**detail["ctx"])
    return EXPECTED.get(kind)


def suggestion(detail: Mapping[str, Any], at: Sequence[str | int], known: Collection[str]) -> str:
    """What to write in place of a wrong value; empty where nothing can be said.

    Args:
        detail: One of pydantic's errors.
        at: The location of the record in its file.
        known: The keys that the record may have; where a list of records should be, the keys that
            each of them must have.
    """
    value, kind, location = detail["input"], detail["type"], detail["loc"]
    name = str(location[-1]) if location else ""
    if isinstance(value, str):
        return _instead_of_text(" ".join(value.split()), detail, at, known)
    if value is None and kind in LISTS | RECORDS:
        return "Nothing follows it: write something, or remove the line."
    if kind == "string_type" and isinstance(value, list | dict):
        return _text_instead_of_several(name, value)
    if kind in LISTS and isinstance(value, dict):
        return "Put `- ` before the first of its lines, and two spaces before the others."
    if kind in RECORDS and isinstance(value, list) and not location:
        return "Remove the `- ` at the beginning of the lines."
    return ""


def _text_instead_of_several(name: str, value: list[Any] | dict[str, Any]) -> str:
    """What to write where a list or mapping stands in place of a text."""
    if isinstance(value, dict):
        return f'Put a text that contains `: ` in quotation marks: `{name}: "…"`.'
    if name == "language":
        return "Name the one in which most of it is written."
    return f'Put a text that begins with a bracket in quotation marks: `{name}: "[…]"`.'


def decimal_comma_hint(key: str) -> str:
    """A hint for a key that is the digits after a decimal comma; empty for other keys."""
    return "Write numbers with a decimal point: `34.5`." if key.isdigit() else ""


def _instead_of_text(
    value: str, detail: Mapping[str, Any], at: Sequence[str | int], known: Collection[str]
) -> str:
    """What to write in place of a wrong text."""
    kind, location = detail["type"], detail["loc"]
    if kind in LISTS:
        one = f"{{{', '.join(f'{key}: …' for key in known)}}}" if known else '"…"'
        return f"Write `{location[-1] if location else 'key'}: [{one}]`, even for one."
    if kind in RECORDS:
        return _record_instead_of_text(location, at, known)
    if kind.endswith("_parsing"):
        number = _whole_number(value) if kind.startswith("int") else _number(value)
        return f"Write `{number}`." if number else ""
    needed = expected(detail)
    if needed == _ADDRESS:
        return _address(value) or (RIGHTS_HINT if location[-1:] == ("license",) else "")
    if needed == _IDENTIFIER:
        return _identifier(value)
    return dates.hint(value, "") if needed == _DAY else ""


def _record_instead_of_text(
    location: Sequence[str | int], at: Sequence[str | int], known: Collection[str]
) -> str:
    """What to write where a text stands in place of a record."""
    if not location and not at:
        return "Write a colon and a space after each key: `key: …`."
    if not location and at[-1] in known:
        return f"`{at[-1]}` belongs to the entry above it: put two spaces before it."
    return "Put its fields below it, each on a line of its own and indented by two more spaces."


def _whole_number(value: str) -> str | None:
    """The whole number meant by `50 MB` or `50,000,000`, in digits; None for other texts."""
    if size := _SIZE_RE.fullmatch(value):
        return str(int(size["number"]) * _UNITS[size["unit"].lower()])
    return re.sub("[^0-9]", "", value) if _THOUSANDS_RE.fullmatch(value) else None


def _number(value: str) -> str | None:
    """The decimal number meant by `34,5` or `34° 5' 30" N`; None for other texts."""
    if _COMMA_RE.fullmatch(value):
        return value.replace(",", ".")
    match = _DEGREES_RE.fullmatch(value)
    if match is None or not (match["minutes"] or match["side"] or "°" in value):
        return None
    parts = (match["degrees"], match["minutes"] or "0", match["seconds"] or "0")
    degrees, minutes, seconds = (float(part.replace(",", ".")) for part in parts)
    side = (match["side"] or "").upper()
    if side == "O":  # east in German, west in French
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    return f"{-angle if side in {'S', 'W'} else angle:.4f}".rstrip("0").rstrip(".")


def _identifier(value: str) -> str:
    """What to write for an identifier; where a text that is none belongs."""
    if found := _DOI_RE.fullmatch(value):
        return f"Write `doi:{found['doi']}`."
    if found := _SCHEME_RE.fullmatch(value):
        scheme = found["scheme"].lower().replace("handle", "hdl")
        if re.match(PATTERN, written := f"{scheme}:{found['rest']}"):
            return f"Write `{written}`."
    return _address(value) or CALL_NUMBER_HINT


def _address(value: str) -> str:
    plain = re.sub(r"\W+", " ", value.casefold()).strip()
    statement = _STATEMENTS.get(plain)
    if statement is None and value in _STATEMENTS.values():
        statement = value
    if statement:
        return f"Write `http://rightsstatements.org/vocab/{statement}/1.0/`."
    if re.fullmatch(r"cc ?0(?: 1 0)?", plain):
        return "Write `https://creativecommons.org/publicdomain/zero/1.0/`."
    if match := _COMMONS_RE.fullmatch(value):
        terms = match["terms"].lower()
        return f"Write `https://creativecommons.org/licenses/{terms}/{match['version']}/`."
    return f"If that is the address: `https://{value}`." if _HOST_RE.fullmatch(value) else ""
