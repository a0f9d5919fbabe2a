"""The site as one ZIP."""
