"""Rights as IIIF requires them: the URIs of Creative Commons and RightsStatements.org."""

from __future__ import annotations

import re

CREATIVE_COMMONS_RE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"((?:licenses/[a-z+-]+/[0-9]\.[0-9](?:/[a-z]{2,3})?|publicdomain/(?:zero|mark)/1\.0))"
    r"(?:/|/(?:deed|legalcode)(?:\.[A-Za-z-]+)?)?"
)
RIGHTS_STATEMENTS_RE = re.compile(
    r"https?://rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+/1\.0)/?(?:\?language=[a-z]{2})?"
)


def uri(address: str | None) -> str:
    """The canonical URI of a licence or rights statement at an address; empty for any other.

    Their makers define these URIs with `http`, though the pages are served with `https`.
    """
    if found := CREATIVE_COMMONS_RE.fullmatch(address or ""):
        return f"http://creativecommons.org/{found[1]}/"
    if found := RIGHTS_STATEMENTS_RE.fullmatch(address or ""):
        return f"http://rightsstatements.org/vocab/{found[1]}/"
    return ""
