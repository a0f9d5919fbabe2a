"""The files of the search index, read back as the browser reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from builders.model.publication import Publication
from builders.search import shards
from builders.search.documents import document_index
from builders.search.folding import tokens
from builders.search.passages import Field, passages
from builders.search.units import files
from builders.understand import understand
from tests.publication import new_publication
from tests.search.decoding import decode_all, decode_postings

Files = Mapping[str, Any]


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    root = new_publication(tmp_path_factory.mktemp("search") / "publication", edition=True)
    return understand(root).publication


@pytest.fixture(scope="module")
def index(publication: Publication) -> Files:
    """The content of each file of the index, by name."""
    found = {}
    for asset in files(publication):
        name, value = json.loads("[" + asset.data.decode().removeprefix("muSearch(")[:-2] + "]")
        assert asset.uri == f"search/{name}.js"
        found[name] = value
    return found


def postings_by_term(index: Files) -> Iterator[tuple[str, str]]:
    """Each term of the dictionary with its encoded postings."""
    for number in range(len(index["index"]["terms"])):
        before = ""
        for line in index[f"terms/{number}"].split("\n"):
            end = next(k for k, letter in enumerate(line) if letter in " \t")
            shared = before.encode("utf-16-le")[: int(line[0], 36) * 2]
            before = shared.decode("utf-16-le") + line[1:end]
            said = line[end:]
            if said[0] == "\t":
                _, file, place = decode_all(said[1:])
                yield before, index[f"lists/{file}"][place]
            else:
                yield before, said[1:]


def test_every_word_of_every_passage_is_found_in_its_part_and_field(
    publication: Publication, index: Files
) -> None:
    held = dict(postings_by_term(index))
    counts = decode_all(index["index"]["parts"])
    missing = []
    for item, entry in enumerate(publication.entries):
        first = sum(counts[:item])
        parts = set(range(first, first + counts[item]))
        for passage in passages(entry):
            for term in {term for token in tokens(passage.text) for term in token.terms}:
                postings = decode_postings(held.get(term, ""))
                where = {number: (code >> 2) + 1 for number, code in postings}
                if not any(where[n] & 1 << passage.field for n in parts & where.keys()):
                    missing.append((entry.id, passage.label, term))
    assert missing == []


def test_terms_are_read_back_as_javascript_counts_characters() -> None:
    words = ["𠮷野", "𠮷田", "𞤀𞤣𞤢", "𞤀𞤣𞤤", "𞤀" * 40, "𞤀" * 41, "paper", "papers"]
    terms = shards.Terms((word, "!") for word in words)
    made = {
        name: json.loads("[" + text.removeprefix("muSearch(").rstrip()[:-1] + "]")[1]
        for name, text in terms.files()
    }
    made = {name.removeprefix("search/").removesuffix(".js"): value for name, value in made.items()}
    found = dict(postings_by_term({**made, "index": {"terms": terms.first}}))
    assert found == dict.fromkeys(words, "!")


def test_the_dictionary_is_sorted_and_every_file_has_its_first_term(index: Files) -> None:
    terms = [term for term, _ in postings_by_term(index)]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert len(terms) == len(set(terms))
    assert set(index["index"]["terms"]) <= set(terms)


def test_every_source_has_its_address(publication: Publication, index: Files) -> None:
    size = index["index"]["addresses"]
    found = [index[f"addresses/{k // size}"][k % size] for k in range(len(publication.entries))]
    assert found == [entry.slug for entry in publication.entries]


def test_parts_are_of_bounded_size(index: Files) -> None:
    for name, value in index.items():
        if name.startswith(("terms/", "pairs/")):
            assert len(value) < 3 * shards.TERMS_LENGTH, name
        if name.startswith("text/"):
            assert len(json.dumps(value, ensure_ascii=False)) < 16_000, name


def test_indexing_a_source_is_deterministic(publication: Publication) -> None:
    for entry in publication.entries:
        assert document_index(entry) == document_index(entry)


def test_the_same_publication_gives_the_same_bytes(publication: Publication) -> None:
    assert list(files(publication)) == list(files(publication))


def test_all_fields_are_indexed(publication: Publication) -> None:
    voices = {passage.field for entry in publication.entries for passage in passages(entry)}
    assert voices == set(Field)


def test_a_very_long_source_is_split_into_parts_without_loss(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    long = " ".join(f"word{n}" for n in range(20_000))
    (root / "site_src/sources/text/first.txt").write_text(f"The first source\n\n{long}\n")
    (entry,) = understand(root).publication.entries
    found = document_index(entry)
    assert len(found.parts) > 10
    terms = {term for part in found.parts for term in part.terms}
    assert {f"word{n}" for n in range(20_000)} <= terms


def test_no_text_can_break_out_of_its_script(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    text = 'It says </script><script>alert(1)</script> and "); alert(2); (" and \\u2028 \u2028 end.'
    (root / "site_src/sources/text/first.txt").write_text(f"The first source\n\n{text}\n")
    for asset in files(understand(root).publication):
        script = asset.data.decode()
        assert "\u2028" not in script
        json.loads("[" + script.removeprefix("muSearch(").removesuffix(")\n") + "]")
