"""References become links: one with a single candidate has a target, and none is dropped."""

from __future__ import annotations

import pytest

from builders.aligned_text import AlignedText
from builders.model.cable import CableHeader, Reference, ReferenceKind
from builders.model.document import Block, Document, Role
from builders.model.plain import PlainHeader
from builders.resolve import links, published_ids
from builders.spans import Span

HERE = "09OSLO12"
BEIJING, TALLINN, RIGA = "08BEIJING4697", "07TALLINN375", "08RIGA310"
PUBLISHED = {HERE: HERE, BEIJING: BEIJING, RIGA: RIGA}
"""The published cables: all but Tallinn's."""


def cable(text: str, *refs: tuple[str, str], line: str = "") -> Document:
    """A cable with a line of references, each a letter and what it stands for, and a paragraph.

    A reference in capitals is to a cable, any other to an e-mail.
    """
    line = line or "; ".join(f"{letter}. {item}" for letter, item in refs)
    whole = AlignedText.verbatim(f"{line}\n{text}\n")
    start = len(line) + 1
    blocks = (
        Block("opener", Role.HEADER, (Span(0, len(line)),), whole[: len(line)], name="refs"),
        Block("p", Role.TEXT, (Span(start, start + len(text)),), whole[start:-1], id="p1"),
    )
    header = CableHeader(
        refs=tuple(
            Reference(item, ReferenceKind.CABLE, item, letter)
            if item.isupper()
            else Reference(item, ReferenceKind.EMAIL, None, letter)
            for letter, item in refs
        )
    )
    return Document(HERE, "cable", "text", "en", header, blocks)


def in_text(document: Document) -> list[tuple[str, str, str | None, str | None]]:
    """For each link in the paragraph: its text, what it refers to, the target and the fragment."""
    return [
        (link.text, link.wanted, link.target, link.fragment)
        for link in links(document, PUBLISHED)
        if link.block == "p1"
    ]


A, B, E_MAIL = ("A", BEIJING), ("B", TALLINN), ("C", "e-mail of 1 May")


@pytest.mark.parametrize(
    ("text", "refs", "expected"),
    [
        ("see Ref A.", (A, B), [("Ref A", BEIJING, BEIJING, None)]),
        ("see Ref B.", (A, B), [("Ref B", TALLINN, None, None)]),
        ("see Ref C.", (A, B), [("Ref C", "Ref C", None, None)]),
        ("see Ref A.", (A, ("A", RIGA)), [("Ref A", "Ref A", None, None)]),
        (
            "see refs A and B.",
            (A, B),
            [("refs A and B", TALLINN, None, None), ("refs A and B", BEIJING, BEIJING, None)],
        ),
        ("as in reftel.", (A,), [("reftel", BEIJING, BEIJING, None)]),
        ("as in reftel.", (A, E_MAIL), [("reftel", BEIJING, BEIJING, None)]),
        ("as in reftel.", (A, B), [("reftel", "reftel", None, None)]),
        ("as in reftel.", (), [("reftel", "reftel", None, None)]),
        ("more septel.", (A,), [("septel", "septel", None, None)]),
        ("see para 1.", (), [("para 1", HERE, HERE, "p1")]),
        ("see para 7.", (), [("para 7", "¶7", None, None)]),
        ("see 08 RIGA 310.", (), [("08 RIGA 310", RIGA, RIGA, None)]),
        ("see 07 TALLINN 375.", (), [("07 TALLINN 375", TALLINN, None, None)]),
        ("this is 09 OSLO 12.", (), []),
    ],
)
def test_a_reference_links_to_the_only_target_that_it_can_mean(
    text: str,
    refs: tuple[tuple[str, str], ...],
    expected: list[tuple[str, str, str | None, str | None]],
) -> None:
    assert sorted(in_text(cable(text, *refs))) == sorted(expected)


def test_links_of_the_reference_line_cover_its_items() -> None:
    line = f"{BEIJING}, e-mail of 1 May, {BEIJING}, {TALLINN}"
    found = links(cable("No more.", A, E_MAIL, A, B, line=line), PUBLISHED)
    assert [(link.span.start, link.text, link.target) for link in found] == [
        (0, BEIJING, BEIJING),
        (32, BEIJING, BEIJING),
        (47, TALLINN, None),
    ]


def test_the_link_of_a_repaired_item_covers_the_whole_reference_line() -> None:
    line = "REF: (A) BEIJ1NG 4697"
    (found,) = links(cable("No more.", A, line=line), PUBLISHED)
    assert (found.text, found.target) == (line, BEIJING)


def test_paragraph_references_are_links_only_in_telegrams() -> None:
    text = AlignedText.verbatim("See para 1 of 08 RIGA 310.")
    block = Block("p", Role.TEXT, (Span(0, len(text)),), text, id="p1")
    document = Document("a", "text", "text", "en", PlainHeader(), (block,))
    assert [link.target for link in links(document, PUBLISHED)] == [RIGA]


def test_an_identifier_of_two_documents_is_that_of_neither() -> None:
    def document(name: str, bears: str | None) -> Document:
        return Document(name, "cable", "text", "en", CableHeader(bears), ())

    documents = [document("08riga310", RIGA), document("copy", RIGA), document("c", BEIJING)]
    documents += [document("d", None), Document("e", "text", "text", "en", PlainHeader(), ())]
    assert published_ids(documents) == {
        "COPY": "copy",
        "C": "c",
        "D": "d",
        "E": "e",
        BEIJING: "c",
    }
