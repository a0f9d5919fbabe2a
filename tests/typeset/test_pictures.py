"""Pictures of text: everything is drawn where it should be, and the file is a plain PNG."""

from __future__ import annotations

from builders.inputs.patterns import BAR
from builders.typeset import families
from builders.typeset.pictures import LEVELS, Picture
from tests.typeset.png import read

PAPER, INK, ACCENT = (250, 250, 250), (10, 10, 10), (200, 0, 0)
FAMILY = families.family(families.REGULAR)


def picture() -> Picture:
    return Picture(200, 60, PAPER, INK, ACCENT)


def test_an_empty_picture_has_the_colour_of_paper() -> None:
    found = read(picture().png())
    assert (found.width, found.height) == (200, 60)
    assert found.colours() == {PAPER}
    assert found.chunks == ("IHDR", "PLTE", "IDAT", "IEND")


def test_letters_are_on_the_baseline() -> None:
    drawn = picture()
    drawn.write(FAMILY.line("HI"), 20, 40, 30)
    rows = read(drawn.png()).rows
    dark = [(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if colour == INK]
    assert dark
    assert min(x for x, _ in dark) in range(20, 24)
    assert max(y for _, y in dark) == 39
    assert min(y for _, y in dark) in range(15, 25)


def test_a_pale_line_has_no_dark_pixels() -> None:
    drawn = picture()
    drawn.write(FAMILY.line("Quiet"), 20, 40, 30, shade=LEVELS // 2)
    assert INK not in read(drawn.png()).colours()


def test_bars_are_filled_to_the_pixel() -> None:
    drawn = picture()
    drawn.fill(10, 5, 14, 50)
    rows = read(drawn.png()).rows
    red = {(x, y) for y, row in enumerate(rows) for x, colour in enumerate(row) if colour == ACCENT}
    assert red == {(x, y) for x in range(10, 14) for y in range(5, 50)}


def test_drawing_is_clipped_to_the_picture() -> None:
    drawn = picture()
    drawn.fill(190, 50, 400, 900)
    drawn.write(FAMILY.line("A long line of many words, and longer"), 20, 40, 30)
    assert all(len(row) == 200 for row in read(drawn.png()).rows)


def test_a_redaction_is_drawn_over_its_whole_width() -> None:
    drawn = picture()
    line = FAMILY.line(f"A {BAR}")
    drawn.write(line, 10, 40, 20)
    [(start, end)] = line.bars
    row = read(drawn.png()).rows[34]
    assert set(row[round(10 + start * 20) : round(10 + end * 20)]) == {INK}


def test_the_same_drawing_gives_the_same_bytes() -> None:
    def png() -> bytes:
        drawn = picture()
        drawn.write(FAMILY.line("The same, again"), 10.3, 40, 22)
        return drawn.png()

    assert png() == png()
