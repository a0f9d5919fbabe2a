"""The program's own scripts are published without comments, and otherwise as they are."""

from __future__ import annotations

from builders.storage.published_scripts import published
from builders.storage.supplied import ASSETS, SUPPLIED_ROOT

FOLDER = SUPPLIED_ROOT / ASSETS
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js"))


def test_only_lines_that_are_comments_are_empty() -> None:
    kept = 0
    for name in NAMES:
        before = (FOLDER / name).read_text(encoding="utf-8").split("\n")
        after = published(name, (FOLDER / name).read_bytes()).decode().split("\n")
        assert len(after) == len(before), name
        for own, other in zip(before, after, strict=True):
            start = own.strip()[:2]
            assert own == other or (not other and start in {"//", "/*", "* ", "*/"}), (name, own)
            assert not other.strip().startswith(("// ", "/**")), (name, other)
            kept += bool(other)
    assert kept > len(NAMES)


def test_what_is_beside_code_and_in_texts_stays() -> None:
    name = "js/cite/formats.js"
    after = published(name, (FOLDER / name).read_bytes())
    assert b'type: "application/x-bibtex"' in after
    assert b'[OPENING, BETWEEN, CLOSING] = ["[\\n", ",\\n", "\\n]\\n"]' in after


def test_a_publications_own_scripts_are_unchanged() -> None:
    changed = b"// Changed.\n" + (FOLDER / "js/say.js").read_bytes()
    assert published("js/say.js", changed) == changed
    assert published("js/of-ones-own.js", b"// Mine.\n") == b"// Mine.\n"
    assert published("css/edition.css", b"/** Words. */\n") == b"/** Words. */\n"
