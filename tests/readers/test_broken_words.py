"""Words that the end of a line has broken, and compounds that keep their hyphens."""

from __future__ import annotations

import pytest

from builders.readers.text.reader import READER
from tests.readers.goldens import source

ENGLISH = (
    "The whole range of the guns is full of rocks, and the school told us that what is related"
    " is the work of one man, who looked under the boats and stood there with the fisher-\nmen."
)


@pytest.mark.parametrize(
    ("broken", "read"),
    [
        ("the full-\nrange gun", "the full-range gun"),
        ("all school-\nrelated letters", "all school-related letters"),
        ("they under-\nstood it", "they understood it"),
        ("the fisher-\nmen came", "the fishermen came"),
        ("the manufac-\nturer came", "the manufacturer came"),
    ],
)
def test_two_words_of_the_text_keep_their_hyphen_in_english(broken: str, read: str) -> None:
    document = READER.read(source(f"{ENGLISH}\n\nIn the end {broken}, as everybody had said.\n"))
    assert read in document.blocks[-1].text.text


def test_german_writes_compounds_in_one_word() -> None:
    text = (
        "Das Haus ist verkauft, und der neue Besitzer war nicht da, als wir an die Tür klopften.\n\n"
        "Die Nachbarn sagten, dass ihnen niemand etwas davon erzählt hat, und der alte Haus-\n"
        "besitzer sei nach Wien gezogen, ohne ihnen von dem Verkauf auch nur ein Wort zu sagen.\n"
    )
    document = READER.read(source(text))
    assert "Hausbesitzer" in document.blocks[-1].text.text


def test_a_row_of_a_table_is_not_joined_with_the_next() -> None:
    text = (
        "After a pause the in-        The line had four hundred\n"
        "spectors came back. We       calls, of which some were about un-\n"
        "were told that all was       paid wages.\n"
    )
    document = READER.read(source(text))
    (table,) = document.blocks
    assert table.type == "table"
    assert table.text.text.splitlines() == text.splitlines()
    assert not document.emendations
