"""Where a hint stands and what it is, in words: the same in every list of hints."""

from __future__ import annotations

from collections.abc import Mapping

from listening.sharing.privacy import Found

_FIELDS: Mapping[str, str] = {
    "paraphrase": "the paraphrase",
    "codes": "a code",
    "perspectives": "the perspective",
    "name": "the name as agreed",
    "text": "the prompt",
    "who": "who promises it",
    "what": "what is promised",
    "whom": "for whom it is promised",
    "reason": "the reason why",
    "from_party": "the party it comes from",
    "to_party": "the party it goes to",
    "about": "what it is about",
    "title": "the title",
    "series": "the series",
    "purpose": "the purpose",
    "who_decides": "who decides",
    "can_change": "what can change",
    "cannot_change": "what cannot change",
    "place": "the place",
    "agreements": "the agreements",
    "facilitator": "the facilitator",
    "responsible": "who is responsible for the data",
    "basis": "the basis for keeping the data",
    "privacy_notice": "the privacy notice",
    "safeguarding": "the safeguarding contact",
}

"""How people call each text; the words of a contribution go without saying."""

MEANT = "may well be meant"
"""What is said of a name that perhaps stands there on purpose."""


def field_of(found: Found) -> str:
    """Return which of its texts a hint was found in; nothing where that goes without saying."""
    return _FIELDS.get(found.field, "")


def kind_of(found: Found) -> str:
    """Return what a hint is, and whether it may well be meant."""
    meant = f", which {MEANT}" if found.may_be_meant else ""
    return f"{found.hint.kind.label}{meant}"
