"""Sentences are cut where a reader would cut, and in doubt are too long, not too short."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.pages.sentences import END_RE, LONGEST, quoted_span, sentence_around, sentences
from builders.spans import Span


def sentences_of(text: str) -> list[str]:
    return [text[slice(*span)] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Is it? It is! So.", ["Is it?", "It is!", "So."]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("(Note: a. End note.) Then b.", ["(Note: a. End note.)", "Then b."]),
        ("Mr. Wang met the U.S. Consul on Feb. 3.", ["Mr. Wang met the U.S. Consul on Feb. 3."]),
        ("It cost 3.5 yuan. 8,000 were sold.", ["It cost 3.5 yuan.", "8,000 were sold."]),
        ("2. Vietnam agreed. China did.", ["2. Vietnam agreed.", "China did."]),
        ("See no. 12. It is ended.", ["See no. 12.", "It is ended."]),
        ("他走了。她来了！", ["他走了。", "她来了！"]),
        ("«Он ушёл.» Она пришла.", ["«Он ушёл.»", "Она пришла."]),
        ("В 1936 г. он ушёл, и т. д. Все.", ["В 1936 г. он ушёл, и т. д. Все."]),
        ("Er sagte „nein.“ „Ja“, sagte sie.", ["Er sagte „nein.“", "„Ja“, sagte sie."]),
        ("Elle arrive. « Oui. » Il part.", ["Elle arrive.", "« Oui. » Il part."]),
        ("هل ذهب؟ نعم. جاءت.", ["هل ذهب؟", "نعم.", "جاءت."]),
        ("وہ گیا۔ وہ آئی۔", ["وہ گیا۔", "وہ آئی۔"]),
        ("वह गया। वह आई।", ["वह गया।", "वह आई।"]),
        ("Он, см. также ниже. Потом нет.", ["Он, см. также ниже.", "Потом нет."]),
        ("Écrit env. éloigné. Éric vint.", ["Écrit env. éloigné.", "Éric vint."]),
        ("Fin. ¿Qué? «Sí.» Nada.", ["Fin.", "¿Qué?", "«Sí.»", "Nada."]),
        ("यह एक है॥ यह दो है॥", ["यह एक है॥", "यह दो है॥"]),
        ("of trafficking ... and more", ["of trafficking ... and more"]),
        ("A word.  \n Another", ["A word.", "Another"]),
        ("Arzt bzw. Maler, vgl. Bd. 3. Dann Abt.", ["Arzt bzw. Maler, vgl. Bd. 3.", "Dann Abt."]),
        ("Он, им. Ленина, проф. Иванов. Вот.", ["Он, им. Ленина, проф. Иванов.", "Вот."]),
        ("", []),
    ],
)
def test_a_text_is_split_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


@given(st.text(alphabet="aB.!? \n\"')。é1", max_size=80))
def test_no_character_is_lost_or_doubled(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    outside = set(range(len(text))) - {i for span in found for i in range(*span)}
    assert all(text[i].isspace() for i in outside)


def test_a_full_stop_within_a_name_ends_no_quotation() -> None:
    text = "He met Vo. Thinh there. Then he left."
    name = Span(text.index("Vo."), text.index(" there"))
    assert text[slice(*sentence_around(sentences(text), name))] == "He met Vo. Thinh there."


def test_only_the_surroundings_of_a_mention_in_an_endless_sentence_are_quoted() -> None:
    text = " ".join(f"item{k:03}" for k in range(200))
    word = Span(text.index("item100"), text.index("item100") + 7)
    span = quoted_span(text, Span(0, len(text)), word, word)
    words = text[slice(*span)].split()
    assert span.length < LONGEST
    assert all(len(item) == 7 for item in words)
    assert "item100" in words


PLAIN_END_RE = re.compile(
    r"(?<![.!?…؟۔।॥])[.!?…؟۔।॥]++[\"'”’“»)\]]*+(?=\s++(?:«\s)?[\"'“‘„«¿¡(\[]*+[^\W_a-zß-öø-ÿά-ώа-џ])"
    r"|[。！？]+[”’」』）]*"
)


@given(st.text(".!?…؟।॥。！？\"'”’»)]」』） \n“‘„«¿([aAéÉ_9中\u3000", max_size=24))
def test_the_fast_pattern_finds_the_same_ends_as_the_plain_one(text: str) -> None:
    found = [match.span() for match in END_RE.finditer(text)]
    assert found == [match.span() for match in PLAIN_END_RE.finditer(text)]
