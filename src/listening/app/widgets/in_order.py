"""Keys that stay in order when the focus goes from one widget to another.

Textual hands a key to what has the focus when it is read. While the app is busy several are handed
over before the first is acted on; if that one moves the focus, the others must follow it, or a
letter of somebody's words would act on the list.
"""

from __future__ import annotations

from textual import events
from textual.widget import Widget


def passed_on(widget: Widget, event: events.Key | events.Paste) -> bool:
    """Hand a key or a paste to where the focus went while it was on its way; False if it is right here."""
    focused = widget.screen.focused
    if focused is None or focused is widget:
        return False
    event.stop()
    event.prevent_default()
    copy = event.copy() if isinstance(event, events.Key) else events.Paste(event.text)
    # As the app itself does it: the key is marked as handed over, or the app would do so twice.
    focused._forward_event(copy)  # noqa: SLF001
    return True
