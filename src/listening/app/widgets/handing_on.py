"""A key or a paste that a widget has got and does not want, handed on to what has the focus now."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


def handed_on(widget: Widget, event: events.Key | events.Paste) -> bool:
    """Hand a key or a paste to where the widget has moved the focus; False if it has it still."""
    focused = widget.screen.focused
    if focused is None or focused is widget:
        return False
    event.stop()
    event.prevent_default()
    copy = event.copy() if isinstance(event, events.Key) else events.Paste(event.text)
    # As the app itself does it: the key is marked as handed over, or the app would do so twice.
    focused._forward_event(copy)  # noqa: SLF001
    return True
