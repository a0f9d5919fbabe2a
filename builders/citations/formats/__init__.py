"""Works written out for programs: one module a format, and what the formats are made of."""
