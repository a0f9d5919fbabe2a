"""What people write in YAML: the base of all its records, and values that many of them have."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_RE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""`gallagher-2010`: an identifier that stands in addresses, of an entry, an event, a note, a work."""
Id = Annotated[str, StringConstraints(pattern=f"^{ID_RE.pattern}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


class Written(BaseModel):
    """A record that a person writes: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
