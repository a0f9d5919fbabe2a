"""References in a telegram to its REF line and to its own paragraphs."""

from __future__ import annotations

import pytest

from builders.recognizers.telegram_references import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of national laws and plans (Ref A).", [("Ref A", "letter", ("A",))]),
        (
            "as reported refs A and B, and REF (C)",
            [("refs A and B", "letter", ("A", "B")), ("REF (C)", "letter", ("C",))],
        ),
        ("Reftel B says", [("Reftel B", "letter", ("B",))]),
        ("per reftel, and septels follow", [("reftel", "reftel", ()), ("septels", "septel", ())]),
        ("see para 3 above", [("para 3", "paragraph", ("3",))]),
        ("(paras 3-5)", [("paras 3-5", "paragraph", ("3", "5"))]),
        ("discussed in paragraphs 7 and 8.", [("paragraphs 7 and 8", "paragraph", ("7", "8"))]),
        ("Post refers to paragraph 2(a) of", []),
        ("under Article 4 paragraph 3 states", []),
        ("paragraph 3 of the Protocol", []),
        ("paragraph 3 of the protocol, and paragraph 4, Article 5", []),
        ("see paragraph 3, which is long", [("paragraph 3", "paragraph", ("3",))]),
        ("a ref a day keeps", []),
        ("reference to people and preference A", []),
        ("in paragraph 5.3 of", []),
        ("para 05; para 0; paras 00-3", [("para 05", "paragraph", ("5",))]),
    ],
)
def test_references_are_found_with_their_values(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found = [(text[r.start : r.end], r.kind.value, r.values) for r in find(text)]
    assert found == expected
