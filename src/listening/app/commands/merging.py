"""What can be done while session files are merged."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_MERGE = frozenset({Place.MERGE})

MERGING = (
    Command(
        id="merge.choose",
        title="Choose the file, or leave it out",
        help="Choose the file under the mark for the merge, or leave it out again.",
        action="choose",
        where=_MERGE,
        keys=("space",),
        word="choose",
        rank=90,
    ),
    Command(
        id="merge.all",
        title="Choose all files, or none",
        help="Choose every file that can be merged; once all are chosen, leave all out again.",
        action="choose_all",
        where=_MERGE,
        keys=("a",),
        word="all or none",
        rank=70,
    ),
    Command(
        id="merge.out",
        title="Name the merged file",
        help="Name the file that is made, or one that is there and shall take the others in.",
        action="name_out",
        where=_MERGE,
        keys=("o",),
        word="into…",
        rank=60,
    ),
    Command(
        id="merge.start",
        title="Merge the chosen files",
        help="Merge the chosen files; none of them is changed. What looks like one session, set up apart, is asked about first.",
        action="start",
        where=_MERGE,
        keys=("m",),
        word="merge",
        rank=95,
    ),
    Command(
        id="merge.stop",
        title="Stop merging",
        help="Stop at the next pause: a file that was being made is not made, one that was there stays whole.",
        action="stop",
        where=_MERGE,
        keys=("x",),
        word="stop",
        rank=98,
    ),
    Command(
        id="merge.open",
        title="Open the merged file",
        help="Open the file that the others were merged into.",
        action="open",
        where=_MERGE,
        keys=("enter",),
        word="open it",
        rank=97,
    ),
    Command(
        id="merge.leave",
        title="Back to the sessions",
        help="Go back to the folder; what was merged stays.",
        action="leave",
        where=_MERGE,
        keys=("escape",),
        word="back",
        rank=80,
    ),
)
