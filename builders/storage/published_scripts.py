"""The program's own scripts as they are published: without comments, which readers need not load."""

from __future__ import annotations

import re

from builders.storage.supplied import ASSETS, SUPPLIED_ROOT

COMMENT_RE = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/[ \t]*)$", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own. In our scripts no text that goes over several lines looks like one."""


def published(name: str, data: bytes) -> bytes:
    """A file below `assets/` as it is published.

    The lines of a comment stay, empty, so that messages of a browser name the lines of the source.
    A publication's own scripts, and ours where it has changed them, are published unchanged.

    Args:
        name: The file's path within the folder of assets.
        data: What is in the file.
    """
    ours = SUPPLIED_ROOT / ASSETS / name
    if not name.endswith(".js") or not ours.is_file() or ours.read_bytes() != data:
        return data
    text = data.decode()
    return COMMENT_RE.sub(lambda comment: "\n" * comment[0].count("\n"), text).encode()
