"""Textual's bindings, made from the table of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from listening.app.commands import Command, Place, belonging_to

_ALWAYS_ON = frozenset({"app.quit"})


def bindings(*places: Place) -> list[BindingType]:
    """Return the bindings of what belongs to these places.

    Keys that the entry handles itself are left out where the entry is; keys pressed one after the
    other are no binding of Textual's.
    """
    return [
        _binding(entry)
        for entry in belonging_to(*places)
        if entry.keys and not (entry.in_order and Place.CAPTURE in places)
    ]


def _binding(entry: Command) -> Binding:
    keys = ",".join(_SPELLED.get(key, key) for key in entry.keys if " " not in key)
    return Binding(
        keys,
        entry.action,
        entry.title,
        show=bool(entry.word),
        key_display=entry.key_text,
        priority=entry.id in _ALWAYS_ON,
        tooltip=entry.help,
        id=entry.id,
    )


_SPELLED = {
    "?": "question_mark",
    "#": "number_sign",
    "/": "slash",
    ">": "greater_than_sign",
    "=": "equals_sign",
    ".": "full_stop",
    ",": "comma",
}
