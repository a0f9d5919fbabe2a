"""Which redacted passages are known: those of every source, or a problem that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.leaks.check import check
from builders.leaks.originals import known

SIDECAR = "redactions:\n  - {quote: Joseph Example, reason: Private., date: 2026}\n"
TEXT = "The witness was Joseph Example.\n"


def project(root: Path, name: str = "letter.txt", sidecar: str = SIDECAR) -> Path:
    folder = root / "site_src/sources/text"
    folder.mkdir(parents=True)
    (folder / name).write_text(TEXT)
    (folder / name).with_suffix(".yml").write_text(sidecar)
    return root


@pytest.mark.parametrize("name", ["letter.txt", "letter", "letter.v2.md", "Letter-1"])
def test_the_passages_of_any_source_are_known(name: str, tmp_path: Path) -> None:
    found = known(project(tmp_path, name))
    assert [secret.text for secret in found.secrets] == ["Joseph Example"]
    assert found.problems == ()


def test_files_that_text_editors_leave_beside_a_sidecar_are_ignored(tmp_path: Path) -> None:
    root = project(tmp_path)
    folder = root / "site_src/sources/text"
    (folder / ".#letter.yml").symlink_to("editor@machine.1234:5678")
    (folder / "letter.yml~").write_text(SIDECAR)
    assert len(known(root).secrets) == 1


@pytest.mark.parametrize(
    ("sidecar", "code"),
    [
        (f"{SIDECAR}title: A: B\n", "yaml"),
        (f"{SIDECAR}titel: A\n", "unknown-key"),
        (SIDECAR.replace("Joseph", "Josephine"), "bad-redaction"),
    ],
)
def test_a_site_is_not_called_clean_if_what_is_hidden_is_not_known(
    sidecar: str, code: str, tmp_path: Path
) -> None:
    root = project(tmp_path, sidecar=sidecar)
    (root / "site").mkdir()
    (root / "site/index.html").write_text(TEXT)
    (problem,) = check(root, root / "site").problems
    assert (problem.file, problem.code) == ("site_src/sources/text/letter.yml", code)
