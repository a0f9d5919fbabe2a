"""Fields of a cable, read from fragments in every notation that is known."""

from __future__ import annotations

import pytest

from builders.model.source import Source
from builders.readers.cable import READER, fields
from builders.readers.cable.fields.identifiers import full_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUBJECT: (C) SALT: TALKS (U) GO ON\n\n1. (C) x", "SALT: TALKS GO ON"),
        ("SUBJECT:\n\nON THE NEXT LINE\n\nREF: A", "ON THE NEXT LINE"),
        ("SUBJ: SHORT\nREF: STATE 1", "SHORT"),
        ("Subject:  A tale of two\ncities\n\nRef: A) Oslo 12", "A tale of two cities"),
        ("SUBJECT: ROADS\nClassified By: DCM Ada Lind", "ROADS"),
        ("SUBJECT: ENDS IN A YEAR\n2009: REPORT\n\n¶1. (U)", "ENDS IN A YEAR 2009: REPORT"),
        ("SUBJECT: 1. FIRST THINGS\n", "1. FIRST THINGS"),
        ("TAGS: PREL\nSUBJECT: X REF A) STATE 12", "X"),
        ("SUBJECT: ROADS------------", "ROADS"),
        ("SUBJECT: ROADS\nAND RAILS\n-------\nSUMMARY\n", "ROADS AND RAILS"),
        ("SUBJECT: SUMMARY OF THE CONFERENCE\n", "SUMMARY OF THE CONFERENCE"),
        ("SUBJECT: ROADS\r\nAND RAILS\r\n\r\nREF: X", "ROADS AND RAILS"),
        ("SUBJECT: ROADS\n(U) This message is Sensitive", "ROADS"),
        ("SUBJECT: SHORT- \nAND LONG-TERM", "SHORT- AND LONG-TERM"),
        ("NO SUCH LINE", ""),
    ],
)
def test_the_subject_is_read(text: str, expected: str) -> None:
    assert fields.subject(text) == expected


def test_the_subject_is_read_with_its_marks() -> None:
    assert fields.subject("SUBJECT: (C) SALT", clean=False) == "(C) SALT"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TAGS: PREL PGOV\n     IR", ["PREL", "PGOV", "IR"]),
        ("TAGS: OVIP (DOE, JANE), PREL", ["OVIP", "DOE, JANE", "PREL"]),
        ("TAGS: OVIP RICE CONDOLEEZZA PREL", ["OVIP", "RICE, CONDOLEEZZA", "PREL"]),
        ("TAGS: MARR PREL SMITH, JOHN", ["MARR", "PREL", "SMITH, JOHN"]),
        ("TAGS: EINDETRD, ECON", ["EIND", "ETRD", "ECON"]),
        ("TAGS: PGOV; PREL / IR", ["PGOV", "PREL", "IR"]),
        ("TAGS: PREL-PGOV", ["PREL", "PGOV"]),
        ("TAGS: PGOV BA'ATH IZ", ["PGOV", "BA'ATH", "IZ"]),
        ("TAGS: EAIR EWWT AER LINGUS EI", ["EAIR", "EWWT", "AER LINGUS", "EI"]),
        ("TAGS: SNAR, KCRM (ICE), KAZAKHSTAN", ["SNAR", "KCRM", "ICE", "KAZAKHSTAN"]),
        ("no tags", []),
    ],
)
def test_tags_are_read(text: str, expected: list[str]) -> None:
    assert fields.tags(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REF: (A) STATE 12 (B) 07 STATE 13 (NOTAL)", ["09STATE12", "07STATE13"]),
        ("REF: STATE 12, MOSCOW 13, 2007 PARIS 33", ["09STATE12", "09MOSCOW13", "07PARIS33"]),
        ("REF: 05STATE123; 06STATE124", ["05STATE123", "06STATE124"]),
        ("REF: HAVANA 1, 2, AND 3", ["09HAVANA1", "09HAVANA2", "09HAVANA3"]),
        ("REF: A. TEL AVIV 12 B. THE HAGUE 14", ["09TELAVIV12", "09THEHAGUE14"]),
        ("REF: A. OSLO 12\nSIPDIS\nB. 07 OSLO 13", ["09OSLO12", "07OSLO13"]),
        ("REF: KABUL 123 (2006), KABUL 12", ["06KABUL123", "09KABUL12"]),
        ("REF: 2008 LA PAZ 1 AND 2009 LA PAZ 3", ["08LAPAZ1", "09LAPAZ3"]),
        ("REF: A. LIMA 12\nB. LIMA 13\nThis is text about LIMA 17", ["09LIMA12", "09LIMA13"]),
        ("REFS: (A) LIMA 12,\n(C) LIMA 14", ["09LIMA12", "09LIMA14"]),
        ("REF A: LIMA 12\nREF B: LIMA 14", ["09LIMA12", "09LIMA14"]),
        ("REF: STATE 00012345", ["09STATE12345"]),
        ("REF: AMEMBASSY BERLIN 12, AMCONSUL MUNICH 3", ["09BERLIN12", "09MUNICH3"]),
        ("REF: CDR USCENTCOM 151200Z JAN 07", []),
        ("REF: SEPTEL", []),
        ("REF: 08 LIMA 12 1.The following answers come from LIMA 14, which", ["08LIMA12"]),
    ],
)
def test_references_are_read(text: str, expected: list[str]) -> None:
    assert fields.references(text, year=2009) == expected


def test_a_reference_without_a_year_has_no_identifier_where_the_year_is_unknown() -> None:
    items = fields.reference_items("REF: A. LIMA 12 B. 07 LIMA 3", year=None)
    assert [item.id for item in items] == [None, "07LIMA3"]


def test_addressees_are_read() -> None:
    to, info = fields.addressees(
        "TO RUEHC/SECSTATE WASHDC PRIORITY 7654RHEHNSC/NSC WASHDC NIACT IMMEDIATE\n"
        "INFO LOG-00   AF-00    AID-00\nRUEKJCS/JOINT STAFF WASHINGTON DC//J3/J5/\nJ2//\n"
        "RUEHAK / AMEMBASSY ANKARA 2 RUEHLB/AMEMBASSY BEIRUTCONFIDENTIAL RIGA 000123"
    )
    assert [tuple(item.values()) for item in to] == [
        ("RUEHC", "SECSTATE WASHDC", "PRIORITY", "7654", []),
        ("RHEHNSC", "NSC WASHDC", "NIACT IMMEDIATE", None, []),
    ]
    assert [tuple(item.values()) for item in info] == [
        ("RUEKJCS", "JOINT STAFF WASHINGTON DC//J3/J5/J2//", None, None, []),
        ("RUEHAK", "AMEMBASSY ANKARA", None, "2", []),
        ("RUEHLB", "AMEMBASSY BEIRUT", None, None, []),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. (C) Summary: Salt\nand water.  End Summary.\n\n2. (C) x", "Salt\nand water."),
        ("Summary\n-------\n\n1. (U) Salt.\n\n2. (U) Water. End summary.\n", "Salt.\nWater."),
        ("SUMMARY\n-------\n\n1. Salt.\n\n2. Water.\n\nRoads\n-----\n\n3. x", "Salt.\nWater."),
        ("1. (SBU) Summary.  Salt\nand water\n\n2. (SBU) Next", "Salt\nand water"),
        ("BEGIN SUMMARY\n\nSALT. END SUMMARY", "SALT."),
        ("¶1. SUMMARY: A.\n\nLIMA 00000208  002 OF 004 \n\nb. END SUMMARY.", "A.\nb."),
        ("1. (U) SUMMARY.  A.\n2. (U) SUMMARY CONTINUED:  B. END SUMMARY.", "A.\nB."),
        ("1. (U) This summary is nothing.", None),
    ],
)
def test_a_summary_is_found(text: str, expected: str | None) -> None:
    assert fields.summary(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text.\nKING\n", ["KING"]),
        ("text.\n\nde Villafranca\n", ["de Villafranca"]),
        ("text END COMMENT\nRAY", ["RAY"]),
        ("text.\nRICE\nBT\n#1234\n\nNNNN", ["RICE"]),
        ("text.\nWOOD\nWOOD", ["WOOD"]),
        ("text.\nSMITH \nJONES", ["SMITH", "JONES"]),
        ("text.\nTUELLER.", ["TUELLER"]),
        ("text. HEARNE", ["HEARNE"]),
        ("text.\n\nSUMMARY", []),
        ("text.\nXXXXXXXX", []),
        ("text\nDell", []),
    ],
)
def test_signatures_are_found(text: str, expected: list[str]) -> None:
    assert fields.signatures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08 KABUL 0012", "08KABUL12"),
        ("09N'DJAMENA5", "09NDJAMENA5"),
        ("08AITTAIPEI12", "08AITTAIPEI12"),
        ("06AITTAIPEI12", "06TAIPEI12"),
        ("09BUENOAIRES1", "09BUENOSAIRES1"),
        ("08XYZZY1", "08XYZZY1"),
        ("not one", "NOTONE"),
    ],
)
def test_an_id_is_brought_into_canonical_form(text: str, expected: str) -> None:
    assert fields.canonical_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08SCTION03OF04OSLO12", "08OSLO12"),
        ("07EFTOLIMA12", "07LIMA12"),
        ("91STATE12TOSEC34", "91STATE12"),
        ("09RPODUBAI12", "09DUBAI12"),
        ("09IRANRPODUBAI12", "09IRANRPODUBAI12"),
    ],
)
def test_a_damaged_id_is_repaired(text: str, expected: str) -> None:
    assert fields.repair_id(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("E.O. 12958: DECL: 10/23/18", "2018-10-23"),
        ("E.O. 12958: DECL: MARCH 3, 2019", "2019-03-03"),
        ("E.O. 12958: DECL: 05JAN2019", "2019-01-05"),
        ("E.O. 12958: DECL: TEN YEARS, 12/05/2018", "2018-12-05"),
        ("E.O. 12958: DECL: OADR", None),
        ("E.O. 12958: DECL: 02/30/2019", None),
        ("E.O. 12958: N/A", None),
    ],
)
def test_the_date_of_declassification_is_read(text: str, expected: str | None) -> None:
    assert fields.declassify_on(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-CHINA TRADE: WHAT'S NEXT FOR THE WTO?", "US-China Trade: What's Next for the WTO?"),
        ("PART I OF III: TURKISH-EU RELATIONS", "Part I of III: Turkish-EU Relations"),
        ("O'BRIEN VISITS D.C.", "O'Brien Visits D.C."),
        ("U.S. AND E.U. DISCUSS G-20", "U.S. and E.U. Discuss G-20"),
        ("MFA'S AL-FAYEZ: A 2ND TERM", "MFA's Al-Fayez: A 2nd Term"),
        ("THE MAN TO WATCH FOR", "The Man to Watch For"),
        ("ST. ANNE HARBOUR LTD AND THE PRFT", "St. Anne Harbour Ltd and the PRFT"),
        ("Malaysia's GDP Growth", "Malaysia's GDP Growth"),
    ],
)
def test_a_subject_in_capitals_becomes_title_case(text: str, expected: str) -> None:
    assert fields.title_case(text) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ch", "geo"),
        ("PHUM", "subject"),
        ("KTIP", "program"),
        ("UNGA", "org"),
        ("DOE, JANE", "person"),
        ("HUMAN RIGHTS", "unknown"),
    ],
)
def test_the_kind_of_a_tag_is_known(tag: str, expected: str) -> None:
    assert fields.tag_kind(tag) == expected


@pytest.mark.parametrize(
    ("digits", "year"), [("66", 1966), ("99", 1999), ("00", 2000), ("10", 2010)]
)
def test_the_century_of_a_two_digit_year(digits: str, year: int) -> None:
    assert full_year(int(digits)) == year


WITHOUT_A_DATE = (
    "C O N F I D E N T I A L LIMA 001207\n\nSIPDIS\n\nE.O. 12958: DECL: 03/19/2015\nTAGS: PREL PE\n"
    "SUBJECT: ICE FOR THE FISHERMEN\n\nREF: LIMA 944\n\n1. (C) The ice house has closed again.\n"
)
STAMPED = (
    "2005LIMA01207 - CONFIDENTIAL\n\nPAGE 01        LIMA  01207  050821Z\nACTION WHA-00\n\n"
    "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n"
)


@pytest.mark.parametrize(
    ("name", "above", "number", "reference"),
    [
        ("05LIMA1207", "", "05LIMA1207", "05LIMA944"),
        ("x", STAMPED, "05LIMA1207", "05LIMA944"),
        ("05LIMA1208", "", None, None),
        ("05QUITO1207", "", None, None),
        ("1207", "", None, None),
    ],
)
def test_a_file_named_after_its_cable_gives_the_year(
    name: str, above: str, number: str | None, reference: str | None
) -> None:
    text = above + WITHOUT_A_DATE
    document = READER.read(Source(name, f"{name}.txt", b"", text, "utf-8", ""))
    header = document.header.as_json()
    assert (header["reference_id"], header["refs"][0]["id"]) == (number, reference)
