"""How the three cables of the edition are read."""

from __future__ import annotations

import pytest

from builders.coverage import coverage
from builders.model.document import Block, Document, EmendationKind, Role
from builders.readers.cable.reader import READER
from tests.accuracy.cables import source_of
from tests.conftest import PROJECT
from tests.readers.goldens import FIXTURES, source
from tests.sites import CABLE

FOLDER = PROJECT / "site_src" / "sources" / "cable"


def document(identifier: str) -> Document:
    source = source_of(FOLDER / f"{identifier}.txt")
    found = READER.read(source)
    assert coverage(source.text, found).whole
    assert READER.recognize(source.text) == 1
    assert found.id == identifier
    return found


def paragraphs(found: Document) -> list[tuple[int | None, str | None, str | None]]:
    return [(block.n, block.printed, block.mark) for block in found.blocks if block.type == "p"]


def headings(found: Document) -> list[str]:
    return [block.text.text for block in found.blocks if block.type == "head"]


def named(found: Document, name: str) -> list[Block]:
    return [block for block in found.blocks if block.name == name]


def block(found: Document, address: str) -> Block:
    return next(block for block in found.blocks if block.id == address)


def test_a_cable_in_four_sections() -> None:
    found = document("07GUANGZHOU208")
    header = found.header.as_json()
    assert header["date"] == "2007-02-14"
    assert header["datetime_utc"] == "2007-02-14T09:05Z"
    assert header["precedence"] == ["IMMEDIATE"]
    assert header["classification_line"] == "UNCLAS SECTION 01 OF 04 GUANGZHOU 000208"
    assert header["info"][-1]["name"] == "HQ USPACOM HONOLULU HI"
    assert header["captions"] == ["SIPDIS", "SENSITIVE", "SIPDIS"]
    assert header["attention"] == ["STATE FOR EAP/CM AND DRL", "USPACOM FOR FPA"]
    assert header["tags"] == ["PHUM", "PGOV", "SOCI", "EAGR", "EINV", "CH"]
    assert header["signature"] == "Goldberg"
    assert header["sections"] == 4
    assert header["page_metadata"]["created"] == "Wed Feb 14 00:00:00 +0100 2007"
    marks = ["SBU"] * 7 + ["U"] + ["SBU"] * 2 + ["U"] * 4 + ["SBU", "U"]
    assert paragraphs(found) == [(n, str(n), mark) for n, mark in enumerate(marks, 1)]
    assert headings(found) == [
        "Vietnam: Cooperation with China on TIP is Improving",
        "Guangdong Women's Federation: Stopping The Sale Of Wives",
        "Past Efforts Focused on Preventing Spouse Sales",
        "Shifting Focus Toward Prevention Of Labor Trafficking",
        "Comment: Not Talking About It Will Not Make The Problem Go Away",
    ]
    assert [block.text.text for block in named(found, "page-break")] == [
        f"GUANGZHOU 00000208 00{n} OF 004" for n in (2, 3, 4)
    ]
    assert {block.text.text[:9] for block in named(found, "rule")} <= {"-" * 9, "-------- "}
    assert [block.id for block in named(found, "summary")] == ["p1"]
    assert [block.id for block in named(found, "comment")] == ["p15"]


def test_a_classification_line_glued_to_an_addressee_is_split() -> None:
    source = source_of(FOLDER / "07GUANGZHOU208.txt").text
    line = named(document("07GUANGZHOU208"), "classification_line")[0]
    assert source[line.start - 2 : line.start] == "HI"
    assert source[line.start : line.end] == "UNCLAS SECTION 01 OF 04 GUANGZHOU 000208"


def test_a_pilcrow_within_a_number_is_no_part_of_it() -> None:
    numbers = [*(f"¶{n}" for n in range(1, 10)), "1¶0", "1¶1"]
    paragraphs = (f"{n}. (U) The boats of the north shore came back.\n\n" for n in numbers)
    head = "UNCLAS SUVA 000412\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: BOATS\n\n"
    found = READER.read(source(head + "".join(paragraphs)))
    assert [block.n for block in found.blocks if block.type == "p"] == list(range(1, 12))


@pytest.mark.parametrize("name", ["08DILI41", "86LIMA1207", "10TUNIS66"])
@pytest.mark.parametrize("kept", [1.0, 0.7])
def test_a_telegram_that_a_source_holds_twice_is_read_once(name: str, kept: float) -> None:
    once = source_of(FIXTURES / "cable" / f"{name}.txt").text.rstrip("\n")
    lines = once.split("\n")
    twice = "\n".join((once, "", *lines[: round(kept * len(lines))]))
    found, alone = READER.read(source(twice)), READER.read(source(once))
    assert coverage(twice, found).whole
    assert found.header == alone.header
    texts = [[b.text.text for b in d.blocks if b.role is Role.TEXT] for d in (found, alone)]
    assert texts[0] == texts[1]
    assert [b.name for b in found.blocks[len(alone.blocks) :]] == ["repetition"]
    assert len(found.problems) == len(alone.problems) + 1
    told = found.problems[-1]
    assert (told.code, told.line) == ("repeated-telegram", once.count("\n") + 3)


def test_a_pilcrow_before_a_year_begins_no_paragraph() -> None:
    found = document("07GUANGZHOU208")
    assert "amended in 2005. The National Congress" in block(found, "p7").text.text
    glued, emendation = found.emendations
    assert (glued.sic, glued.corr) == ("HIUNCLAS", "HI UNCLAS")
    assert (emendation.sic, emendation.corr) == ("¶", "")
    assert emendation.kind is EmendationKind.LAYOUT


def test_a_page_break_is_kept_apart_from_the_sentence_it_interrupts() -> None:
    found = document("07GUANGZHOU208")
    fifth = block(found, "p5")
    assert "on prostitution trafficking, we would note" in fifth.text.text
    assert len(fifth.spans) == 2
    pb = named(found, "page-break")[0]
    assert (pb.type, pb.role) == ("pb", Role.FURNITURE)
    assert fifth.spans[0].end <= pb.start < pb.end <= fifth.spans[1].start


def test_a_cable_in_two_sections() -> None:
    found = document("09GUANGZHOU176")
    header = found.header.as_json()
    assert header["classification_line"] == "UNCLAS SECTION 01 OF 02 GUANGZHOU 000176"
    assert header["info"][-1] == {
        "route": "RHMFIUU",
        "name": "DEPT OF HOMELAND SECURITY WASHINGTON DC",
        "precedence": None,
        "mcn": "0007",
    }
    assert header["subject"] == (
        "Illegal Migration or Illegal Entry/Illegal Exit: Whatever you call it, Fujian Authorities"
        " and Guangzhou Consuls General Form Joint Working Group to Deal with It"
    )
    assert header["handling"] == ["Sensitive but Unclassified. Not for Internet distribution."]
    assert paragraphs(found) == [(n, str(n), "SBU") for n in range(1, 11)]
    assert len(headings(found)) == 6
    assert "fraud in up to 97 percent of student visas" in block(found, "p5").text.text
    assert "source-city for an enormous" in block(found, "p9").text.text
    assert header["signature"] == "GOLDBERG"
    assert [(e.sic, e.corr) for e in found.emendations] == [("0007UNCLAS", "0007 UNCLAS")]
    assert found.problems == ()


def test_a_cable_damaged_by_markdown() -> None:
    found = document("09CHENGDU165")
    header = found.header.as_json()
    assert header["tags"] == ["KTIP", "KWMN", "PHUM", "SMIG", "PGOV", "CH"]
    assert [(item["letter"], item["id"]) for item in header["refs"]] == [
        ("A", "08BEIJING4697"),
        ("B", "08BEIJING4347"),
        ("C", "08BEIJING4240"),
        ("D", "08CHENGDU52"),
    ]
    printed = [str(n) for n in (1, 2, 3, 4, 15, 16, 17, 18, 19, 10)]
    marks = ["U", *["SBU"] * 8, "U"]
    assert paragraphs(found) == list(zip(range(1, 11), printed, marks, strict=True))
    assert headings(found) == [
        "Yunnan Trafficking Mainly for Marriage and Adoption",
        "Yunnan Government Anti-Trafficking Efforts",
        "Waiting on a Shelter for Kunming?",
        "No Narcotics/Human Trafficking Nexus in Yunnan",
    ]
    assert "later realizing that they have been brought" in block(found, "p4").text.text
    assert header["signature"] == "BROWN"
    assert [block.text.text for block in named(found, "page-break")] == [
        "CHENGDU 00000165 001.2 OF 002",
        "CHENGDU 00000165 002.2 OF 002",
    ]
    rules = {emendation.resp for emendation in found.emendations}
    assert rules == {"rule:link-residue", "rule:pilcrow-read-as-1", "rule:lost-page-break"}
    misread = [e for e in found.emendations if e.kind is EmendationKind.OCR]
    assert [(e.sic, e.corr) for e in misread] == [(f"1{n}", f"¶{n}") for n in range(5, 10)]
    assert all(e.reason.endswith(".") for e in found.emendations)


def test_a_hyphenated_word_broken_over_lines_is_joined() -> None:
    text = CABLE.replace("ferries were late", "ship-\nowners, pre- \nand post-war, were late")
    read = block(READER.read(source(text)), "p1").text.text
    assert "that ship-owners, pre- and post-war, were late, as" in read


def test_missing_paragraphs_are_named_in_a_sentence() -> None:
    text = f"{CABLE}\n4. (U) Last.\n\n6. (U) More.\n\n10. (U) End.\n"
    assert [problem.message for problem in READER.read(source(text)).problems] == [
        "no paragraphs 2 and 3 before 4",
        "no paragraph 5 before 6",
        "no paragraphs 7 to 9 before 10",
    ]
