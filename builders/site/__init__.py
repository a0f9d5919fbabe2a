"""From `docs/` to `site/`: rendering pages with the theme, and putting finished sites in place."""
