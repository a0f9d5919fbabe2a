"""The pictures and lists of the timeline. Its own page is `timeline_page`; others show parts of it."""
