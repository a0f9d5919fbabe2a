"""Metadata in the heads of pages, for programs: one module per vocabulary."""
