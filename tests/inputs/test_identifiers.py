"""Identifiers of originals: their schemes, and where they lead."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from builders.model.identifier import Identifier, Scheme
from builders.model.sidecar import Original

HANDLES = "https://hdl.handle.net/"
SICI = "10.1000/(SICI)1<2::A>3.0.CO;2-\"'"


@pytest.mark.parametrize(
    ("written", "scheme", "value", "address"),
    [
        (
            "ark:/12025/654xz321",
            "ARK",
            "ark:/12025/654xz321",
            "https://n2t.net/ark:/12025/654xz321",
        ),
        ("ark:12025/654xz321", "ARK", "ark:12025/654xz321", "https://n2t.net/ark:12025/654xz321"),
        (
            "https://a.example/ark:/12025/65",
            "ARK",
            "ark:/12025/65",
            "https://a.example/ark:/12025/65",
        ),
        ("doi:10.1000/182", "DOI", "10.1000/182", "https://doi.org/10.1000/182"),
        ("https://doi.org/10.1000/182", "DOI", "10.1000/182", "https://doi.org/10.1000/182"),
        (
            f"doi:{SICI}",
            "DOI",
            SICI,
            "https://doi.org/10.1000/(SICI)1%3C2::A%3E3.0.CO;2-%22%27",
        ),
        ("hdl:4263537/4000", "Handle", "4263537/4000", f"{HANDLES}4263537/4000"),
        (f"{HANDLES}20.1000/100", "Handle", "20.1000/100", f"{HANDLES}20.1000/100"),
        ("urn:isbn:0451450523", "URN", "urn:isbn:0451450523", ""),
        ("https://a.example/b", "URL", "https://a.example/b", "https://a.example/b"),
    ],
)
def test_the_notation_says_which_scheme_an_identifier_has(
    written: str, scheme: str, value: str, address: str
) -> None:
    original = Original.model_validate({"identifiers": [written]})
    assert original.identified == (Identifier(Scheme(scheme), value, address),)


@pytest.mark.parametrize(
    "written",
    ["", "FO 228/401", "10.1000/182", "doi:11.1000/182", "ark:/oil/1", "hdl:1", "javascript:x"],
)
def test_other_notations_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        Original.model_validate({"identifiers": [written]})
