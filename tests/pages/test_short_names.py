"""Each source has a short name of its own."""

from __future__ import annotations

from pathlib import Path

from builders.model.publication import Publication
from builders.pages.names_in_languages import catalogues
from builders.pages.short_names import short_names
from tests.publication import understood_publication

DATES = {
    "a": "1850-05-03",
    "b": "1850-06",
    "c": "1850-07-01",
    "d": "1850-07-01",
    "e": "1851",
    "f": "XXXX",
}
SIDECAR = """\
date: "{}"
original: {{author: ["Kaptan, Osman"]}}
"""


def letters(folder: Path) -> Publication:
    files: dict[str, str] = {}
    for name, date in DATES.items():
        files[f"site_src/sources/text/letter-{name}.txt"] = "A text.\n"
        files[f"site_src/sources/text/letter-{name}.yml"] = SIDECAR.format(date)
    files["site_src/publication.yml"] = "interface: [en, es]\n"
    return understood_publication(folder, files)


def test_letters_of_one_writer_and_year_are_told_apart(tmp_path: Path) -> None:
    names = short_names(letters(tmp_path))
    assert {name: label for name, label in names.items() if name.startswith("letter")} == {
        "letter-a": "Kaptan, 3 May 1850",
        "letter-b": "Kaptan, June 1850",
        "letter-c": "Kaptan, 1 July 1850 (letter-c)",
        "letter-d": "Kaptan, 1 July 1850 (letter-d)",
        "letter-e": "Kaptan 1851",
        "letter-f": "Kaptan n.d.",
    }


def test_letters_are_called_so_in_other_languages(tmp_path: Path) -> None:
    spanish = catalogues(letters(tmp_path))["es"]
    assert [spanish.find(name) for name in ("Kaptan, 3 May 1850", "Kaptan n.d.")] == [
        "Kaptan, 3 de mayo de 1850",
        "Kaptan s. f.",
    ]
    assert spanish.find("Kaptan, 1 July 1850 (letter-c)") == "Kaptan, 1 de julio de 1850 (letter-c)"
