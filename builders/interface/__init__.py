"""The publication's own words in a further language: templates, labels, dates, links between versions."""
