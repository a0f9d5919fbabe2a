"""The words of a template that need a translation, and the translated template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.interface.catalogue import Catalogue, catalogue
from builders.interface.messages import messages, pieces, translated

NOTHING = Catalogue("zh", {}, {}, (), {}, {}, {}, {}, {})


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Plain words</p>", ["Plain words"]),
        ("<p>{{ count }} works,\n  cited</p>", ["{{ count }} works, cited"]),
        ("<p>One <b>two</b> three</p>", ["One", "two", "three"]),
        ("<p>{% if a %}One{% else %}Other{% endif %}</p>", ["One", "Other"]),
        ('<p>{{ "time" if n == 1 else "times" }}</p>', ['{{ "time" if n == 1 else "times" }}']),
        ("<p>{{ item.title }}, {{ item.date }}</p>", []),
        ('<p>{{ rows | map(attribute="what") | join(", ") }}</p>', []),
        ('<p>{{ item["title_" ~ language] or item.title }}</p>', []),
        ('<i aria-label="Map {{ n }}" class="words here"></i>', ["Map {{ n }}"]),
        ('<i{% if a > b %} title="Yes > no"{% endif %}>In</i>', ["Yes > no", "In"]),
        ('<i title="{{ "Yes" if a else "" }}">{{ a }}</i>', ['{{ "Yes" if a else "" }}']),
        ("{# a remark #}<code>code</code><kbd>Esc</kbd>", []),
        ('<i lang="en">the</i>', []),
        ('<p>{{ heading("Sources", "史料") }}</p>', []),
        ("&nbsp;&#8212; ·", []),
    ],
)
def test_the_words_of_a_template_are_found(template: str, words: list[str]) -> None:
    assert [message.words for message in messages(template)] == words


def test_the_pieces_are_the_whole_template() -> None:
    template = '<p {% if a %}x="{{ b }}"{% endif %}>1 < 2 {# c #}{{ d }</p'
    found = list(pieces(template))
    assert "".join(template[one.start : one.end] for one in found) == template


def test_parts_of_a_sentence_may_change_places() -> None:
    words = replace(NOTHING, phrases={"{{ a }} of {{ b }}": "{{ b }}之{{ a }}"})
    assert translated("<p> {{ a }} of {{ b }} </p>", words) == "<p> {{ b }}之{{ a }} </p>"


def test_words_without_a_translation_stay() -> None:
    template = '<p title="One">Two {{ three }}</p>'
    assert translated(template, NOTHING) == template


def test_outputs_listed_in_the_catalogue_are_translated() -> None:
    words = replace(NOTHING, outputs=("fact.label",))
    template = (
        '<p class="{{ fact.label }}">{{ fact.label }}{{ fact.value }}{{ fact.label | x }}</p>'
    )
    assert translated(template, words) == (
        '<p class="{{ fact.label }}">{{ fact.label | tr }}{{ fact.value }}{{ fact.label | tr | x }}</p>'
    )


def test_a_gloss_replaces_the_words_beside_it() -> None:
    template = '<h1>Sources <span lang="zh-Hans">史料</span></h1>'
    assert translated(template, NOTHING) == "<h1>史料</h1>"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Originators", "来源机构"),
        ("5 months apart", "相隔5个月"),
        ("14 February 2007, 09:05 UTC", "2007年2月14日 09:05（世界时）"),
        ("Wang Wu", "Wang Wu"),
        ("", ""),
        ("3 May 987", "987年5月3日"),
    ],
)
def test_labels_are_translated(label: str, words: str) -> None:
    assert catalogue("zh").label(label) == words


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match=r"xx\.yml"):
        catalogue("xx")


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>The <a>table</a> has it.</p>", "<p>见<a>table</a>所列。</p>"),
        ("<p>The {% for a in b %}<a>table</a>", "<p>见{% for a in b %}<a>table</a>"),
        ("<p>The <b>table</b> has it.</p>", "<p>见 <b>table</b> 所列。</p>"),
        (
            '<td>3<span class="mu-unit"> times</span></td>',
            '<td>3<span class="mu-unit">次</span></td>',
        ),
    ],
)
def test_no_space_is_left_between_chinese_and_a_link(template: str, expected: str) -> None:
    words = replace(NOTHING, phrases={"The": "见", "has it.": "所列。", "times": "次"})
    assert translated(template.replace("<a>", '<a href="#x">'), words) == expected.replace(
        "<a>", '<a href="#x">'
    )
