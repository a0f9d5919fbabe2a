"""Facsimiles of a source: pictures of its pages, or the PDF that its text was made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

PDF = "application/pdf"
MEDIA_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".pdf": PDF,
}
"""By file extension: the formats that every browser shows and that cannot hold a script."""


@dataclass(frozen=True, slots=True)
class Facsimile:
    """A picture of a page of a source, or all of it as a PDF."""

    name: str
    """Name of its file, and the last part of its address."""
    file: Path = field(repr=False, compare=False)
    """Where it lies on this machine; it never appears in the output."""
    width: int
    """In pixels as shown, with any rotation recorded by the camera applied; 0 for a PDF."""
    height: int
    size: int
    """In bytes."""
    sha256: str
    page: str = ""
    """The page that it shows, named as in the text's page breaks; empty if not known."""
    what: str = ""
    """What it shows, in the editors' words."""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, which the page shows, rather than a PDF."""
        return self.media_type != PDF

    @property
    def stem(self) -> str:
        """The file's name without its extension; unique among the pictures of the source."""
        return self.name.rpartition(".")[0]

    @property
    def id(self) -> str:
        """Its address within the page of the source."""
        return f"facsimile-{self.stem}"

    @property
    def media_type(self) -> str:
        """Its media type: `image/jpeg`."""
        return MEDIA_TYPES[f".{self.name.rpartition('.')[2].lower()}"]
