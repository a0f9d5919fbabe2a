"""The news reader stays above its floors of accuracy on the sample articles."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builders.coverage import coverage
from builders.model.document import Block, Document, Role
from builders.model.source import Source
from builders.readers import detect
from tests.accuracy.floors import Tally, hold

pytestmark = pytest.mark.samples
FIELDS = ("headline", "byline", "agency", "updated", "page", "dateline")
_ENDS_RE = re.compile(r"(?<=[.!?])(?=[\"”]?\s+[A-Z\"“])|(?<=[.!?][\"”])(?=\s+[A-Z\"“])")


def read(path: Path) -> tuple[Source, Document]:
    data = path.read_bytes()
    text = data.decode("utf-8")
    source = Source(path.stem, path.name, data, text, "utf-8", hashlib.sha256(data).hexdigest())
    return source, detect.choose(text).read(source)


def publication(truth: dict[str, Any], text: str) -> str | None:
    """The publication of the truth file, if the text itself names it.

    The truth files add what only the address shows: `China Daily (on China.org.cn)`,
    `hxen.net (reprint)`.
    """
    name = truth["publication"].split(" (")[0]
    return name if name.split()[0].casefold() in text.casefold() else None


def date(truth: dict[str, Any]) -> str | None:
    """The date of the truth file, unless only the address has it."""
    return None if "address" in truth.get("date_note", "") else truth["date"]


def is_within_role(source: Source, blocks: Sequence[Block], role: Role, line: str) -> bool:
    """Whether some occurrence of a line lies within blocks of a role, white space aside."""
    wanted = line.strip()
    at = source.text.find(wanted)
    while at >= 0:
        owned = {
            i
            for block in blocks
            if block.role is role
            for span in block.spans
            for i in range(max(span.start, at), min(span.end, at + len(wanted)))
        }
        if all(i in owned or source.text[i].isspace() for i in range(at, at + len(wanted))):
            return True
        at = source.text.find(wanted, at + 1)
    return False


def test_no_field_of_a_news_article_is_read_worse_than_its_floor(samples: Path) -> None:
    tally = Tally()
    for path in sorted((samples / "news").glob("*.json")):
        truth = json.loads(path.read_text())
        source, document = read(path.with_name(truth["file"]))
        header = document.header.as_json()
        name = path.stem
        tally.count("kind", name, document.kind, "news")
        tally.count(
            "coverage", name, coverage(source.text, document).whole, True
        )  # a value, not a switch
        tally.count("language", name, document.language, "en")
        for field in FIELDS:
            tally.count(field, name, header[field], truth[field])
        tally.count("publication", name, header["publication"], publication(truth, source.text))
        tally.count("date", name, header["date"], date(truth))
        body = [block for block in document.blocks if block.type == "p"]
        tally.count("body_paragraphs", name, len(body), truth["body_paragraphs"])
        first = _ENDS_RE.split(body[0].text.text)[0]
        tally.count("first_sentence", name, first, truth["first_sentence"])
        truncated = any(problem.code == "truncated" for problem in document.problems)
        tally.count("truncated", name, truncated, truth["truncated"])
        if truth["last_sentence"]:
            ends = body[-1].text.text.endswith(truth["last_sentence"])
            tally.count("last_sentence", name, ends, True)  # a value, not a switch
        for line in truth["chrome_lines"]:
            aside = is_within_role(source, document.blocks, Role.FURNITURE, line)
            tally.count("chrome_lines", name, line if aside else None, line)
        for line in truth["metadata_lines"]:
            # Buttons on the same line as the date are furniture; the rest must be header.
            aside = is_within_role(
                source,
                tuple(b for b in document.blocks if b.role is not Role.TEXT and b.name != "chrome"),
                Role.HEADER,
                line,
            ) or not any(
                b.role is Role.TEXT and line.strip() in source.text[b.start : b.end]
                for b in document.blocks
            )
            tally.count("metadata_lines", name, line if aside else None, line)
        if "caption" in truth:
            captions = [block.text.text for block in document.blocks if block.type == "figDesc"]
            tally.count("captions", name, captions, [truth["caption"]])
    hold("news", tally)
