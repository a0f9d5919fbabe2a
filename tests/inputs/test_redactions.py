"""Redacted words are gone from the first stage on; everything else stays where it was."""

from __future__ import annotations

import hashlib
import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.inputs.patterns import BAR, BAR_RE, EMAIL_BAR, PATTERNS, PHONE_BAR
from builders.inputs.redactions import mask_secrets, redact
from builders.inputs.sources import read_sources
from builders.model.sidecar import Redaction, Sidecar
from builders.model.source import Source
from builders.readers.detect import choose
from builders.understand import understand
from tests.conftest import PROJECT
from tests.publication import new_publication

WHY = {"reason": "It is a person's own.", "date": "2026-11-22"}


def source(text: str, encoding: str = "utf-8") -> Source:
    data = text.encode(encoding)
    digest = hashlib.sha256(data).hexdigest()
    return Source("a", "site_src/sources/text/a.txt", data, text, encoding, digest)


def redacted(text: str, *how: dict[str, object], encoding: str = "utf-8"):  # type: ignore[no-untyped-def]  # noqa: ANN201  # the type is that of `redact`
    redactions = tuple(Redaction.model_validate({**WHY, **one}) for one in how)
    sidecar = Sidecar(redactions=redactions)
    return redact(source(text, encoding), sidecar, "a.yml", "redactions:\n  - quote: x\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("E-mail: someone.else@example.org.", "someone.else@example.org"),
        ("邮箱someone@example.org，", "someone@example.org"),
        ("(one@mail.example.com)", "one@mail.example.com"),
        ("someone (at) example.org", "someone (at) example.org"),
        ("a+b_c%d@e-f.example", "a+b_c%d@e-f.example"),
    ],
)
def test_an_email_address_is_recognized(text: str, found: str) -> None:
    assert [match[0] for match in PATTERNS["email"].regex.finditer(text)] == [found]


@pytest.mark.parametrize("text", ["a @ b", "@handle", "user@localhost", "1@2", "x@y.1"])
def test_what_is_not_an_email_address_is_left(text: str) -> None:
    assert PATTERNS["email"].regex.search(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tel: +86 10 6532 1234.", "+86 10 6532 1234"),
        ("(020) 8121 8000", "(020) 8121 8000"),
        ("fax 0771-5312 345", "0771-5312 345"),
        ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
    ],
)
def test_a_telephone_number_is_recognized(text: str, found: str) -> None:
    assert [match[0] for match in PATTERNS["phone"].regex.finditer(text)] == [found]


@pytest.mark.parametrize(
    "text", ["2006-05-12", "9,000 yuan", "Post Code: 100600", "07GUANGZHOU208"]
)
def test_numbers_that_are_not_telephone_numbers_are_left(text: str) -> None:
    assert PATTERNS["phone"].regex.search(text) is None


NEAR_MATCHES = ("a", "a.", "a@", "@", "a ", "+1", "0 ", "12-", "(0", "a@a.", "\u2588", "a(at)")
"""Texts with which a pattern begins to match, repeated so that it never completes."""


@pytest.mark.parametrize("unit", NEAR_MATCHES)
def test_work_grows_linearly_with_the_size_of_a_source(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = time.process_time()
        for pattern in (*(one.regex for one in PATTERNS.values()), BAR_RE):
            assert sum(1 for _ in pattern.finditer(text)) >= 0
        return time.process_time() - begun

    # Quadratic work would take sixteen times as long; short times are only noise.
    assert seconds(1_200_000) < max(10 * seconds(300_000), 1.5)


def test_all_bars_have_the_same_length() -> None:
    one = redacted("Write to a@b.example now.", {"pattern": "email"})
    other = redacted("Write to somebody.very.long@mail.example.org now.", {"pattern": "email"})
    assert one.source.text == other.source.text == f"Write to {EMAIL_BAR} now."
    assert one.source.sha256 == other.source.sha256
    assert one.source.data == one.source.text.encode()
    assert one.source.sha256 == hashlib.sha256(one.source.data).hexdigest()


def test_a_quote_is_redacted_everywhere_also_across_lines() -> None:
    found = redacted("Ann Other met\nAnn\nOther.", {"quote": "Ann Other", "what": "name"})
    assert found.source.text == f"{BAR} met\n{BAR}."
    assert [bar.span for bar in found.source.redactions] == [(0, 12), (17, 29)]
    assert [bar.number for bar in found.source.redactions] == [1, 2]
    assert {secret.text for secret in found.secrets} == {"Ann Other", "Ann\nOther"}


def test_a_quote_is_redacted_however_its_accents_are_encoded() -> None:
    found = redacted("René met Rene\u0301.", {"quote": "René"})
    assert found.source.text == f"{BAR} met {BAR}."
    assert {secret.text for secret in found.secrets} == {"René", "Rene\u0301"}


def test_a_prefix_chooses_among_the_places_of_a_quote() -> None:
    found = redacted("Said Li. Then Li went.", {"quote": "Li", "prefix": "Then"})
    assert found.source.text == f"Said Li. Then {BAR} went."
    (secret,) = found.secrets
    assert secret.common
    assert (secret.before, secret.after) == ("Said Li. Then ", " went.")


def test_two_overlapping_redactions_become_one_bar() -> None:
    found = redacted(
        "To Ann Other Smith.", {"quote": "Ann Other"}, {"quote": "Other Smith", "what": "name"}
    )
    assert found.source.text == f"To {BAR}."


@pytest.mark.parametrize("encoding", ["windows-1252", "gb18030", "utf-16", "big5"])
def test_a_source_in_another_encoding_stays_readable(encoding: str) -> None:
    found = redacted("Call +86 10 6532 1234 now", {"pattern": "phone"}, encoding=encoding)
    assert found.source.data.decode(found.source.encoding) == f"Call {PHONE_BAR} now"


def test_the_sidecar_that_is_passed_on_does_not_quote_redacted_words() -> None:
    found = redacted("Ann Other came.", {"quote": "Ann Other", "prefix": "", "suffix": "came"})
    assert "Ann" not in repr(found.sidecar)
    assert "Ann" not in repr(found.secrets)
    assert "Ann" not in repr(found.source)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"quote": "not there"}, "its quote is not in the source"),
        ({"pattern": "email"}, "its pattern matches nothing"),
        ({"pattern": "emial"}, "names a pattern `emial`"),
        ({}, "does not say what it hides"),
        ({"quote": "came", "pattern": "email"}, "has a `quote` and another way"),
        ({"bars": [2]}, "names bar 2, but the source has 1"),
    ],
)
def test_a_redaction_that_matches_nothing_is_an_error(how: dict[str, object], says: str) -> None:
    found = redacted(f"Somebody came. {BAR}", how)
    assert [problem.code for problem in found.problems] == ["bad-redaction"]
    assert says in found.problems[0].message
    assert found.problems[0].line == 2
    assert "not there" not in found.problems[0].message.replace(
        "its quote is not in the source", ""
    )


def test_a_bar_that_belongs_to_no_redaction_is_an_error() -> None:
    found = redacted(f"{BAR} and {EMAIL_BAR}", {"bars": [1], "what": "name"})
    assert [problem.message for problem in found.problems] == [
        "bar 2 of the source belongs to no redaction"
    ]
    assert found.source.text == f"{BAR} and {EMAIL_BAR}"


WORDS = st.text(alphabet="ab@. \n█é中", max_size=40)


@given(before=WORDS, after=WORDS, secret=st.text(alphabet="xyz ", min_size=1, max_size=9))
def test_spans_of_bars_are_offsets_in_the_published_text(
    before: str, after: str, secret: str
) -> None:
    if not secret.strip():
        return
    secret = secret.strip()
    found = redacted(f"{before}{secret}{after}", {"quote": secret})
    bars = [found.source.text[slice(*bar.span)] for bar in found.source.redactions]
    assert bars == [BAR]
    (start, end) = found.source.redactions[0].span
    assert found.source.text[:start] == before
    assert found.source.text[end:] == after


def test_no_message_contains_redacted_words() -> None:
    from builders.problems import Problem  # noqa: PLC0415  # only here

    found = redacted("Ann Other came.", {"quote": "Ann Other"})
    problem = Problem("f", 1, "x", "'ann  other' is not there", "Nearest: ANN OTHER")
    (said,) = mask_secrets([problem], found.secrets)
    assert (said.message, said.hint) == (f"'{BAR}' is not there", f"Nearest: {BAR}")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ann Other", "ann  OTHER"),
        ("Weiß", "WEIẞ"),
        ("Σωκράτης", "ΣΩΚΡΆΤΗΣ"),
        ("Işık", "IŞIK"),
        ("İnci", "inci"),
        ("مريم", "مريم"),
    ],
)
def test_redacted_words_are_masked_in_any_case(name: str, written: str) -> None:
    from builders.problems import Problem  # noqa: PLC0415  # only here

    found = redacted(f"{name} came.", {"quote": name})
    (said,) = mask_secrets([Problem("f", 1, "x", f"'{written}' is there")], found.secrets)
    assert said.message == f"'{BAR}' is there"


def test_a_note_may_be_beside_a_bar_but_not_on_one(tmp_path: Path) -> None:
    folder = tmp_path / "site_src/sources/text"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Ann Other lives in the Street of Trees.\n")
    (folder / "a.yml").write_text(
        "redactions:\n"
        "  - {quote: Ann Other, reason: A name., date: 2026, what: name}\n"
        "notes:\n"
        "  - {id: street, quote: Street of Trees, kind: explains, note: There.}\n"
        "  - {id: ann, quote: Other lives, kind: explains, note: There.}\n"
    )
    (received,), problems = read_sources(tmp_path)
    assert [(p.file, p.line, p.code) for p in problems] == [
        ("site_src/sources/text/a.yml", 5, "redacted-passage")
    ]
    assert "Other" not in problems[0].message + problems[0].hint
    assert [note.id for note in received.sidecar.notes] == ["street"]
    assert "Ann" not in received.source.text
    assert b"Ann" not in received.source.data


IN_BRACES = "{quote: Ann Other, reason: A name., date: '2026', what: name}"


@pytest.mark.parametrize(
    ("sidecar", "lines"),
    [
        (f"redactions: [{IN_BRACES}]\ntitle: A\n", []),
        (f"{{redactions: [{IN_BRACES}]}}\n", []),
        (f"# {{\n{{title: A, 'redactions':\n[{IN_BRACES}],\nrights: R}}\n", []),
        (f"{{redactions: [{IN_BRACES}],\nrights: Of Ann Other.}}\n", [2]),
        (f"{{title: On Ann Other,\nredactions: [{IN_BRACES}]}}\n", [1]),
    ],
)
def test_a_sidecar_in_braces_may_quote_redacted_words_only_in_redactions(
    sidecar: str, lines: list[int], tmp_path: Path
) -> None:
    root = new_publication(tmp_path)
    folder = root / "site_src/sources/text"
    (folder / "a.txt").write_text("Ann Other lives in the Street of Trees.\n")
    (folder / "a.yml").write_text(sidecar)
    found = understand(root).problems
    assert [
        problem.line
        for problem in found
        if problem.code == "redacted-passage" and problem.file.endswith("a.yml")
    ] == lines


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_a_source_with_the_ending_of_an_editors_file_may_be_redacted(
    ending: str, tmp_path: Path
) -> None:
    root = new_publication(tmp_path)
    folder = root / "site_src/sources/text"
    (folder / f"a.{ending}").write_text("Ann Other lives in the Street of Trees.\n")
    (folder / "a.yml").write_text(f"redactions: [{IN_BRACES}]\n")
    assert not [p for p in understand(root).problems if p.code == "redacted-passage"]


def test_the_understood_publication_has_no_redacted_words() -> None:
    hidden = {secret.text for item in read_sources(PROJECT)[0] for secret in item.secrets}
    assert len(hidden) == 3
    understood = pickle.dumps(understand(PROJECT))
    for words in hidden:
        assert words.encode() not in understood
        assert words.partition("@")[0].encode() not in understood


@pytest.mark.parametrize("name", ["LAFLEUR", BAR])
def test_a_bar_in_place_of_a_signature_is_read_as_one(name: str) -> None:
    text = f"R 210816Z MAR 09\nFM AMEMBASSY ATLANTIS\nTO SECSTATE WASHDC\nUNCLAS ATLANTIS 000012\n\n1. She came.\n{name}\n"
    document = choose(text).read(source(text))
    assert [(one.type, one.text.text) for one in document.blocks[-2:]] == [
        ("p", "She came."),
        ("signed", name),
    ]


def test_a_bar_within_the_text_is_not_read_as_a_signature() -> None:
    text = f"R 210816Z MAR 09\nFM AMEMBASSY ATLANTIS\nTO SECSTATE WASHDC\nUNCLAS ATLANTIS 000012\n\n1. She and\n{BAR}\ncame.\n"
    document = choose(text).read(source(text))
    assert document.blocks[-1].text.text == f"She and {BAR} came."
