"""What is told of sharing: what would leave, what is held back, what may give somebody away."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from listening.app.counting import counted
from listening.app.share.choice import Choice
from listening.app.share.preview import Placed, Preview
from listening.app.share.writing import Put
from listening.app.text import parts
from listening.model.errors import ListeningError
from listening.model.text import single_line
from listening.model.vocabulary import Audience
from listening.sharing import reports
from listening.sharing.hinted import MEANT, field_of
from listening.sharing.in_words import to_know, what_leaves
from listening.sharing.privacy import Found

_MISSED = "Bare first names are not found."
NO_HINTS = "No hint at what may give somebody away."
"""What is said where nothing was found."""

_FOR = {
    Audience.TEAM: "for organisers and note-takers",
    Audience.ROOM: "for those who took part",
    Audience.PUBLIC: "for everybody",
}
_FOLLOWING = {"commitment": "a promise", "relation": "a relation"}


def title_of(choice: Choice, shown: Preview | None) -> str:
    """Return what is shared, as people call it: the title of a session, or how many of which file."""
    sessions = shown.sessions if shown else ()
    if len(sessions) == 1:
        return sessions[0].session.title
    return f"{counted(len(sessions), 'session')} of {choice.path.stem}" if sessions else ""


def chosen(choice: Choice) -> str:
    """Return for whom it is, and as what it will be written."""
    what = reports.named(choice.report).title if choice.report else ""
    plain = "plain" if choice.plain and choice.format.takes == "document" else ""
    return " · ".join(filter(None, (what, _FOR[choice.audience], choice.format.label, plain)))


def would_leave(shown: Preview) -> str:
    """Return what can be read by whom, and what is held back and why."""
    leaves = what_leaves(shown.sessions, as_report=bool(shown.choice.report))
    text = " ".join((leaves, *to_know(shown.sessions)))
    if shown.choice.to == "markdown":
        return text
    return (
        f"{text} It is shown here as Markdown, and will be written as {shown.choice.format.label}."
    )


def hints_told(shown: Preview, at: int | None) -> str:
    """Return how many hints there are, which is shown, and what no hint is given of."""
    if shown.choice.audience is Audience.TEAM:
        return "The team reads everything: nothing is looked for that may give somebody away."
    if not shown.hints:
        return f"{NO_HINTS} {_MISSED}"
    number = len(shown.hints)
    if at is None:
        return f"{counted(number, 'hint')} at what may give somebody away. {_MISSED}"
    meant = f": it {MEANT}" if shown.hints[at].found.may_be_meant else ""
    return f"Hint {at + 1:,} of {number:,} at what may give somebody away{meant}. {_MISSED}"


def hint_row(placed: Placed, width: int) -> Sequence[Content]:
    """Return the line of a hint: what it is, its words, and what they stand in."""
    hint = placed.found.hint
    words = f"“{single_line(hint.text)}”"
    meant = MEANT if placed.found.may_be_meant else ""
    pieces = (hint.kind.label, (words, "bold"), (where(placed.found), "$text-muted"), meant)
    return [parts(*pieces, between=" · ").truncate(width, ellipsis=True)]


def where(found: Found) -> str:
    """Return what a hint was found in."""
    if found.what in ("session", "prompt"):
        return field_of(found)
    own = found.id if found.what == "contribution" else _FOLLOWING[found.what]
    return ", ".join(filter(None, (own, field_of(found))))


def under_way(done: int, of: int) -> str:
    """Return how far the writing is."""
    return f"Writing: {done * 100 // of if of else 100} per cent… Escape stops it."


def written(put: Put, audience: Audience) -> str:
    """Return what was written, and where it lies."""
    noted = f"Written for {audience.label}, and noted in the session file:"
    return "\n".join([noted, *map(str, put.paths)])


def trouble(error: ListeningError | OSError) -> str:
    """Return why something could not be done, in one sentence."""
    if isinstance(error, ListeningError):
        return str(error)
    return f"The disk refused ({error.strerror or error}): mend that, then try again."
