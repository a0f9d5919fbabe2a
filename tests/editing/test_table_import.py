"""Tables of metadata written into sidecars: what changes, what stays, and mistakes in rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from builders.cli import main
from builders.editing.columns import FILE, field_of_heading
from builders.editing.table_import import ID, fields
from builders.editing.yaml_edits import with_value, without_value
from builders.inputs.sidecars import parse_sidecar
from builders.inputs.sources import read_sources
from builders.inputs.yaml_texts import parse_yaml
from tests.publication import new_publication

SIDECAR = """\
# Of the consul's letter.
title: Letter   # to be checked
original:
  archive: A record office
  # The box is not known.

notes:
  - id: a
    quote: emigrants
    kind: explains
    note: Those who left.
"""


def publication(root: Path, sidecar: str = SIDECAR) -> Path:
    new_publication(root)
    folder = root / "site_src/sources/letters"
    folder.mkdir()
    for name in ("swatow-1866", "amoy-1867"):
        (folder / f"{name}.txt").write_text("The consul counts the emigrants.\n")
    (folder / "swatow-1866.yml").write_text(sidecar)
    return root


def describe(root: Path, table: str, *options: str) -> Result:
    path = root / "catalogue.csv"
    path.write_bytes(table.encode())
    return CliRunner().invoke(main, ["describe", "--project", str(root), str(path), *options])


def sidecar(root: Path, name: str) -> str:
    return (root / f"site_src/sources/letters/{name}.yml").read_text(encoding="utf-8")


def test_a_row_becomes_fields_and_all_else_stays(tmp_path: Path) -> None:
    root = publication(tmp_path)
    told = describe(
        root,
        "id,title,date,original.archive_location,original.author,shelf\n"
        'SWATOW-1866,"The consul, at Swatow",1866-03,Box 4,"Writer, John; Doe, Jane",12\n'
        "amoy-1867,,1867,,,13\n",
    )
    assert told.exit_code == 0, told.output
    assert "2 sidecars written, 0 left as they were" in told.output
    assert "the column `shelf` is not a field and is left out [table]" in told.output
    assert (
        sidecar(root, "swatow-1866")
        == SIDECAR.replace("title: Letter ", 'title: "The consul, at Swatow" ').replace(
            "A record office\n",
            'A record office\n  archive_location: "Box 4"\n  author: ["Writer, John", "Doe, Jane"]\n',
        )
        + 'date: "1866-03"\n'
    )
    assert sidecar(root, "amoy-1867") == 'date: "1867"\n'
    found = {item.source.id: item.sidecar for item in read_sources(root)[0]}
    assert found["swatow-1866"].original.author == ("Writer, John", "Doe, Jane")


def test_subjects_may_bring_their_address(tmp_path: Path) -> None:
    root = publication(tmp_path)
    uri = "http://id.loc.gov/authorities/subjects/sh85042623"
    table = (
        "id,Subjects,Extent,Identifiers\n"
        f"SWATOW-1866,Ports; Emigration <{uri}> ; Ships {uri},3 leaves,doi:10.1000/182; ark:/12025/65\n"
    )
    told = describe(root, table)
    assert told.exit_code == 0, told.output
    written = parse_sidecar(sidecar(root, "swatow-1866"), "")[0]
    assert written is not None
    said = [(one.term, one.uri) for one in written.subjects]
    assert said == [("Ports", None), ("Emigration", uri), ("Ships", uri)]
    assert written.original.extent == "3 leaves"
    assert written.original.identifiers == ("doi:10.1000/182", "ark:/12025/65")
    assert "0 sidecars written, 1 left" in describe(root, table).output


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    root = publication(tmp_path)
    table = "id;title;original.author\nswatow-1866;Letter;\namoy-1867;A draft;\n"
    assert "1 sidecar written, 1 left as they were" in describe(root, table).output
    before = sidecar(root, "amoy-1867")
    assert "0 sidecars written, 2 left as they were" in describe(root, table).output
    assert sidecar(root, "amoy-1867") == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = publication(tmp_path)
    told = describe(root, "id\ttitle\nswatow-1866\tAnother\n", "--dry-run")
    assert "1 sidecar to be written" in told.output
    assert sidecar(root, "swatow-1866") == SIDECAR


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("", "error: no column is called `id` [table]"),
        ("title\nA\n", "1: error: no column is called `id` [table]"),
        ("id,title,title\n", "1: error: two columns are called `title` [table]"),
        (
            "id,title\nswatow-1867,A\n",
            "2: error: there is no source `swatow-1867` [unknown-source]. Did you mean `swatow-1866`?",
        ),
        ("title, id\nA\n", "2: error: there is no source `` [unknown-source]"),
        ("id,title\nswatow-1866,A,B,C\nnowhere,\n", "3: error: there is no source `nowhere`"),
        (
            "id,title\nswatow-1866,Letter, the second\n",
            "2: error: has 1 cell more than the first row [table]. Put a text in quotation marks",
        ),
        (
            "id,date\nswatow-1866,4/3/1866\n",
            "2: error: `date` is not valid: ",
        ),
        (
            "id,title\nswatow-1866,A\n\nswatow-1866,B\n",
            "4: error: `swatow-1866` has a row already [table]",
        ),
        (
            "id,Headline\n",
            "1: warning: the column `Headline` is not a field and is left out [table]. Did you mean `title`?",
        ),
        (
            "id,titel\n",
            "1: warning: the column `titel` is not a field and is left out [table]. Did you mean `title`?",
        ),
        (
            "id;Signatur;Standort\n",
            "the column `Signatur` is not a field and is left out [table]. Did you mean `original.archive_location`?",
        ),
        (
            "id,Cote\n",
            "the column `Cote` is not a field and is left out [table]. Did you mean `original.archive_location`?",
        ),
        (
            "id,档号\n",
            "the column `档号` is not a field and is left out [table]. Did you mean `original.archive_location`?",
        ),
        ("id,Authro\n", "left out [table]. Did you mean `original.author`?"),
        ("id,Seal\n", "left out [table]. Columns: id, title, title_zh, date, "),
        ("id,Title,SEAL,Wax\n", "the column `Wax` is not a field and is left out [table].\n"),
        (
            "Titel,Signatur,Datei\nAmoy-1867,A,swatow-1866\nB,C,amoy-1867\n",
            "1: error: no column is called `id` [table]. The column `Datei` seems to have them: call it `id`.",
        ),
        (
            "Dateiname,Signatur\nswatow-1866,A\n",
            "the column `Signatur` is not a field and is left out [table]. Did you mean `original.archive_location`?",
        ),
        (
            "PK\x03\x04",
            "catalogue.csv: error: is an archive or an office document and not a table in CSV",
        ),
        (
            "Dateiname,title\nnowhere,A\n",
            "no column is called `id` [table]. If the column `Dateiname` has the names of the files, call it `id`.",
        ),
        ("id,language\nswatow-1866,elvish\n", "2: error: `language` "),
        (
            'id,title\nswatow-1866,"A\namoy-1867,B\n',
            "2: error: the row that begins here has a quotation mark that is not closed, or too many",
        ),
        (
            'id,title\nswatow-1866,"A\nB"\namoy-1867,"A "good" letter"\n',
            "4: error: the row that begins here has a quotation mark that is not closed, or too many",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_row(tmp_path: Path, table: str, expected: str) -> None:
    root = publication(tmp_path)
    told = describe(root, table)
    assert expected in told.output
    assert sidecar(root, "swatow-1866") == SIDECAR
    assert not (root / "site_src/sources/letters/amoy-1867.yml").exists()


def test_columns_without_a_heading_and_doubled_ones_that_are_left_out_do_no_harm(
    tmp_path: Path,
) -> None:
    root = publication(tmp_path)
    told = describe(
        root, "id,title,Seal,Seal,,\nswatow-1866,Dispatch,red,wax,,\namoy-1867,,,,,,,\n"
    )
    assert told.exit_code == 0, told.output
    assert 'title: "Dispatch"   # to be checked' in sidecar(root, "swatow-1866")


@pytest.mark.parametrize(
    ("table", "written"),
    [
        ("sep=;\r\nid;title\r\nswatow-1866;Dispatch, with enclosures\r\n", "Dispatch, with"),
        ("id,date\nswatow-1866,1866-05-04 00:00:00\n", 'date: "1866-05-04"'),
        ("id,date\nswatow-1866,1866-05-04T00:00:00.000\n", 'date: "1866-05-04"'),
        (f"id,headnote\nswatow-1866,{'word ' * 30_000}\n", "word word"),
    ],
)
def test_tables_are_read_as_spreadsheets_and_programs_write_them(
    table: str, written: str, tmp_path: Path
) -> None:
    root = publication(tmp_path)
    told = describe(root, table)
    assert told.exit_code == 0, told.output
    assert written in sidecar(root, "swatow-1866")


def test_a_problem_with_a_source_is_reported_first(tmp_path: Path) -> None:
    root = publication(tmp_path, "titel: A letter\n")
    told = describe(root, "id,title\namoy-1867,A draft\n")
    assert "swatow-1866.yml:1: error: unknown key `titel` [unknown-key]" in told.output
    assert not (root / "site_src/sources/letters/amoy-1867.yml").exists()


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    root = publication(tmp_path)
    path = root / "catalogue.csv"
    path.write_bytes("id,title\nswatow-1866,Stra\u00dfe\n".encode("windows-1252"))
    told = CliRunner().invoke(main, ["describe", "--project", str(root), str(path)])
    assert told.exit_code == 1
    assert "cannot be read as a table in UTF-8" in told.output


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("", ["title"], "A", 'title: "A"\n'),
        ("# none yet", ["title"], "A", '# none yet\ntitle: "A"\n'),
        ("{title: B}", ["date"], "1866", '{title: B, date: "1866"}'),
        ("{title: B,}", ["original", "archive"], "C", '{title: B, original: {archive: "C"}}'),
        ("title: B", ["title"], "A", 'title: "A"'),
        (
            "original:\ndate: 1866\n",
            ["original", "archive"],
            "C",
            'original: {archive: "C"}\ndate: 1866\n',
        ),
        (
            "original: {genre: Letter}\n",
            ["original", "archive"],
            "C",
            'original: {genre: Letter, archive: "C"}\n',
        ),
        (
            "headnote: |\n  One\n  two\n\ndate: 1866\n",
            ["headnote"],
            "Three",
            'headnote: "Three"\n\ndate: 1866\n',
        ),
        ("title: B\n", ["original", "archive"], "C", 'title: B\noriginal:\n  archive: "C"\n'),
        ("title:\n", ["title"], "A", 'title: "A"\n'),
        ("title: B\r\n", ["date"], "1866", 'title: B\r\ndate: "1866"\r\n'),
        (
            "headnote: # in brief\n  One\n\n  two\n  three\n\ntitle: B\n",
            ["title"],
            "A",
            'headnote: # in brief\n  One\n\n  two\n  three\n\ntitle: "A"\n',
        ),
    ],
)
def test_a_field_is_given_a_value(before: str, path: list[str], value: str, after: str) -> None:
    assert with_value(before, path, value) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("title: B\n", ["title"], ""),
        ("title: B", ["title"], ""),
        ("# A\ntitle: B  # b\n# C\ndate: 1866\n", ["title"], "# A\n# C\ndate: 1866\n"),
        ("{title: B}", ["title"], "{}"),
        ("{title: B, date: 1866}\n", ["title"], "{date: 1866}\n"),
        ("{title: B, date: 1866}\n", ["date"], "{title: B}\n"),
        ("{a: B, b: C, c: D}\n", ["b"], "{a: B, c: D}\n"),
        ("{a: B, original: {archive: C}}\n", ["original", "archive"], "{a: B}\n"),
        (
            "original: {genre: Letter, archive: 'C, D'}\ndate: 1866\n",
            ["original", "archive"],
            "original: {genre: Letter}\ndate: 1866\n",
        ),
        (
            "original:\n  author: [A]\n  genre: B\ndate: 1866\n",
            ["original", "author"],
            "original:\n  genre: B\ndate: 1866\n",
        ),
        (
            "original:\n  author:\n    - A\n    - B\n\ndate: 1866\n",
            ["original", "author"],
            "\ndate: 1866\n",
        ),
        (
            "headnote: |\n  One\n\n  # two\n\n# Of the date\ndate: 1866\n",
            ["headnote"],
            "\n# Of the date\ndate: 1866\n",
        ),
        ("title: >-\n  One\n  two\nrights: C\n", ["title"], "rights: C\n"),
        (
            "title: A\u2028B\x85C\ndate: 1866\nrights: D\n",
            ["date"],
            "title: A\u2028B\x85C\nrights: D\n",
        ),
        ("title: B\n", ["date"], "title: B\n"),
        ("title: B\n", ["original", "archive"], "title: B\n"),
        ("original:\n", ["original", "archive"], "original:\n"),
        ("", ["title"], ""),
    ],
)
def test_a_field_is_removed(before: str, path: list[str], after: str) -> None:
    assert without_value(before, path) == after


@given(st.lists(st.text(min_size=1), min_size=2, max_size=4), st.data())
def test_a_removed_field_leaves_the_others(values: list[str], data: st.DataObject) -> None:
    text = ""
    for number, value in enumerate(values):
        plain = value.encode("utf-8", "replace").decode()
        text = with_value(text, ["original", f"f{number}"], plain)
    before = parse_yaml(text).value
    gone = data.draw(st.sampled_from(range(len(values))))
    after = parse_yaml(without_value(text, ["original", f"f{gone}"])).value
    del before["original"][f"f{gone}"]
    assert after == before


@given(
    st.dictionaries(st.sampled_from(["title", "rights", "headnote"]), st.text(min_size=1)),
    st.sampled_from(["title", "rights", "license"]),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_value_is_read_back_as_written(known: dict[str, str], name: str, value: str) -> None:
    text = ""
    for key, one in known.items():
        text = with_value(text, ["original", key], one.encode("utf-8", "replace").decode())
    changed = with_value(text, ["original", name], value)
    read = parse_yaml(changed).value
    assert read is not None
    assert read["original"][name] == value


def test_no_heading_means_two_fields() -> None:
    known = [ID, *fields()]
    named: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        field, names = line.split(": ")
        assert field in known
        for name in map(str.strip, names.split("|")):
            assert field_of_heading(name) == field, name
            assert named.setdefault(name.casefold(), field) == field


def test_headings_are_read_in_upper_and_lower_case(tmp_path: Path) -> None:
    root = publication(tmp_path)
    told = describe(root, "ID,Title,Author,Archive location\namoy-1867,A draft,X,Box 4\n")
    assert told.exit_code == 0, told.output
    assert sidecar(root, "amoy-1867") == (
        'title: "A draft"\noriginal:\n  author: ["X"]\n  archive_location: "Box 4"\n'
    )


def test_dates_and_languages_in_words_are_converted(tmp_path: Path) -> None:
    root = publication(tmp_path)
    told = describe(
        root, "id,date,language\nswatow-1866,c. 1866,English\namoy-1867,12. März 1867,German\n"
    )
    assert told.exit_code == 0, told.output
    assert (
        "read `c. 1866` as `1866~`, `English` as `en`, `12. März 1867` as `1867-03-12`, `German` as `de`"
        in told.output
    )
    assert sidecar(root, "amoy-1867") == 'date: "1867-03-12"\nlanguage: "de"\n'


@pytest.mark.parametrize(
    ("option", "day"), [("--day-first", "1867-04-03"), ("--month-first", "1867-03-04")]
)
def test_an_option_decides_the_order_of_day_and_month(
    option: str, day: str, tmp_path: Path
) -> None:
    root = publication(tmp_path)
    table = "id,date\namoy-1867,3/4/1867\nswatow-1866,14/3/1866\n"
    told = describe(root, table)
    assert told.exit_code == 1
    assert "`--day-first` or `--month-first` decides it for all rows." in told.output
    told = describe(root, table, option)
    assert told.exit_code == 0, told.output
    assert sidecar(root, "amoy-1867") == f'date: "{day}"\n'
    assert 'date: "1866-03-14"\n' in sidecar(root, "swatow-1866")


def test_ids_may_have_file_endings_and_languages_three_letters(tmp_path: Path) -> None:
    root = publication(tmp_path)
    (root / "site_src/sources/letters/no.4.txt").write_text("The consul counts.\n")
    told = describe(root, "id,language\nAmoy-1867.TXT,ger\nno.4,chi\n")
    assert told.exit_code == 0, told.output
    assert sidecar(root, "amoy-1867") == 'language: "de"\n'
    assert sidecar(root, "no.4") == 'language: "zh"\n'
    told = describe(root, "id,title\namoy-1867.pdf,A draft\n")
    assert "there is no source `amoy-1867.pdf`" in told.output


def test_an_address_in_the_column_of_rights_is_that_of_the_licence(tmp_path: Path) -> None:
    root = publication(tmp_path)
    statement = "http://rightsstatements.org/vocab/NoC-OKLR/1.0/"
    told = describe(root, f"id,Rights\namoy-1867,{statement}\nswatow-1866,Nobody knows.\n")
    assert told.exit_code == 0, told.output
    assert f"read `{statement}` as `license`" in told.output
    assert sidecar(root, "amoy-1867") == f'license: "{statement}"\n'
    assert 'rights: "Nobody knows."' in sidecar(root, "swatow-1866")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    describe(root, f"id,Rights,License\namoy-1867,{statement},{licence}\n")
    assert f'rights: "{statement}"' in sidecar(root, "amoy-1867")


@pytest.mark.parametrize("options", [(), ("--remove-empty",)])
def test_an_undated_row_leaves_a_date_of_the_editors_unchanged(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    root = publication(tmp_path, "date: 1866\n")
    told = describe(root, "id,date\nswatow-1866,n.d.\namoy-1867,Undated\n", *options)
    assert "read `Undated` as `XXXX`" in told.output
    assert sidecar(root, "swatow-1866") == "date: 1866\n"
    assert sidecar(root, "amoy-1867") == 'date: "XXXX"\n'


def test_an_empty_cell_leaves_a_value_unless_told_to_remove_it(tmp_path: Path) -> None:
    root = publication(tmp_path)
    table = "id,title,archive,date\nswatow-1866,,,\namoy-1867,A draft,,-\n"
    told = describe(root, table)
    assert "1 sidecar written, 1 left as they were" in told.output
    kept = "2 values were kept where the cell is empty; `--remove-empty` removes them"
    assert kept in told.output
    assert sidecar(root, "swatow-1866") == SIDECAR
    told = describe(root, table, "--remove-empty", "--dry-run")
    assert "swatow-1866.yml (without title, original.archive)" in told.output
    assert "kept" not in told.output
    assert sidecar(root, "swatow-1866") == SIDECAR
    assert describe(root, table, "--remove-empty").exit_code == 0
    assert sidecar(root, "swatow-1866") == SIDECAR.replace(
        "title: Letter   # to be checked\n", ""
    ).replace("original:\n  archive: A record office\n", "")
    assert "0 sidecars written, 2 left as they were" in describe(root, table).output


def test_an_address_of_a_licence_among_the_rights_is_no_empty_cell(tmp_path: Path) -> None:
    root = publication(tmp_path, "rights: Nobody knows.\n")
    statement = "http://rightsstatements.org/vocab/NoC-OKLR/1.0/"
    describe(root, f"id,Rights\nswatow-1866,{statement}\n", "--remove-empty")
    assert "rights: Nobody knows.\n" in sidecar(root, "swatow-1866")


def test_a_dry_run_lists_everything_that_was_read(tmp_path: Path) -> None:
    root = publication(tmp_path)
    folder = root / "site_src/sources/letters"
    rows = []
    for year in range(1870, 1880):
        (folder / f"letter-{year}.txt").write_text("A letter.\n")
        rows.append(f"letter-{year},c. {year}\n")
    table = f"id,date\n{''.join(rows)}"
    told = describe(root, table, "--dry-run")
    assert [line for line in told.output.splitlines() if line.startswith("read ")] == [
        f"read `c. {year}` as `{year}~`" for year in range(1870, 1880)
    ]
    told = describe(root, table)
    assert "`c. 1874` as `1874~`, and 5 more (`--dry-run` lists all)\n" in told.output
    assert "c. 1875" not in told.output


def test_the_column_of_identifiers_is_proposed(tmp_path: Path) -> None:
    told = describe(publication(tmp_path), "Ref No,title\nAMOY-1867,A draft\n")
    assert (
        "no column is called `id` [table]. The column `Ref No` seems to have them: call it `id`."
        in (told.output)
    )


def test_rows_without_a_source_can_be_skipped(tmp_path: Path) -> None:
    root = publication(tmp_path)
    table = "id,title\namoy-1867,A draft\namoy-1868,Another\n"
    refused = describe(root, table)
    assert refused.exit_code == 1
    assert "`--known-only` skips such rows." in refused.output
    told = describe(root, table, "--known-only")
    assert told.exit_code == 0, told.output
    assert "1 row is for a source that is not there" in told.output
    assert sidecar(root, "amoy-1867") == 'title: "A draft"\n'


def test_a_mistake_in_a_cell_is_reported_without_a_list_of_columns(tmp_path: Path) -> None:
    told = describe(publication(tmp_path), "id,language\nswatow-1866,xx\n")
    assert "original.archive" not in told.output
