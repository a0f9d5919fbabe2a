"""The paths of the two settings files in the project, for messages and for other modules."""

MKDOCS_FILE = "mkdocs.yml"
PUBLICATION_FILE = "site_src/publication.yml"
