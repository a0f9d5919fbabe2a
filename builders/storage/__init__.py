"""Caches on disk and in memory, and how files and folders are replaced safely."""
