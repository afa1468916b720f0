"""What a facilitator can do while words are captured: prompts, breaks, voices."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_LINE = frozenset({Place.CAPTURE})
_LIST = frozenset({Place.LIST})
_AGENDA = frozenset({Place.AGENDA})
_VOICES = frozenset({Place.VOICES})


def _both(key: str, title: str, help: str, action: str, *, led: str, letter: str) -> list[Command]:  # noqa: A002 - a command's own word
    """Return a command twice: after the leader in the line, by any of `led`, and as a letter in the list."""
    line = Command(
        id=f"capture.{key}",
        title=title,
        help=help,
        action=action,
        where=_LINE,
        keys=tuple(f"ctrl+g {each}" for each in led),
        in_order=True,
    )
    in_list = Command(
        id=f"list.{key}", title=title, help=help, action=action, where=_LIST, keys=(letter,)
    )
    return [line, in_list]


IN_THE_ROOM = (
    Command(
        id="capture.off-agenda",
        title="Not on today's agenda, on or off",
        help="Mark the line as not on today's agenda: it is collected, and the open prompt stays open.",
        action="off_agenda",
        where=_LINE,
        keys=("f5", "ctrl+g x"),
        in_order=True,
    ),
    *_both(
        "agenda",
        "Prompts and their minutes",
        "Show the agenda with the minutes that each prompt has had; go to any of them, or add one.",
        "agenda",
        led="ga",
        letter="g",
    ),
    *_both(
        "voices",
        "Voices",
        "Show from which perspectives was heard and from which not yet, and how long each prompt has had.",
        "voices",
        led="y",
        letter="y",
    ),
    *_both(
        "break",
        "A break begins, or ends",
        "Note that a break begins, or that it ends; the time of the prompt stands still meanwhile.",
        "pause",
        led="j",
        letter="j",
    ),
    *_both(
        "quiet",
        "Take the gentle line away",
        "Take the gentle line away for this sitting, or call it back.",
        "quiet",
        led="z",
        letter="z",
    ),
)

ON_THE_AGENDA = (
    Command(
        id="agenda.go",
        title="Go to the chosen prompt",
        help="Go to the chosen prompt, to which belongs what is saved from then on; or to what it collected.",
        action="go",
        where=_AGENDA,
        keys=("enter",),
        word="go to it",
        rank=95,
    ),
    *(
        Command(
            id=f"agenda.go-{number}",
            title=f"Go to prompt {number}",
            help=f"Go to prompt {number} at once.",
            action=f"go_to({number})",
            where=_AGENDA,
            keys=(str(number),),
        )
        for number in range(1, 10)
    ),
    Command(
        id="agenda.add",
        title="Add a prompt",
        help="Write a prompt that nobody planned, with its minutes if you like; it comes last.",
        action="add",
        where=_AGENDA,
        keys=("n",),
        word="new prompt",
        rank=85,
    ),
    Command(
        id="agenda.behind",
        title="What was said to it",
        help="Show the contributions that stand behind the figure of the chosen line.",
        action="behind",
        where=_AGENDA,
        keys=("b",),
        word="what was said",
        rank=80,
    ),
    Command(
        id="agenda.leave",
        title="Back",
        help="Go back to the line.",
        action="leave",
        where=_AGENDA,
        keys=("escape",),
        word="back",
        rank=90,
    ),
)

HEARING_VOICES = (
    Command(
        id="voices.behind",
        title="What was said from there",
        help="Show the contributions that stand behind the chosen figure.",
        action="behind",
        where=_VOICES,
        keys=("enter",),
        word="what was said",
        rank=90,
    ),
    Command(
        id="voices.leave",
        title="Back",
        help="Go back to the line.",
        action="leave",
        where=_VOICES,
        keys=("escape",),
        word="back",
        rank=95,
    ),
)
