"""What to do with a safeguarding worry: shown on one key, and recorded nowhere."""

from __future__ import annotations

from listening.model.sentences import ended

FIELD = "safeguarding"
"""The field of the session's details in which the contact is written."""

_WHAT_TO_DO = (
    "If somebody may be in danger now, call 999. Tell the contact soon and in private, promise nobody "
    "secrecy, and write nothing of it here: this program records nothing of it."
)
_NO_CONTACT = (
    "No safeguarding contact is set: F9 goes to where one is written. Until then, tell whoever is "
    "responsible for this session."
)


def told(contact: str | None) -> str:
    """Return whom to go to and what to do."""
    whom = ended(f"Safeguarding contact: {contact}") if contact else _NO_CONTACT
    return f"{whom} {_WHAT_TO_DO}"
