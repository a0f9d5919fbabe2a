"""Writing into what people wrote: a note, a table of sources, a redacted copy. Nothing else changes."""
