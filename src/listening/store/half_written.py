"""What stands in a form and is not saved: what was kept of it, and how that is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from listening.model.text import sanitise, says_nothing


@dataclass(frozen=True, slots=True)
class HalfWritten:
    """What somebody wrote in a form, in a sitting that ended without saving it."""

    writer: str
    """Who wrote it: a name for that one writing of the form."""
    at: datetime
    """When it was last kept."""
    fields: Mapping[str, str]
    """What was written, by the names of the fields that were not as they came up."""


def written(fields: Mapping[str, str]) -> str:
    """Return fields as text to be kept; nothing where no word stands in any of them."""
    kept = {name: sanitise(text) for name, text in fields.items()}
    if all(map(says_nothing, kept.values())):
        return ""
    return json.dumps(kept, ensure_ascii=False)


def fields_of(text: object) -> dict[str, str]:
    """Return the fields that such a text holds; none where it is no such text."""
    try:
        kept = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return _texts(kept) if isinstance(kept, dict) else {}


def _texts(kept: Mapping[str, object]) -> dict[str, str]:
    return {name: sanitise(text) for name, text in kept.items() if isinstance(text, str)}
