"""Encodings of sources: declared ones are used, guesses are reported, wrong bytes are named."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from builders.inputs.sources import Received, read_file, read_sources
from builders.problems import Problem, Severity
from builders.storage.memory import Memory
from builders.understand import understand
from tests.publication import new_publication

WORDS = {
    "utf-8": "Größe, “移民”, e\u0301 \U0001f600",
    "utf-8-sig": "Größe, 移民",
    "utf-16": "Größe, 移民 \U00020000",
    "utf-16-le": "Größe, 移民",
    "utf-16-be": "Größe, 移民",
    "gb18030": "移民 ‘è’ \U00020000",
    "gbk": "移民",
    "big5": "移民中國",
    "windows-1252": "“naïve” – €",
    "iso-8859-1": "naïve ÿ £",
    "shift_jis": "移民",
    "koi8-r": "Слово",
}
ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "mixed": None}
WRONG = (
    ("utf-8", b"ab\n\xffc", 3, 2, "0xFF"),
    ("utf-8", b"a\xe4\xb8", 1, 1, "0xE4"),
    ("utf-8", b"\xed\xa0\x80", 0, 1, "0xED"),
    ("utf-8", "移民\n中国".encode("gb18030"), 0, 1, "0xD2"),
    ("utf-8", "a\nb".encode("utf-16"), 0, 1, "0xFF"),
    ("utf-16-le", b"a\x00\x00\xd8", 2, 1, "0x00"),
    ("utf-16-be", b"\x00a\x00", 2, 1, "0x00"),
    ("gb18030", b"ab\n\xff", 3, 2, "0xFF"),
    ("big5", b"ab\x80", 2, 1, "0x80"),
    ("windows-1252", b"a\n\x81", 2, 2, "0x81"),
    ("ascii", b"a\xe9", 1, 1, "0xE9"),
)


def put(
    root: Path, data: bytes, encoding: str | None
) -> tuple[tuple[Received, ...], list[Problem]]:
    path = root / "site_src/sources/text/a.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if encoding is not None:
        path.with_suffix(".yml").write_text(f"encoding: {encoding}\n")
    return read_sources(root)


def lines_of(words: str, end: str | None) -> str:
    if end is None:
        return f"Head\r\n\n{words}\r{words}\n\r\n{words}\r\r{words}"
    return end.join(("Head", "", words, words, "", words)) + end


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("encoding", WORDS)
def test_a_source_is_read_in_its_declared_encoding(encoding: str, end: str, tmp_path: Path) -> None:
    new_publication(tmp_path)
    (tmp_path / "site_src/sources/text/first.txt").unlink()
    text = lines_of(WORDS[encoding], ENDS[end])
    data = text.encode(encoding)
    (received,), problems = put(tmp_path, data, encoding)
    assert [str(problem) for problem in problems if problem.file.startswith("site_src/so")] == []
    assert received.source.text == text
    assert received.source.data == data
    assert received.source.encoding == codecs.lookup(encoding).name
    (entry,) = understand(tmp_path).publication.entries
    assert entry.account.whole
    read = " ".join(block.text.text for block in entry.document.blocks)
    assert WORDS[encoding] in read


@pytest.mark.parametrize(("encoding", "data", "offset", "line", "byte"), WRONG)
def test_a_byte_that_cannot_be_decoded_is_named(  # noqa: PLR0913, PLR0917  # a case has that many parts
    encoding: str, data: bytes, offset: int, line: int, byte: str, tmp_path: Path
) -> None:
    received, problems = put(tmp_path, data, None if encoding == "utf-8" else encoding)
    (problem,) = (one for one in problems if one.code == "encoding")
    assert received == ()
    assert f"byte {byte} at offset {offset} is not {encoding}" in problem.message
    assert problem.line == line


PAGE = "<!DOCTYPE html>\n<html><head><meta {}></head><body><article><p>{}</p></article></body></html>\n"
PAGES = [
    ('charset="gb2312"', "渡船停航三日。" * 20, "gb18030"),
    ("http-equiv=Content-Type content='text/html; charset=GBK'", "渡船停航三日。" * 20, "gb18030"),
    (
        'http-equiv="Content-Type" content="text/html; charset=iso-8859-1"',
        "“Größe”, " * 40,
        "cp1252",
    ),
    ("charset=big5", "渡船停航三日。" * 20, "big5"),
    ('charset="utf-8"', "渡船停航三日。" * 20, "utf-8"),
    # A page in UTF-8 is read as such, whatever it says.
    ('charset="gb2312"', "渡船停航三日。" * 20, "utf-8"),
]


@pytest.mark.parametrize(("says", "words", "encoding"), PAGES)
def test_a_saved_page_is_read_in_the_encoding_that_it_names(
    says: str, words: str, encoding: str, tmp_path: Path
) -> None:
    text = PAGE.format(says, words)
    path = tmp_path / "site_src/sources/text/a.html"
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode(encoding))
    (received,), _ = read_sources(tmp_path)
    assert received.source.text == text
    assert received.source.encoding == encoding
    found, problems = read_file(path)
    assert found is not None
    assert (found.text, problems) == (text, [])


def test_a_page_that_names_the_wrong_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site_src/sources/text").mkdir(parents=True)
    path = tmp_path / "site_src/sources/text/a.html"
    path.write_bytes(PAGE.format("charset=big5", "\xff\xff").encode("iso-8859-1"))
    received, problems = read_sources(tmp_path)
    assert received == ()
    assert any("is not big5" in problem.message for problem in problems)
    path.write_bytes(PAGE.format("charset=rot13", "\xe9").encode("iso-8859-1"))
    assert "is not utf-8" in str(read_sources(tmp_path)[1])


def test_a_lone_surrogate_is_refused(tmp_path: Path) -> None:
    received, problems = put(tmp_path, b"Head\n\na+2AA-b\n", "utf-7")
    (problem,) = (one for one in problems if one.code == "encoding")
    assert received == ()
    assert (problem.line, problem.message[:6]) == (3, "U+D800")


@pytest.mark.parametrize(
    ("data", "encoding", "text", "guessed"),
    [
        ("Größe".encode(), "utf-8", "Größe", False),
        ("\ufeffGröße".encode(), "utf-8", "\ufeffGröße", False),
        ("移民".encode("utf-16"), "utf-16", "移民", False),
        (codecs.BOM_UTF16_BE + "移民".encode("utf-16-be"), "utf-16", "移民", False),
        (b"na\xefve \x93x\x94\r", "windows-1252", "naïve “x”\r", True),
        (b"\x81\x8d\xe9", "windows-1252", "\x81\x8dé", True),
        ("移民".encode("gb18030"), "windows-1252", "ÒÆÃñ", True),
    ],
)
def test_a_guessed_encoding_is_reported(
    data: bytes,
    encoding: str,
    text: str,
    guessed: bool,  # noqa: FBT001  # a column of the table
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    source, problems = read_file(path)
    assert source is not None
    assert (source.encoding, source.text) == (encoding, text)
    assert ["which is a guess" in problem.message for problem in problems] == [True] * guessed
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize(
    ("declared", "of_all", "text"),
    [
        (None, "iso-8859-1", "caf\xe9 \xb6"),
        (None, None, None),
        ("windows-1252", "iso-8859-1", "caf\xe9 \xb6"),
        (None, "ascii", None),
    ],
)
def test_the_settings_can_give_the_encoding_of_files_not_in_utf_8(
    declared: str | None, of_all: str | None, text: str | None, tmp_path: Path
) -> None:
    new_publication(tmp_path)
    settings = tmp_path / "site_src/publication.yml"
    settings.write_text(f"encoding: {of_all}\n" if of_all else "")
    utf_8 = tmp_path / "site_src/sources/text/first.txt"
    utf_8.write_text("Größe\n", encoding="utf-8")
    received, _ = put(tmp_path, b"caf\xe9 \xb6", declared)
    found = {item.source.id: item.source.text for item in received}
    assert found["first"] == "Größe\n"  # which would be valid windows-1252, too
    assert found.get("a") == text


def test_an_edit_of_the_encoding_in_the_settings_is_noticed(tmp_path: Path) -> None:
    new_publication(tmp_path)
    memory = Memory()
    put(tmp_path, b"caf\xe9", None)
    assert "a" not in {item.source.id for item in read_sources(tmp_path, memory)[0]}
    (tmp_path / "site_src/publication.yml").write_text("encoding: iso-8859-1\n")
    assert "a" in {item.source.id for item in read_sources(tmp_path, memory)[0]}


@pytest.mark.parametrize(
    ("data", "proposed"),
    [
        (b"caf\xe9", "windows-1252, iso-8859-1)"),
        ("Größe".encode("utf-16"), "utf-16)"),
    ],
)
def test_only_possible_encodings_are_proposed(data: bytes, proposed: str, tmp_path: Path) -> None:
    _, problems = put(tmp_path, data, None)
    (problem,) = (one for one in problems if one.code == "encoding")
    assert f"(`encoding:` {proposed};" in problem.hint


def test_an_unknown_encoding_in_the_settings_is_an_error(tmp_path: Path) -> None:
    new_publication(tmp_path)
    (tmp_path / "site_src/publication.yml").write_text("encoding: latin-99\n")
    assert "not an encoding that Python knows" in "".join(map(str, understand(tmp_path).problems))
