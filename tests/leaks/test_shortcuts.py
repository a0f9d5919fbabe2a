"""Each shortcut of the check finds what doing all of the work finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.leaks import escapes
from builders.leaks.any_of import PIECE, AnyOf
from builders.leaks.base64_runs import RUN_RE, runs_of_base64
from builders.leaks.disguises import Way
from builders.leaks.escapes import decode_once
from builders.leaks.finder import Finder
from builders.leaks.forms import TAG_RE, forms, untagged
from builders.leaks.gate import Gate
from builders.leaks.needles import Fold, needles, squeezed
from builders.model.redaction import Secret


def texts(*pieces: bytes) -> st.SearchStrategy[bytes]:
    """Any sequence of these pieces."""
    return st.lists(st.sampled_from(pieces), max_size=40).map(b"".join)


@given(texts(b"<", b">", b"<b>", b"</i>", b"a", b"\n", b"<!--", b"-->", b"--", b"b c"))
def test_tags_are_removed_as_by_the_plain_pattern(text: bytes) -> None:
    without_comments = re.sub(rb"(?s)<!--(?:>|->|.*?-->)", b"", text)
    assert untagged(text) == TAG_RE.sub(b"", without_comments)


@given(texts(b"abcdefgh", b"AbC/", b"\n", b"\r\n", b"  ", b"\t", b"=", b'"', b"+-_9", b"x" * 9))
def test_runs_of_base64_are_those_of_the_plain_pattern(text: bytes) -> None:
    assert runs_of_base64(text) == [run for run in dict.fromkeys(RUN_RE.findall(text)) if run]


ESCAPED = (
    *(b"&", b"amp;", b"#", b"38;", b"x26;", b"%", b"25", b"2", b"5", b"\\", b"u0026", b"n", b"x5c"),
    *(b"=", b"3D", b"40", b"=\n", b"nbsp;", b"\xc2\xad", b"\xe2\x80\x8b", b"u{26}", b" ", b"lt;"),
    *(b"word " * 30, b"word " * 30),
)


@given(texts(*ESCAPED))
def test_no_escape_is_left_where_decoding_says_that_it_has_ended(text: bytes) -> None:
    reading = decode_once(text)
    if reading is None:
        assert decode_once(text + b" " * 100_000) is None
    elif reading.ended:
        assert decode_once(reading.text) is None


@given(texts(*ESCAPED))
def test_few_escapes_are_decoded_like_many(text: bytes) -> None:
    few, many = decode_once(text + b" " * 100_000), decode_once(text)
    if few is None or many is None:
        assert few is many
        return
    assert few.text.rstrip(b" ") == many.text.rstrip(b" ")
    assert few.brackets == many.brackets


def test_escapes_are_located_only_until_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many are decoded in one pass, without looking for the place of each."""
    asked: list[tuple[int, int]] = []
    places = escapes._places  # noqa: SLF001  # work is counted where it is done

    def counted(data: bytes) -> Iterator[tuple[int, int]]:
        for place in places(data):
            asked.append(place)
            yield place

    monkeypatch.setattr(escapes, "_places", counted)
    few = 3
    sparse = b"%40" * few + b"." * few * (escapes.DENSE - len(b"%40"))
    for data, found in ((sparse, few), (sparse.replace(b"...", b"%41"), few + 1)):
        asked.clear()
        reading = decode_once(data)
        assert reading is not None
        assert b"%" not in reading.text
        assert len(asked) == found


def test_a_string_is_found_wherever_it_is_in_the_bytes() -> None:
    found = AnyOf([b"needle", b"x"])
    assert not found.is_in(b"needl e" * PIECE)
    for before in range(PIECE - 8, PIECE + 2):
        assert found.is_in(b"." * before + b"needle" + b"." * PIECE)


LETTER_VARIANTS = [
    character
    for character in map(chr, range(0x80, 0x110000))
    if (plain := unicodedata.normalize("NFKC", character).casefold()) != character
    and re.search("[0-9a-z]", plain)
]


def test_variants_of_a_letter_are_folded_where_some_are_full_width() -> None:
    for character in LETTER_VARIANTS:
        wide = [form for way, form in forms(f"，{character}".encode(), other_scripts=False)]
        assert squeezed(character).encode() in wide, hex(ord(character))


def test_variants_of_a_chinese_character_pass_the_gate() -> None:
    for character in map(chr, range(0x80, 0x110000)):
        plain = squeezed(character)
        if plain != character and any("㐀" <= one <= "鿿" for one in plain):
            hunted, _ = needles([Secret("a", 1, plain * 3)], {})
            assert Gate(hunted).folds(character.encode() * 3), hex(ord(character))


@pytest.mark.parametrize("text", ["ＡＢＣＤＥＦ", "Émile Zoła", "Ελλάδα", "abcdé́f", "가나다"])
def test_composed_and_decomposed_letters_pass_the_gate(text: str) -> None:
    hunted, _ = needles([Secret("a", 1, text)], {})
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        written = unicodedata.normalize(form, f"— {text.upper()} —").encode()
        assert list(Finder(hunted).search("a", written)), form


def test_the_gate_stops_texts_that_cannot_contain_a_secret() -> None:
    hunted, _ = needles([Secret("a", 1, "王小明的住址"), Secret("a", 2, "abcdefgh")], {})
    gate = Gate(hunted)
    assert not gate.folds("王明的 abcdefg".encode())
    assert gate.folds("址住、的明小王".encode()) == {Fold.LETTERS}
    assert Fold.SQUEEZED in gate.folds(b"A-b-C-d-E-f-G-h")
    assert Way.PLAIN in {way for way, _ in forms(b"", other_scripts=True)}
