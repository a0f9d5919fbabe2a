"""The two files of settings, by path in the project: what messages name and other modules read."""

MKDOCS_FILE = "mkdocs.yml"
PUBLICATION_FILE = "site_src/publication.yml"
