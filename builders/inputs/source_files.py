"""Whether a file can be a source: by its place, its name, its size and its first bytes."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from builders.inputs.file_signatures import non_text_format
from builders.inputs.settings_files import PUBLICATION_FILE
from builders.problems import Problem

SOURCES_FOLDER = "site_src/sources"
SIDECAR_SUFFIX = ".yml"
OTHER_SUFFIXES = frozenset({SIDECAR_SUFFIX, ".yaml"})
"""The endings, in lower case, of files that are meant as sidecars; only the first is read."""
ID_RE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MAX_ID_LENGTH = 200
"""File names are made from identifiers, and most file systems allow 255 bytes for one."""
RESERVED_IDS = frozenset({"annotations", "cite", "facsimile", "linkset", "manifest"})
"""Identifiers that would clash with the names of files made beside every source."""
SYSTEM_FILES = frozenset({"desktop.ini", "ehthumbs.db", "icon\r", "thumbs.db"})
"""Names, in lower case, of files that Windows and macOS put into folders of their own accord."""
_ASCII_WORD_RE = re.compile(r"[A-Za-z0-9._-]+")


def is_by_program(name: str) -> bool:
    """Whether a program made a file of this name: a hidden file, a backup, a lock, a thumbnail."""
    return name.startswith((".", "#", "~$")) or name.endswith("~") or name.lower() in SYSTEM_FILES


def misplaced(root: Path, path: Path, where: str) -> Problem | None:
    """Why a path can be no source, by its place, kind or name; None where it can."""
    # Unlike `Path.resolve`, this does not raise where a link leads to itself.
    if not Path(os.path.realpath(path)).is_relative_to((root / "site_src").resolve()):
        hint = "Put the file itself in site_src/sources/."
        return Problem(where, None, "outside", "is a link that leaves site_src/", hint)
    if not path.is_file():
        hint = "Repair or remove it."
        return Problem(
            where, None, "unreadable", "is a link to something that cannot be read", hint
        )
    if path.suffix.lower() in OTHER_SUFFIXES:
        message = "is neither a sidecar nor a source"
        hint = f"The name of a sidecar ends in `{SIDECAR_SUFFIX}`: `{path.stem}{SIDECAR_SUFFIX}`."
        return Problem(where, None, "unread-file", message, hint)
    hint = bad_id_hint(path.stem)
    message = f"`{path.stem}` cannot be an identifier"
    return Problem(where, None, "bad-id", message, hint) if hint else None


def bad_id_hint(name: str) -> str:
    """What to do about a name that cannot be an identifier; empty for one that can."""
    if len(name) > MAX_ID_LENGTH:
        return f"Use at most {MAX_ID_LENGTH} characters: the name becomes an address."
    if name.lower() in RESERVED_IDS:
        return "Files of this name are made for every source: add a word before or after it."
    if ID_RE.fullmatch(name):
        return ""
    hint = "Use ASCII letters, digits, `-`, `_` and `.`: the name becomes an address."
    # Letters lose their accents; characters without an ASCII form are left out.
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    proposed = "-".join(_ASCII_WORD_RE.findall(letters))
    return f"{hint} For instance `{proposed}`." if ID_RE.fullmatch(proposed) else hint


def too_large(path: Path, where: str, most: int) -> Problem | None:
    """An error for a file with more bytes than a source may have; None for others."""
    # Checked before the file is read: parsing needs many times the memory of the text.
    size = path.stat().st_size
    if size <= most:
        return None
    message = f"has {size:,} bytes; a source may have {most:,}"
    hint = f"Divide it, or set `most_bytes: {size}` in {PUBLICATION_FILE}."
    return Problem(where, None, "too-large", message, hint)


def not_text(where: str, data: bytes) -> Problem | None:
    """An error for a file that is empty or recognised as something other than text; else None."""
    if not data.strip():
        hint = "Remove it or put the source in."
        return Problem(where, None, "empty", "the file is empty", hint)
    found = non_text_format(data)
    if found is None:
        return None
    what, to_do = found
    hint = f"{to_do}, put that here and this file elsewhere."
    return Problem(where, None, "not-text", f"is {what} and not text", hint)
