"""What can be done while it is looked at what would leave a file."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_SHARE = frozenset({Place.SHARE})

SHARING = (
    Command(
        id="share.write",
        title="Write it",
        help="Write what is shown to a file; you are asked where, and no file of anybody else is replaced unasked.",
        action="write",
        where=_SHARE,
        keys=("w",),
        word="write it",
        short="write",
        rank=98,
    ),
    Command(
        id="share.audience",
        title="For whom",
        help="Choose who will read it: everybody, those who took part, or organisers and note-takers.",
        action="audience",
        where=_SHARE,
        keys=("a",),
        word="for whom",
        rank=95,
    ),
    Command(
        id="share.format",
        title="As what",
        help="Choose the format of the file: Markdown, a web page, a table and others.",
        action="format",
        where=_SHARE,
        keys=("f",),
        word="as what",
        rank=90,
    ),
    Command(
        id="share.next-hint",
        title="Next hint",
        help="Go to the next hint at what may give somebody away, and show it in the text.",
        action="hint(1)",
        where=_SHARE,
        keys=("n",),
        word="next hint",
        short="hint",
        rank=92,
    ),
    Command(
        id="share.previous-hint",
        title="The hint before",
        help="Go back to the hint before this one.",
        action="hint(-1)",
        where=_SHARE,
        keys=("p",),
        word="before",
        rank=40,
    ),
    Command(
        id="share.change",
        title="Change what the hint stands in",
        help="Change the words or the sharing of the contribution in which the hint stands; the former stay in its history.",
        action="change",
        where=_SHARE,
        keys=("e", "enter"),
        word="change it",
        short="change",
        rank=91,
    ),
    Command(
        id="share.stop",
        title="Stop writing",
        help="Stop what is being written: nothing of it is left.",
        action="stop",
        where=_SHARE,
        keys=("x",),
        word="stop",
        rank=99,
    ),
    Command(
        id="share.leave",
        title="Back",
        help="Go back to where you were; while something is written, stop that first.",
        action="leave",
        where=_SHARE,
        keys=("escape",),
        word="back",
        rank=94,
    ),
)
