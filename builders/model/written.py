"""What people write in YAML: the base class of all records, and types that many of them share."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_RE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""An identifier used in addresses, of an entry, an event, a note or a work: `gallagher-2010`."""
Id = Annotated[str, StringConstraints(pattern=f"^{ID_RE.pattern}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


class Written(BaseModel):
    """A record that a person writes: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
