"""Which key does what where somebody captures: the table of commands, asked by key."""

from __future__ import annotations

from listening.app.commands import Place, belonging_to


def keys_in(place: Place) -> dict[str, str]:
    """Return the actions of a place by their keys; keys that follow another are left out.

    These keys are handled by the widgets themselves, each before the next is looked at, and never
    bound: a binding is dispatched apart from letters, and may overtake them.
    """
    return {
        key: entry.action for entry in belonging_to(place) for key in entry.keys if " " not in key
    }
