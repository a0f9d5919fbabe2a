"""Names of register entries in a text: cases as data, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builders.aligned_text import AlignedText
from builders.model.document import Block, Document, Role
from builders.model.entity import Name
from builders.model.news import NewsHeader
from builders.recognizers.names import Named, NameIndex, find

CASES = YAML(typ="safe").load(Path(__file__).parents[1] / "fixtures" / "names" / "cases.yml")


def document(text: str, heading: str = "", originator: str | None = None) -> Document:
    """A document with one paragraph, and a heading if given."""
    source = f"{heading}\n{text}" if heading else text
    whole = AlignedText.verbatim(source)
    blocks = []
    if heading:
        head = whole[: len(heading)]
        blocks.append(Block("head", Role.TEXT, head.source_spans(), head, id="s-heading"))
    body = whole[len(source) - len(text) :].folded()
    blocks.append(Block("p", Role.TEXT, body.source_spans(), body, id="p1"))
    header = NewsHeader(publication=originator)
    return Document("case", "news", "text", "en", header, tuple(blocks))


def index_of(entries: dict[str, dict[str, list[Any]]]) -> NameIndex:
    return NameIndex(
        Named(
            identifier,
            kind,
            identifier,
            tuple(Name.model_validate(n if isinstance(n, dict) else {"text": n}) for n in names),
        )
        for kind, register in entries.items()
        for identifier, names in register.items()
    )


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_names_are_found_as_a_reader_would(case: dict[str, Any]) -> None:
    read = document(case["text"], case.get("heading", ""), case.get("originator"))
    mentions, doubts = find(read, index_of(case["entries"]))
    assert [f"{mention.text} -> {mention.entity}" for mention in mentions] == case["found"]
    assert [doubt.message for doubt in doubts] == case.get("doubts", [])


@given(st.text(alphabet="AbCd İßſ'’s.\n移", max_size=60))
def test_in_any_text_mentions_are_at_their_offsets(text: str) -> None:
    index = index_of({"place": {"ab": ["Ab"], "cd": ["Cd", "Ab Cd"], "zh": ["移"]}})
    read = document(text)
    if not read.blocks[-1].text:
        return
    mentions, _ = find(read, index)
    reached = 0
    for mention in mentions:
        assert read.blocks[0].text.text[slice(*mention.reading)] == mention.text
        assert " ".join(text[slice(*mention.span)].split()) == mention.text
        assert mention.reading.start >= reached
        reached = mention.reading.end
