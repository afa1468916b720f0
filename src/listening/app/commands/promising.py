"""What can be done with promises and relations."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_PROMISES = frozenset({Place.PROMISES})
_RELATIONS = frozenset({Place.RELATIONS})
_FORM = frozenset({Place.FOLLOWING})
_DUE = frozenset({Place.DUE})

_STATES = (
    ("offered", "o", "Offered", ""),
    ("agreed", "a", "Agreed", "agreed"),
    ("under-way", "w", "Under way", "under way"),
    ("kept", "y", "Kept", "kept"),
    ("changed", "c", "Changed", "changed"),
    ("not-kept", "x", "Not kept", "not kept"),
)


def _writing(place: Place, what: str, article: str) -> tuple[Command, ...]:
    """Return what can be done in a list of promises or of relations alike."""
    where = frozenset({place})
    # What makes a promise in the list of what was heard makes one here too.
    keys = ("n", "k") if place is Place.PROMISES else ("n",)
    return (
        Command(
            id=f"{place}.new",
            title=f"New {what}",
            help=f"Write {article} {what} down.",
            action="new",
            where=where,
            keys=keys,
            word="new",
            rank=90,
        ),
        Command(
            id=f"{place}.edit",
            title=f"Change the {what}",
            help=f"Change the chosen {what}; what it was before stays in its history.",
            action="edit",
            where=where,
            keys=("enter", "e"),
            word="change",
            rank=80,
        ),
        Command(
            id=f"{place}.remove",
            title=f"Take the {what} out",
            help=f"Take the chosen {what} out of every list; its history stays.",
            action="remove",
            where=where,
            keys=("d",),
            word="take out",
            rank=40,
        ),
        Command(
            id=f"{place}.undo",
            title="Undo",
            help="Take your last saved change back.",
            action="undo",
            where=where,
            keys=("u",),
            word="undo",
            rank=72,
        ),
        Command(
            id=f"{place}.leave",
            title="Back",
            help="Go back to where you were; all is saved.",
            action="leave",
            where=where,
            keys=("escape",),
            word="back",
            rank=85,
        ),
    )


PROMISING = (
    *_writing(Place.PROMISES, "promise", "a"),
    *(
        Command(
            id=f"promises.{key}",
            title=f"{title}: say so of the promise",
            help=f"Say that the chosen promise is {title.lower()}.",
            action=f"state('{key}')",
            where=_PROMISES,
            keys=(letter,),
            word=word,
            rank=73 if key == "kept" else 60,
        )
        for key, letter, title, word in _STATES
    ),
    Command(
        id="promises.felt",
        title="Was it felt",
        help="Note whether those who raised the matter say that the promise made a difference.",
        action="felt",
        where=_PROMISES,
        keys=("f",),
        word="felt",
        rank=75,
    ),
    Command(
        id="promises.order",
        title="By state or by date",
        help="Group the promises by when they are due, or by how far they have come.",
        action="order",
        where=_PROMISES,
        keys=("t",),
        word="state or date",
        rank=65,
    ),
    Command(
        id="promises.relations",
        title="Relations",
        help="Go to the relations between parties that people spoke of.",
        action="relations",
        where=_PROMISES,
        keys=("r",),
        word="relations",
        rank=45,
    ),
    *_writing(Place.RELATIONS, "relation", "a"),
    Command(
        id="following.save",
        title="Save",
        help="Save what you filled in, and go back.",
        action="save",
        where=_FORM,
        keys=("ctrl+s",),
        word="save",
        rank=90,
    ),
    Command(
        id="following.leave",
        title="Leave it",
        help="Go back; you are asked about what you typed and did not save.",
        action="leave",
        where=_FORM,
        keys=("escape",),
        word="back",
        rank=80,
    ),
    Command(
        id="following.next",
        title="Next field",
        help="Go to the next field.",
        action="app.focus_next",
        where=_FORM,
        keys=("tab",),
        word="next field",
        rank=60,
    ),
    Command(
        id="following.previous",
        title="The field before",
        help="Go to the field before.",
        action="app.focus_previous",
        where=_FORM,
        keys=("shift+tab",),
    ),
    Command(
        id="due.open",
        title="Open the session's promises",
        help="Go to the chosen promise in its own session, to say what happened.",
        action="open",
        where=_DUE,
        keys=("enter",),
        word="open",
        rank=90,
    ),
    Command(
        id="due.leave",
        title="Back",
        help="Go back to the sessions.",
        action="leave",
        where=_DUE,
        keys=("escape",),
        word="back",
        rank=80,
    ),
)
