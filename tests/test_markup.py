"""Markup around a source's text: no character is lost or taken for markup, and elements nest."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.inputs.patterns import BAR, EMAIL_BAR
from builders.markup import (
    Insertion,
    Mark,
    escaped,
    mark_up,
    visible,
    whole_clauses,
    whole_dates,
    with_bars,
    with_end,
)
from builders.spans import Span

HOSTILE = '<script>alert("1")</script> {{ 7*7 }} {% x %} [a](b) *c* `d` &amp; &#65; <!-- e --> ]]>'
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet="<>&\"'*_`[](){}#-!\\\r\n\t \x00\x02\x03\x07\x0b\x0c\x85\u2028\ufeff移民",
        max_size=40,
    ),
)


class Reader(HTMLParser):
    """Reads HTML as a browser does, as far as these tests need it, and checks the nesting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag; a link in a link is an error."""
        assert tag != "a" or "a" not in self.open, "a link in a link"
        self.open.append(tag)
        self.tags.append(tag)
        self.ids.extend(value for name, value in attrs if name == "id" and value)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be of that name."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += data

    @classmethod
    def read(cls, html: str) -> Reader:
        """The reader after it has read the HTML."""
        reader = cls()
        reader.feed(str(html))  # a `Markup` would escape what is added to it
        reader.close()
        assert reader.open == []
        return reader


@st.composite
def marked(draw: st.DrawFn) -> tuple[AlignedText, list[Mark], list[Insertion]]:
    """A text, read in part as something else, with marks and insertions anywhere."""
    source = draw(TEXTS)
    text = AlignedText.verbatim(source)
    places = st.integers(0, len(source))
    if source and draw(st.booleans()):
        start = draw(st.integers(0, len(source) - 1))
        end = draw(st.integers(start + 1, len(source)))
        text = text.replace([(Span(start, end), draw(TEXTS))])
    marks = [
        Mark(
            Span(*sorted((draw(places), draw(places)))),
            draw(st.sampled_from("aib")),
            {"id": f"m{k}"},
        )
        for k in range(draw(st.integers(0, 5)))
    ]
    insertions = [
        Insertion(draw(places), draw(st.sampled_from("ab")), draw(TEXTS), {"id": f"i{k}"})
        for k in range(draw(st.integers(0, 3)))
    ]
    return text, marks, insertions


@given(marked())
def test_marks_change_no_character_and_nest(
    case: tuple[AlignedText, list[Mark], list[Insertion]],
) -> None:
    text, marks, insertions = case
    reader = Reader.read(mark_up(text, marks, insertions))
    assert reader.text == visible(text.text)
    assert len(reader.ids) == len(set(reader.ids))
    assert {f"i{k}" for k in range(len(insertions))} <= set(reader.ids)


@given(marked())
def test_markdown_leaves_marked_up_text_unchanged(
    case: tuple[AlignedText, list[Mark], list[Insertion]],
) -> None:
    html = f'<div class="mu">{mark_up(*case)}</div>'
    assert markdown.markdown(html) == html


@given(TEXTS)
def test_every_character_that_a_renderer_could_change_is_escaped(text: str) -> None:
    assert not set(escaped(text)) & set("<>\"'\r\n\t\x00\x02\x03\x0c\x85\u2028")


def test_source_text_is_never_markup() -> None:
    html = mark_up(AlignedText.verbatim(HOSTILE), [Mark(Span(0, 12), "i")])
    assert Reader.read(html).tags == ["i"]
    assert Reader.read(html).text == HOSTILE


def test_overlapping_marks_are_split_and_keep_one_id() -> None:
    html = mark_up(
        AlignedText.verbatim("abcdef"),
        [Mark(Span(0, 4), "i", {"id": "x"}), Mark(Span(2, 6), "b", {"id": "y"})],
    )
    assert html == '<i id="x">ab<b id="y">cd</b></i><b>ef</b>'


def test_a_link_within_a_link_splits_the_outer_one() -> None:
    html = mark_up(
        AlignedText.verbatim("abc"),
        [Mark(Span(0, 3), "a", {"href": "1"}), Mark(Span(1, 2), "a", {"href": "2"})],
    )
    assert html == '<a href="1">a</a><a href="2">b</a><a href="1">c</a>'


def test_an_insertion_after_a_correction_follows_the_words_read() -> None:
    text = AlignedText.verbatim("a havean b").replace([(Span(2, 8), "have an")])
    span = Span(2, 8)
    html = mark_up(text, [Mark(span, "i")], [Insertion(span.end, "sup", "d")])
    assert html == 'a <i>have an</i><sup data-text="d"></sup> b'


def test_attributes_are_escaped() -> None:
    html = mark_up(AlignedText.verbatim("a"), [Mark(Span(0, 1), "i", {"title": '"><b>'})])
    assert html == '<i title="&#34;&gt;&lt;b&gt;">a</i>'


def test_control_characters_are_shown_and_line_ends_kept() -> None:
    assert escaped("a\x07\r\n") == Markup("a␇&#13;&#10;")


def test_redaction_bars_in_plain_text_are_marked_up_with_a_label() -> None:
    assert with_bars(f"<a> {BAR} & {EMAIL_BAR}") == (
        f'&lt;a&gt; <span class="mu-redacted" role="img" aria-label="Redacted">{BAR}</span>'
        f' &amp; <span class="mu-redacted" role="img" aria-label="Redacted">{EMAIL_BAR}</span>'
    )
    assert with_bars("no bar \u2588") == "no bar \u2588"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("项目进展，2010年1月至6月", ["2010年1月", "6月"]),
        ("2009年8月25日，次日即26日", ["2009年8月25日", "26日"]),
        ("1990年代的9名", ["1990年代"]),
        ('<a title="2007年2月">2月8日</a>的会谈', ["2月8日"]),
        ("第3段", []),
        ("(8 February)", ["8 February"]),
        ("14 February 2007 and 1 May", ["14 February", "1 May"]),
        ("<b>February</b> 14, 2007; May 3.", ["May 3"]),
        ("14–16 March, 31 January to 8 February", ["14–16 March", "31 January", "8 February"]),
        ("March 14-16", ["March 14-16"]),
        ("31 January–8 February, May 31–June 8", ["31 January", "8 February", "May 31", "June 8"]),
        ("in May 2007, 1.5 May, 3/4 March, May 1.5, 20 Mayors", []),
        ('<a title="8 February">on 8 February</a>', ["8 February"]),
    ],
)
def test_no_line_breaks_between_a_day_and_its_month(html: str, kept: list[str]) -> None:
    made = whole_dates(Markup(html))  # noqa: S704  # written above
    assert re.findall('<span class="mu-one">(.*?)</span>', made) == kept
    assert re.sub("</?span[^>]*>", "", made) == html


@pytest.mark.parametrize(
    ("title", "clauses"),
    [
        ("难以谈论的话题：华南的人口贩运", ["难以谈论的话题：", "华南的人口贩运"]),
        ("《劳动法》、《刑法》的修改", ["《劳动法》、", "《刑法》的修改"]),
        ("A &lt; B，<b>2010年</b>至今", ["A &lt; B，", "<b>2010年</b>至今"]),
        ("联合举措遏制非法出境", []),
        ("完。", []),
        ("", []),
        ("，不以标点起句", []),
    ],
)
def test_each_clause_of_a_chinese_title_is_an_element(title: str, clauses: list[str]) -> None:
    made = str(whole_clauses(Markup(title)))  # noqa: S704  # written above
    assert re.findall('<span class="mu-clause">(.*?)</span>', made) == clauses
    assert re.sub('<span class="mu-clause">(.*?)</span>', r"\1", made) == title


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("A < B", "A &lt; B<i>1</i>"),
        ("联合举措遏制非法出境", "联合举措遏制非法出境<i>1</i>"),
        ("难以谈论的话题：华南", '…：</span><span class="mu-clause">华南<i>1</i></span>'),
        (
            "进展，2010年1月",
            '…，</span><span class="mu-clause"><span class="mu-one">2010年1月</span><i>1</i></span>',
        ),
        ("进展2010年1月", '…<span class="mu-one">2010年1月</span><i>1</i>'),
    ],
)
def test_a_number_at_the_end_of_a_title_is_in_its_last_clause(title: str, made: str) -> None:
    html = whole_clauses(whole_dates(escaped(title)))
    assert with_end(html, Markup("<i>1</i>")).endswith(made.removeprefix("…"))
    assert with_end(html, Markup()) == html
