"""The values in a telegram's head, as `CableHeader` holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from builders.model.cable import Addressee, CableHeader, Reference
from builders.readers.cable.captions import captions_in
from builders.readers.cable.fields import declassify_on, facts, reference_items, subject, tags
from builders.readers.cable.fields.addressees import addressees_of
from builders.readers.cable.fields.declassification import MONTHS
from builders.readers.cable.fields.identifiers import canonical_id, full_year, make_id, post_name
from builders.readers.cable.fields.signatures import printed_name
from builders.readers.cable.head import Head
from builders.readers.cable.offices import CLASSIFICATION_LEVELS, classification_of, origin_of
from builders.readers.cable.parts import Part
from builders.readers.cable.transcripts import Transcript
from builders.readers.cable.transmission import DTG_RE

PRECEDENCES = {
    "Z": "FLASH",
    "O": "IMMEDIATE",
    "P": "PRIORITY",
    "R": "ROUTINE",
    "Y": "EMERGENCY",
    "W": "CRITIC",
}
_SECTION_RE = re.compile(r"SECTION\s+\d{1,2}\s+OF\s+(\d{1,2})", re.IGNORECASE)
_NUMBER_AT_END_RE = re.compile(
    r"(?P<post>[A-Z][A-Z'’ ./-]{0,60}?)\s{1,8}(?P<number>\d{3,8})(?:\s|$)"
)
_PAGE_NUMBER_RE = re.compile(
    r"^[ \t]*(?P<post>[A-Z][A-Z'’ .-]{1,30}?) (?P<number>\d{8})\s+\d{3}", re.MULTILINE
)
_YEAR_RE = re.compile(r"\b(19[6-9]\d|20[0-4]\d)\b|\b\d{1,2}/\d{1,2}/(\d\d)\b")
_NUMBER_RE = re.compile(r"(?P<year>\d\d|(?:19|20)\d\d)(?P<post>[A-Z]{3,40})(?P<number>\d{1,6})")
"""`05ANKARA1730`, `2005ANKARA01730`: a cable's number with its year, as files are named."""
_STAMPED_NUMBER_RE = re.compile(r"^[ \t]*((?:19|20)\d\d[A-Z]{3,40}\d{5,6})\b", re.MULTILINE)
"""`2000HANOI00686 - CONFIDENTIAL`, printed above a cable that was released on request."""
_ISO_DAY_RE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SLASH_DAY_RE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class DateTimeGroup:
    """A date-time group with the precedence before it and the moment that it means."""

    printed: str
    precedence: tuple[str, ...]
    when: datetime | None


def words_of(text: str, parts: list[Part]) -> list[str]:
    """Each part's words on one line."""
    return [" ".join(text[part.pieces[0][0] : part.pieces[-1][1]].split()) for part in parts]


def read_date_time_group(text: str, head: Head) -> DateTimeGroup | None:
    """The date-time group of the head, or None where it has none."""
    for words in words_of(text, head.named("date_time_group")):
        match = DTG_RE.match(words)
        if not match:
            continue
        letters = re.sub(r"[^A-Z]", "", match["precedence"] or "")
        precedence = tuple(dict.fromkeys(PRECEDENCES[letter] for letter in letters))
        printed = words[match.start("day") : match.end("year")]
        return DateTimeGroup(printed, precedence, _when(match))
    return None


def _when(match: re.Match[str]) -> datetime | None:
    month = match["month"].upper()
    if month not in MONTHS:
        return None
    try:
        return datetime(
            full_year(int(match["year"])),
            MONTHS.index(month) + 1,
            int(match["day"]),
            int(match["time"][:2]),
            int(match["time"][2:]),
            tzinfo=UTC,
        )
    except ValueError:
        return None


def read_values(
    transcript: Transcript, head: Head, signature: str | None, name: str = ""
) -> CableHeader:
    """The header of the cable: what its head says, completed by the carrier's metadata.

    The name of its file is believed only if it is the cable's number, as the head has it.
    """
    text = transcript.text.text
    metadata = dict(transcript.metadata)
    group = read_date_time_group(text, head)
    when = group.when if group else None
    day = when.date().isoformat() if when else _created_day(metadata.get("created", ""))
    classification_line = _first(text, head, "classification_line")
    year = _year(text, head, day, metadata) or _year_in_number(text, classification_line, name)
    reference_id = _reference_id(text, metadata, classification_line, year)
    captions = _captions(text, head, classification_line)
    from_ = _first(text, head, "from")
    from_ = from_.removeprefix("FM ").strip() if from_ else None
    order = _executive_order(text, head)
    return CableHeader(
        reference_id=reference_id,
        date=day,
        datetime_utc=when.strftime("%Y-%m-%dT%H:%MZ") if when else None,
        date_time_group=group.printed if group else None,
        transmission_id=_first(text, head, "transmission_id"),
        origin=metadata.get("origin") or (origin_of(from_) if from_ else None),
        classification=metadata.get("classification")
        or classification_of(classification_line, captions),
        classification_line=classification_line,
        precedence=group.precedence if group else (),
        from_=from_,
        to=_addressees(text, head, "to"),
        info=_addressees(text, head, "info"),
        captions=captions,
        attention=tuple(words_of(text, head.named("attention"))),
        handling=tuple(words_of(text, head.named("handling"))),
        executive_order=order,
        declassify_on=declassify_on(
            "\n".join((order or "", *words_of(text, head.named("classified_by"))))
        ),
        classified_by=_first(text, head, "classified_by"),
        tags=_tags(text, head),
        subject=_subject(text, head),
        refs=_references(text, head, year, reference_id),
        sections=_sections(classification_line),
        signature=printed_name(signature) if signature else None,
        page_metadata=metadata,
    )


def _first(text: str, head: Head, name: str) -> str | None:
    return next(iter(words_of(text, head.named(name))), None)


def _raw(text: str, part: Part) -> str:
    return text[part.pieces[0][0] : part.pieces[-1][1]]


def _created_day(created: str) -> str | None:
    """The day in the carrier's metadata if it is in digits; one in words depends on a time zone."""
    iso = _ISO_DAY_RE.search(created)
    if iso:
        return iso[0]
    slash = _SLASH_DAY_RE.search(created)
    if slash:
        return f"{slash[3]}-{int(slash[1]):02}-{int(slash[2]):02}"
    return None


def _year(text: str, head: Head, day: str | None, metadata: dict[str, str]) -> int | None:
    if day:
        return int(day[:4])
    identifier = metadata.get("reference_id", "")
    if identifier[:2].isdigit():
        return full_year(int(identifier[:2]))
    found = _YEAR_RE.search(metadata.get("created", ""))
    if found and found[1]:
        return int(found[1])
    for words in words_of(text, head.named("date_line")):
        found = _YEAR_RE.search(words)
        if found and found[1]:
            return int(found[1])
    return None


def _year_in_number(text: str, line: str | None, name: str) -> int | None:
    """The year in the cable's number, as its file is named or it is stamped; None if it differs."""
    for words in (name, *_STAMPED_NUMBER_RE.findall(text)[:1]):
        match = _NUMBER_RE.fullmatch(words)
        if match is None:
            continue
        digits = match["year"]
        year = int(digits) if len(digits) > len("05") else full_year(int(digits))
        number = f"{year % 100:02}{match['post']}{int(match['number'])}"
        if _reference_id(text, {}, line, year) == canonical_id(number):
            return year
    return None


def _reference_id(
    text: str, metadata: dict[str, str], line: str | None, year: int | None
) -> str | None:
    if metadata.get("reference_id"):
        return metadata["reference_id"]
    if year is None:
        return None
    if line:
        rest = _SECTION_RE.sub(" ", line)
        for pattern, _ in CLASSIFICATION_LEVELS:
            rest = pattern.sub(" ", rest, count=1)
        rest = re.sub(r"^\s*(?:SIFIED|NOFORN|FOUO|EFTO|//\S*)\b", " ", rest)
        match = _NUMBER_AT_END_RE.search(rest)
        if match:
            return _identifier(match, year)
    match = _PAGE_NUMBER_RE.search(text)
    return _identifier(match, year) if match else None


def _identifier(match: re.Match[str], year: int) -> str:
    post = post_name(match["post"])
    if post:
        return make_id(year, post, int(match["number"]))
    return canonical_id(f"{year % 100:02}{facts.letters(match['post'])}{int(match['number'])}")


def _captions(text: str, head: Head, line: str | None) -> tuple[str, ...]:
    found: list[str] = []
    if line:
        found.extend(
            word for word in re.findall(r"\b(?:NOFORN|EXDIS|NODIS|EFTO|NOCONTRACT|STADIS)\b", line)
        )
    for words in words_of(text, head.named("captions")):
        found.extend(captions_in(words))
    return tuple(found)


def _executive_order(text: str, head: Head) -> str | None:
    parts = head.named("executive_order")
    return " ".join(_raw(text, part).strip() for part in parts) or None


def _addressees(text: str, head: Head, name: str) -> tuple[Addressee, ...]:
    lines = (
        re.sub(r"^(?:TO|INFO)(?:[\s:]+|$)", "", _raw(text, part), count=1)
        for part in head.named(name)
    )
    return tuple(addressees_of(lines))


def _tags(text: str, head: Head) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(tag for part in head.named("tags") for tag in tags(_raw(text, part)))
    )


def _subject(text: str, head: Head) -> str | None:
    parts = head.named("subject")
    return (subject(_raw(text, parts[0])) or None) if parts else None


def _references(
    text: str, head: Head, year: int | None, reference_id: str | None
) -> tuple[Reference, ...]:
    return tuple(
        item
        for part in head.named("refs")
        for item in reference_items(_raw(text, part), year=year, reference_id=reference_id)
    )


def _sections(line: str | None) -> int | None:
    if line is None:
        return None
    match = _SECTION_RE.search(line)
    return int(match[1]) if match else 1
