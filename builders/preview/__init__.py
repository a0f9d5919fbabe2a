"""The preview of a publication that is being worked on: changes are built, served and reloaded."""
