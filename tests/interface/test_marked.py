"""Our own words within marked-up text are translated; the text's own words stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.interface.catalogue import catalogue
from builders.interface.marked_text import relabelled, with_citations

WORDS = catalogue("zh")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<a class="mu-nr" aria-label="Correction b" data-text="b"></a>',
            '<a class="mu-nr" aria-label="校改b" lang="zh-Hans" data-text="b"></a>',
        ),
        (
            '<a title="A new page begins here" aria-label="p. 2: a new page begins here" data-text="p. 2"></a>',
            '<a title="由此起新的一页" aria-label="第2页：由此起新的一页" lang="zh-Hans" data-text="第2页"></a>',
        ),
        (
            '<span title="Redacted: personal e-mail address. By the editors, 21 November 2025">▇</span>',
            '<span title="已隐去：个人电子邮箱地址。决定者：编者，2025年11月21日">▇</span>',
        ),
        (
            '<p>He went. <span class="mu-how mu-judged">the editors’ judgement</span></p>',
            '<p>He went. <span class="mu-how mu-judged" lang="zh-Hans">编者判断</span></p>',
        ),
        # The text's own words, and labels without a translation.
        ("<p>Correction b, explains</p>", "<p>Correction b, explains</p>"),
        (
            '<a title="Text" data-cite="chin-1999">x</a>',
            '<a title="Text" data-cite="chin-1999">x</a>',
        ),
        ('<a aria-label="No such words">x</a>', '<a aria-label="No such words">x</a>'),
        ('<span class="mu-how">A. Person</span>', '<span class="mu-how">A. Person</span>'),
    ],
)
def test_our_own_words_are_translated(html: str, expected: str) -> None:
    assert relabelled(html, WORDS) == expected


def test_translated_words_are_escaped() -> None:
    words = replace(WORDS, labels={"A & B": '<"甲">'})
    html = relabelled('<a aria-label="A &amp; B"></a>', words)
    assert html == '<a aria-label="&lt;&quot;甲&quot;&gt;" lang="zh-Hans"></a>'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Criminal Law 1997, arts. 318–320", "Criminal Law 1997，第318–320条"),
        ("Chin 1999, ch. 2", "Chin 1999，第2章"),
        ("Chin 1999, 12–15", "Chin 1999，第12–15页"),
        ("Chin and Zhang 2002", "Chin、Zhang 2002"),
        ("Chin 1999", "Chin 1999"),
    ],
)
def test_a_short_citation_is_translated(words: str, expected: str) -> None:
    named = WORDS.with_names({"Chin and Zhang 2002": "Chin、Zhang 2002"})
    html = '<a href="x" title="The whole." data-cite="key">{}</a>'
    assert with_citations(html.format(words), named) == html.format(expected)
    assert relabelled(html.format(words), named) == html.format(words), "in English prose"
