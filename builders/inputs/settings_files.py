"""The paths of single files in the project that several modules name."""

MKDOCS_FILE = "mkdocs.yml"
PUBLICATION_FILE = "site_src/publication.yml"
BIBLIOGRAPHY_FILE = "references.bib"
