"""LaTeX in BibTeX fields: decoded to text, and encoded so that it can be read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.citations.formats import latex
from builders.model.work import Title
from builders.spans import Span


@pytest.mark.parametrize(
    ("raw", "text", "kept"),
    [
        (r"Crime, Law \& Social Change", "Crime, Law & Social Change", []),
        (r"{\$10.50} Today", "$10.50 Today", ["$10.50"]),
        (r"{\"O}zg{\"u}r", "Özgür", []),
        (r"Caf\'e, caf\'{e}, na{\"\i}ve", "Café, café, naïve", []),
        (r"\v{C}apek, {\v C}apek", "Čapek, Čapek", []),
        (r"Nguy{\~\^e}n, Hi\'{\^{e}}n, \d{\^o}", "Nguyễn, Hiến, ộ", None),
        (r"\'{\ae}, \={\ae}gypt, {\'\o}re, \'{\i}", "ǽ, ǣgypt, ǿre, í", None),
        (r"\'{}x, \'", "x,", None),
        (r"Stra\ss{}e, \O{}re, {\aa}ben", "Straße, Øre, åben", []),
        ("1--2 --- ``three''", "1–2 — “three”", []),
        ("{NASA} and the {{United Nations}}", "NASA and the United Nations", None),
        (r"\emph{Word} {\textit{x}}", "Word x", ["x"]),
        (r"50\% of \#1\_x", "50% of #1_x", []),
        ("{国务院}", "国务院", ["国务院"]),
        ("A~B", "A\u00a0B", []),
        ("'not good' isn't", "'not good' isn't", []),
        ("{{Whole Title}}", "Whole Title", ["Whole Title"]),
        ("odd } and {", "odd  and", []),
    ],
)
def test_a_field_is_decoded(raw: str, text: str, kept: list[str] | None) -> None:
    decoded = latex.decode(raw)
    assert decoded.text == text
    assert decoded.unknown == ()
    if kept is not None:
        assert [text[slice(*span)] for span in decoded.kept] == kept


def test_an_unknown_command_is_reported() -> None:
    assert latex.decode(r"a \mystery{b} c").unknown == (r"\mystery",)
    assert latex.decode(r"\'\mystery{b} c").unknown == (r"\mystery",)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=40))
def test_encoded_text_can_be_decoded_again(text: str) -> None:
    assert latex.decode(latex.encode(text)).text == text


@given(st.lists(st.sampled_from(["Plain", "TIP", "$1 & {x}", "国务院", "“q”", "~^\\"]), min_size=1))
def test_protected_capitals_of_a_title_survive_reading_and_writing(words: list[str]) -> None:
    text = " ".join(words)
    start = len(words[0])
    whole = Title(text, (Span(0, start),))
    assert latex.title(latex.encode_title(whole)) == whole
