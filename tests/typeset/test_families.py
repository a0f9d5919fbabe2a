"""Font families: the characters they have, and how text is set in them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from builders.inputs.patterns import BAR
from builders.typeset import families
from builders.typeset.families import Family, FontError

FAMILY = families.family(families.REGULAR)


def test_missing_characters_are_named_once() -> None:
    assert FAMILY.lacking("Guangzhou, Wén Jiābǎo, Nguyễn, Ελλάδα, Москва: “l’État” — №1…") == ""
    for _ in range(2):
        assert FAMILY.lacking("移民和移民 in 2009") == "移民和"


def test_a_font_is_pickled_as_the_name_of_its_file() -> None:
    sent = pickle.dumps(FAMILY)
    assert len(sent) < 1000
    assert pickle.loads(sent).width("Guangzhou") == FAMILY.width("Guangzhou")  # noqa: S301  # made here


def test_right_to_left_text_cannot_be_set() -> None:
    assert FAMILY.lacking("שלום") == "שלום"


def test_kerning_and_ligatures_are_applied() -> None:
    assert FAMILY.width("To") < FAMILY.width("T") + FAMILY.width("o")
    # A ligature: one glyph for three letters.
    assert len(FAMILY.line("ffi").glyphs) < 3


def test_a_redaction_bar_needs_no_character_in_the_font() -> None:
    assert FAMILY.lacking(f"Call {BAR}!") == ""
    line = FAMILY.line(f"Call {BAR}!")
    [(start, end)] = line.bars
    assert FAMILY.width("Call ") == start < end < line.width


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  two\n words ", "two words"),
        (" two   words ", "two words"),
        ("two\x1fwords\x7f", "two words"),
        ("Je\u0301sus", "Jésus"),
        ("soft\u00adhyphen", "softhyphen"),
        ("non\u2011breaking", "non-breaking"),
        ("left\u200eto\u202eright", "lefttoright"),
        ("\x00", ""),
        ("Art.\u00a05,\u3000no. 6", "Art.\u00a05, no. 6"),
    ],
)
def test_invisible_characters_are_removed(text: str, plain: str) -> None:
    assert families.settable(text) == plain


def test_a_second_font_supplies_missing_characters(chinese: Path | None) -> None:
    if chinese is None:
        pytest.skip("no font with Chinese letters (fonts-noto-cjk) on this machine")
    family = families.family(families.SEMIBOLD, chinese)
    assert family.lacking("South China 华南") == ""
    ours, theirs = families.family(families.SEMIBOLD).line("South ").width, 2.0
    assert family.line("South 华南").width == pytest.approx(ours + theirs, abs=0.05)
    assert family.digest != families.family(families.SEMIBOLD).digest


@pytest.mark.parametrize("data", [b"", b"no font", b"\x00\x01\x00\x00" + bytes(400)])
def test_the_error_names_a_file_that_is_no_font(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letters.ttf"
    path.write_bytes(data)
    with pytest.raises(FontError, match=r"letters\.ttf is no TrueType or OpenType font"):
        Family([path])


def test_the_error_names_a_missing_font(tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"letters\.ttf: No such file"):
        families.family(families.REGULAR, tmp_path / "letters.ttf")


def test_no_system_font_is_opened() -> None:
    """An audit hook in a new process lists the font files that it opens."""
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else 0)\n"
        "from builders.typeset import families as f\n"
        "assert f.family(f.REGULAR).lacking('移') == '移'\n"
        "print([name for name in opened if name.endswith(('.ttf', '.ttc', '.otf', '.conf'))])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # ourselves
    assert done.stdout.count(".ttf") == 1, done.stdout
    assert "literata-regular.ttf" in done.stdout
