"""Pictures for tests: grey, of any size."""

from __future__ import annotations

import zlib
from pathlib import Path


def png(width: int, height: int, shade: int = 200) -> bytes:
    """The bytes of a PNG file."""
    rows = (b"\0" + bytes([shade]) * width) * height
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in chunks
    )


def add_facsimiles(root: Path, source: str, *names: str) -> None:
    """Write facsimiles of a source, each a little darker and longer than the one before."""
    folder = root / "site_src/facsimiles" / source
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names, 1):
        (folder / name).write_bytes(png(60, 80 + number, 240 - number))
