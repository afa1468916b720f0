"""What can be done while a session is coded a second time, and while the codings are compared."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_CODING = frozenset({Place.CODING})
_COMPARING = frozenset({Place.COMPARING})


def _area(key: str, letter: str, name: str) -> Command:
    return Command(
        id=f"coding.{key}",
        title=f"{name}, on or off, in your coding",
        help=f"Give these words {name} in your own coding, or take it off again.",
        action=f"area('{key}')",
        where=_CODING,
        keys=(letter,),
        word=name,
        short="",
        rank=90,
    )


CODING_AGAIN = (
    _area("attitudes", "a", "Attitudes"),
    _area("roles", "r", "Roles"),
    _area("system", "s", "System"),
    Command(
        id="coding.none",
        title="None of the three, in your coding",
        help="Say in your own coding that none of the three areas fits these words.",
        action="none",
        where=_CODING,
        keys=("0",),
        word="none",
        short="",
        rank=85,
    ),
    Command(
        id="coding.code",
        title="A code, in your coding",
        help="Give these words a code or a theme in your own coding, or take it off again.",
        action="code",
        where=_CODING,
        keys=("#",),
        word="code",
        rank=60,
    ),
    Command(
        id="coding.next",
        title="Next words",
        help="Go to the next contribution.",
        action="step(1)",
        where=_CODING,
        keys=("right", "enter"),
        word="next",
        shown="→",
        rank=88,
    ),
    Command(
        id="coding.previous",
        title="The words before",
        help="Go back to the contribution before.",
        action="step(-1)",
        where=_CODING,
        keys=("left",),
        word="before",
        shown="←",
        rank=50,
    ),
    Command(
        id="coding.next-open",
        title="Next not yet coded",
        help="Go to the next contribution that you have not coded yet.",
        action="next_open",
        where=_CODING,
        keys=("n",),
        word="not yet coded",
        rank=40,
    ),
    Command(
        id="coding.who",
        title="Code under another name",
        help="Say who is coding, where it is not the name that the program knows.",
        action="who",
        where=_CODING,
        keys=("w",),
        word="who",
        rank=30,
    ),
    Command(
        id="coding.compare",
        title="Compare with the notes",
        help="Show how far your coding and the tags of the notes agree, and settle where they differ.",
        action="compare",
        where=_CODING,
        keys=("f",),
        word="compare",
        rank=70,
    ),
    Command(
        id="coding.leave",
        title="Back",
        help="Go back to where you were; your coding is saved and can be gone on with.",
        action="leave",
        where=_CODING,
        keys=("escape",),
        word="back",
        rank=75,
    ),
)

COMPARING = (
    Command(
        id="compare.on",
        title="The tag fits",
        help="Settle the chosen difference: the tag fits, and stands in the shared tags.",
        action="settle(1)",
        where=_COMPARING,
        keys=("y",),
        word="it fits",
        rank=90,
    ),
    Command(
        id="compare.off",
        title="The tag does not fit",
        help="Settle the chosen difference: the tag does not fit, and is taken off the shared tags.",
        action="settle(0)",
        where=_COMPARING,
        keys=("n",),
        word="it does not fit",
        rank=90,
    ),
    Command(
        id="compare.undo",
        title="Undo",
        help="Take back what you settled last.",
        action="undo",
        where=_COMPARING,
        keys=("u",),
        word="undo",
        rank=60,
    ),
    Command(
        id="compare.behind",
        title="Read what has the tag",
        help="Show the contributions that have the tag of the chosen difference in the notes.",
        action="behind",
        where=_COMPARING,
        keys=("o",),
        word="read them",
        rank=50,
    ),
    Command(
        id="compare.leave",
        title="Back to coding",
        help="Go back to your coding; what was settled stays settled.",
        action="leave",
        where=_COMPARING,
        keys=("escape",),
        word="back",
        rank=80,
    ),
)
