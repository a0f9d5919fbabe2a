"""From `docs/` to `site/`: the theme's pages, its files, and the folders that take their place."""
