"""What can be done while differences and likely duplicates are settled."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_REVIEW = frozenset({Place.REVIEW})

REVIEWING = (
    *(
        Command(
            id=f"review.keep-{number}",
            title=f"Keep version {number}",
            help=f"Settle the difference with version {number}; the others stay in its history.",
            action=f"keep({number})",
            where=_REVIEW,
            keys=(str(number),),
            word=f"keep {number}" if number <= 2 else "",
            rank=90,
        )
        for number in range(1, 10)
    ),
    Command(
        id="review.edit",
        title="Write a settled text",
        help="Settle the difference with words of your own, beginning from the version that is shown.",
        action="edit",
        where=_REVIEW,
        keys=("e",),
        word="edit",
        rank=70,
    ),
    Command(
        id="review.same",
        title="The same, taken down twice",
        help="Say that both are one thing said: both wordings are kept, one is counted.",
        action="same",
        where=_REVIEW,
        keys=("s",),
        word="the same",
        rank=90,
    ),
    Command(
        id="review.two-voices",
        title="Two voices",
        help="Say that two people said it, so that nobody is asked again.",
        action="two_voices",
        where=_REVIEW,
        keys=("v",),
        word="two voices",
        rank=90,
    ),
    Command(
        id="review.next",
        title="Next",
        help="Go to the next difference without settling this one.",
        action="step(1)",
        where=_REVIEW,
        keys=("n", "right"),
        word="next",
        rank=80,
    ),
    Command(
        id="review.previous",
        title="The one before",
        help="Go back to the difference before this one.",
        action="step(-1)",
        where=_REVIEW,
        keys=("p", "left"),
        word="before",
        rank=50,
    ),
    Command(
        id="review.undo",
        title="Undo",
        help="Take back what you settled last here, and decide it anew.",
        action="undo",
        where=_REVIEW,
        keys=("u",),
        word="undo",
        rank=60,
    ),
    Command(
        id="review.leave",
        title="Back",
        help="Go back to where you were; what was settled stays settled.",
        action="leave",
        where=_REVIEW,
        keys=("escape",),
        word="back",
        rank=75,
    ),
)
