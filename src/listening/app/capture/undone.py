"""What is said once a change was taken back: to what it was, so that nobody has to look for it."""

from __future__ import annotations

from listening.app.capture.contribution_row import name_of
from listening.app.counting import counted
from listening.store.session_file import SessionFile
from listening.store.views import Undone

_NOTHING_LEFT = "There is nothing left that you could take back."

_STAYS = "Nothing was taken back: it was changed again since, and stays as it is."
_IMPORT = "Taken back: your import, with {} out of every list now."
_NO_CONTRIBUTION = "Your last change was taken back."


def told(file: SessionFile, undone: Undone | None) -> str:
    """Return what was taken back.

    Args:
        file: the open file.
        undone: what the undo did; None where there was nothing to take back.

    Raises:
        ListeningError: the file cannot be read.
    """
    if undone is None:
        return _NOTHING_LEFT
    if undone.left and not undone.fields:
        return _STAYS
    touched = [file.contribution(each) for each in undone.contributions]
    if undone.imported:
        out = sum(one.removed for one in touched)
        return _IMPORT.format(counted(out, "contribution"))
    if not touched:
        return _NO_CONTRIBUTION
    names = name_of(touched[0]) if len(touched) == 1 else counted(len(touched), "contribution")
    if all(one.removed for one in touched):
        return f"Taken back: {names}, out of every list now."
    again = f" {counted(undone.reopened, 'difference')} to settle again." if undone.reopened else ""
    return f"Taken back: your last change to {names}.{again}"
