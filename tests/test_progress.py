"""The progress of a long stage, in a log and on a terminal."""

from __future__ import annotations

import sys

import pytest

from builders.cli.terminal import LONG, progress, stoppable


def said(total: int, capsys: pytest.CaptureFixture[str], batch: int = 1) -> str:
    show = progress()
    for done in [*range(batch, total, batch), total]:
        show("sources", done, total)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_a_log_gets_a_line_for_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(2 * LONG, capsys).splitlines()
    assert lines == [f"sources: {done} of 1000" for done in range(100, 1001, 100)]


def test_a_log_gets_a_line_for_every_tenth_of_items_that_are_done_in_batches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(2 * LONG, capsys, batch=16).splitlines()
    assert [int(line.split()[1]) // 100 for line in lines] == list(range(1, 11))


def test_a_bar_is_as_long_as_what_is_done_in_batches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show = progress()
    for done in range(50, LONG, 50):
        show("sources", done, LONG)
    assert "90%" in capsys.readouterr().err
    show("sources", LONG, LONG)


def test_a_build_that_is_stopped_leaves_the_terminal_with_its_cursor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @stoppable()
    def stopped_build() -> None:
        progress()("sources", 50, LONG)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with pytest.raises(SystemExit):
        stopped_build()
    bar, cursor, message = capsys.readouterr().err.partition("\x1b[?25h\n")
    assert "\x1b[?25l" in bar
    assert cursor
    assert message.startswith("Stopped")


def test_a_terminal_gets_a_bar_on_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = said(LONG, capsys)
    assert bar.count("\n") == 1
    assert "100%" in bar


def test_a_short_stage_shows_no_progress(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(LONG - 1, capsys) == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert said(LONG - 1, capsys) == ""
