"""The register of events, and a single chronology of everything that has a date."""
