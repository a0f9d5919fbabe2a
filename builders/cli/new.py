"""`muniment new`."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click

from builders.cli.terminal import fail
from builders.inputs.settings_files import MKDOCS_FILE
from builders.storage.replacing import write_atomically
from builders.storage.store import PACKAGE
from builders.storage.supplied import ASSETS, NOT_SUPPLIED, SCHEMAS, SUPPLIED_ROOT, TEMPLATES

EXAMPLE = PACKAGE / "data" / "new"
"""The example publication, with placeholders such as `{title}`."""
FRAME = (TEMPLATES, ASSETS, SCHEMAS)
"""The folders that a publication has a copy of, as this version of the program has them."""
READ_BY_OTHERS = (f"{TEMPLATES}/theme/", f"{SCHEMAS}/")
"""Folders that other programs read in the publication: MkDocs, and text editors."""
PAGES = ("site_src/pages/privacy.md",)
"""Pages of our own publication that are true of every publication."""
WORKFLOW = ".github/workflows/publish.yml"
COMMIT_RE = re.compile(r"(?<=ref: )([0-9a-f]{40}|main)\b")
"""`main` in the workflow's line `ref: main`, or a commit in its place."""


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--renew",
    is_flag=True,
    help="Only renew the templates, assets and schemas that came with a publication.",
)
def command(folder: Path, *, renew: bool) -> None:
    """Create a publication in a folder of its own, with an example of everything."""
    root = folder.resolve()
    if renew:
        if not (root / MKDOCS_FILE).is_file():
            fail(
                f"{folder}: there is no publication here; run the command without --renew to begin one"
            )
        files = {
            name: path.read_bytes()
            for name, path in _frame_files()
            # Of the rest only what the publication has: what it lacks, the program supplies.
            if name.startswith(READ_BY_OTHERS) or (root / name).exists()
        }
        files |= _with_our_commit(root)
        done = "now has this version's templates, assets and schemas"
        following = "Review the changes (`git diff`) and build."
    else:
        files = dict(_new_files(root.name))
        there = [name for name in files if (root / name).exists()]
        if there or (root / "site_src").exists():
            found = there[0] if there else "site_src"
            fail(f"{folder}: `{found}` already exists; begin in an empty folder")
        done = "a publication with an example of everything"
        command = f"muniment serve --project {shlex.quote(str(folder))}"
        following = f"See it with `{command}`. What to write where: EDITING.md of the generator."
    try:
        for name, data in files.items():
            write_atomically(root / name, data)
    except OSError as error:
        fail(f"{error.filename or folder}: {error.strerror}")
    click.echo(f"{folder}: {done}")
    click.echo(following)


def _new_files(name: str) -> Iterator[tuple[str, bytes]]:
    """The path and bytes of every file of a new publication whose folder has this name."""
    from builders.pages.addresses import slug  # noqa: PLC0415  # needs all that pages need

    title = name.replace("-", " ")
    words = {
        "{title}": json.dumps(f"{title[:1].upper()}{title[1:]}", ensure_ascii=False),
        "{address}": f"https://your-name.github.io/{quote(name)}/",
        "{name}": slug(name),  # of a file that pages link to: nothing in it may be an escape
        "{commit}": _commit(),
    }
    for path in sorted(EXAMPLE.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            for mark, word in words.items():
                text = text.replace(mark, word)
            yield path.relative_to(EXAMPLE).as_posix(), text.encode()
    for page in PAGES:
        yield page, (SUPPLIED_ROOT / page).read_bytes()
    for frame, path in _frame_files():
        yield frame, path.read_bytes()


def _frame_files() -> Iterator[tuple[str, Path]]:
    """The files of the folders in `FRAME`, each with its path."""
    for folder in FRAME:
        for path in sorted((SUPPLIED_ROOT / folder).rglob("*")):
            name = path.relative_to(SUPPLIED_ROOT).as_posix()
            if path.is_file() and name != NOT_SUPPLIED:
                yield name, path


def _with_our_commit(root: Path) -> dict[str, bytes]:
    """The publication's workflow, if it has one, with the commit its templates now come from."""
    path = root / WORKFLOW
    if not path.is_file():
        return {}
    return {WORKFLOW: COMMIT_RE.sub(_commit(), path.read_text(encoding="utf-8")).encode()}


def _commit() -> str:
    """The commit of this program, or if that is not known the name of its branch."""
    git = shutil.which("git")
    if git is None or not (SUPPLIED_ROOT / ".git").exists():
        return "main"
    asked = (git, "-C", str(SUPPLIED_ROOT), "rev-parse", "HEAD")
    done = subprocess.run(asked, capture_output=True, check=False, text=True)  # noqa: S603  # git itself, of our own folder
    return done.stdout.strip() if done.returncode == 0 else "main"
