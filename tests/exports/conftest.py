"""A small publication with something of everything that is exported."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builders import exports
from builders.model.publication import Publication
from tests.publication import understood_publication
from tests.two_cables import two_cables

SITE = "https://example.org/papers/"
LATER = """\
\u00b61. (U) SUMMARY: Lin Wei spoke on 20 March 2009. Lin Wei is a
student ofthe law, and of the law alone. END SUMMARY.

\u00b62. (U) The Border Office had asked Lin Wei about Ref A. See also
Ref B and para 1.
"""
LETTER = "\ufeffThe letter \U0001f4dc\r\n\r\nIt names \U00020bb7 and then Lin Wei \u0007 twice: Lin Wei.\r\n"
"""With characters beyond U+FFFF before the names, a byte-order mark, CR LF, and a bell."""
FILES = {
    "mkdocs.yml": f"site_name: Papers\nsite_url: {SITE}\n",
    **two_cables(LATER, "\u00b61. (U) The Border Office is new.\n"),
    "site_src/sources/text/letter.txt": LETTER,
    "site_src/sources/text/letter.yml": """\
subjects:
  - Students
  - {term: "China, Southern", uri: "https://example.org/subjects/1"}
original:
  archive: A record office
  archive_location: FO 228/401
  extent: 3 leaves & a seal
  identifiers: ["doi:10.1000/182", "ark:/12025/654xz321", "urn:isbn:0451450523"]
""",
    "site_src/sources/cable/09GUANGZHOU12.yml": """\
emendations:
  - quote: ofthe
    read: of the
    kind: typography
    reason: A lost blank.
notes:
  - id: which-law
    kind: questions
    quote: of the law alone
    note: Which law is *not* said.
    inference: true
  - id: the-border
    kind: explains
    quote: AMEMBASSY BEIJING 0247
    note: The embassy.
""",
    "site_src/registers/people.yml": """\
lin-wei:
  label: Lin Wei
  label_zh: 林伟
  born: 1960~
  died: 2011-05-02
  pinyin: Lín Wěi
  role: Student
  member_of: [border-office]
  names:
    - text: Mr Lin
      in: [09GUANGZHOU12]
    - Lin
  description: Studies *law* [@09GUANGZHOU12, ¶1].
  same_as: ["https://example.org/lin"]
guard:
  label: "=the guard"
  is_role: true
""",
    "site_src/registers/organizations.yml": """\
border-office:
  label: Border Office
  part_of: [ministry]
  place: border
ministry:
  label: Ministry
  succeeded_by: [border-office]
""",
    "site_src/registers/places.yml": """\
border:
  label: Nowhere
  type: border
  latitude: -12.5
  longitude: -100.25
  geonames: 42
""",
    "site_src/registers/terms.yml": "law:\n  label: LAW\n  expansion: Legal Affairs Work\n",
}


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The publication made of `FILES`."""
    return understood_publication(tmp_path_factory.mktemp("exports") / "publication", FILES)


@pytest.fixture(scope="session")
def files(publication: Publication) -> dict[str, bytes]:
    """Every exported file, by its address within the site."""
    return {asset.uri: asset.data for asset in exports.assets(publication)}


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, Any]:
    """The annotation page of each source, by the last part of its address."""
    return {
        uri.split("/")[1]: json.loads(data)
        for uri, data in files.items()
        if uri.endswith("annotations.jsonld")
    }
