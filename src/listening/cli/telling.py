"""Telling: contributions, prompts and people in short plain sentences, for eyes and ears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from listening.model.lenses import label_of
from listening.model.records import Contribution, Participant, Prompt, Session
from listening.model.sentences import counted, ended
from listening.model.text import single_line
from listening.model.vocabulary import (
    DEFAULT_SHARING,
    Area,
    Audience,
    Captured,
    Check,
    Sharing,
    effective_sharing,
    perspective_label,
)

if TYPE_CHECKING:
    from listening.store.exports_noted import NotedExport

ROOM = "the room"
"""What is said of words under no handle."""
OFF_RECORD = "(off record: the words were not kept)"
"""What stands where there are no words."""
TAKEN_BACK = "(taken back by those who said it: the words are not shown)"
"""What stands for words that were taken back."""

_INDENT = "    "


def paragraphs(
    contributions: Iterable[Contribution], sessions: Sequence[Session] = ()
) -> Iterator[str]:
    """Yield each contribution as a paragraph, and a line where another day or session begins."""
    titles = {session.id: session.title for session in sessions} if len(sessions) > 1 else {}
    usual = {session.id: effective_sharing(None, None, session.room_rule) for session in sessions}
    begun = ("", "")
    for said in contributions:
        # What was joined to a session from a file set up apart stands among its words.
        here = (said.session if said.session in titles else "", said.at[:10])
        if here != begun:
            begun = here
            title = titles.get(said.session)
            yield f"{f'{title}, ' if title else ''}{long_date(said.at)}\n"
        yield f"{paragraph(said, usual.get(said.session, DEFAULT_SHARING))}\n"


def paragraph(said: Contribution, usual: Sharing | None = None) -> str:
    """Return one contribution: when and who, the words, and what was said about them.

    Args:
        said: the contribution.
        usual: what is shared of most here, which goes without saying; None says it of all.
    """
    words = words_of(said).split("\n")
    body = "\n".join(f"{_INDENT}{line}".rstrip() for line in words)
    return f"{heading(said)}\n{body}\n{about(said, usual)}"


def words_of(said: Contribution) -> str:
    """Return the words as they may be told: none that were taken back."""
    return TAKEN_BACK if said.check is Check.WITHDRAWN else said.words or OFF_RECORD


def heading(said: Contribution) -> str:
    """Return when something was said, by whom, and its id."""
    prompt = f", prompt {said.prompt_number}" if said.prompt_number else ""
    return f"{said.at[11:16]}, {speaker(said)}{prompt}, id {said.id}"


def speaker(said: Contribution) -> str:
    """Return who said it: a handle with its perspectives, or the room."""
    if said.by is None:
        return ROOM
    perspectives = "; ".join(map(perspective_label, said.perspectives))
    return f"{said.by} ({perspectives})" if perspectives else said.by


def about(said: Contribution, usual: Sharing | None = None) -> str:
    """Return what was said about the words, each as a short sentence; the usual sharing is left out."""
    parts = [
        areas(said),
        ", ".join(map(label_of, said.codes)),
        said.kind.label if said.kind else "",
    ]
    parts += (
        [f"captured as {said.captured.label}"] if said.captured is not Captured.VERBATIM else []
    )
    parts += [f"sharing: {said.sharing.label}"] if said.sharing is not usual else []
    parts += [said.check.label] if said.check is not Check.UNREAD else []
    is_told = said.paraphrase and said.check is not Check.WITHDRAWN
    parts += [f"paraphrase: {said.paraphrase}"] if is_told else []
    parts += ["removed"] if said.removed else []
    return " ".join(ended(capital(part)) for part in parts if part)


def beginning(words: str, longest: int = 40) -> str:
    """Return the beginning of words, on one line, with an ellipsis where more stands after it."""
    line = single_line(words)
    if len(line) <= longest:
        return line
    cut = line[:longest].rpartition(" ")[0] or line[:longest]
    return f"{cut}…"


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def areas(said: Contribution) -> str:
    """Return the areas in words; also where there are none."""
    if said.areas:
        return ", ".join(area.label for area in said.areas)
    return "none of the three" if said.none_of_three else "not yet tagged"


def tag(key: str) -> str:
    """Return what people call an area or a code."""
    return Area(key).label if key in set(Area) else label_of(key)


def prompt(asked: Prompt) -> str:
    """Return a prompt with its number and its minutes."""
    minutes = f" ({counted(asked.minutes, 'minute')})" if asked.minutes else ""
    return f"{asked.number}. {asked.text or ''}{minutes}"


def person(who: Participant) -> str:
    """Return somebody who spoke, with what they say of themselves."""
    parts = ["; ".join(map(perspective_label, who.perspectives)) or "perspective not said"]
    parts += [f"speaks for {who.speaks_for}"] if who.speaks_for else []
    parts += [f"sharing: {who.sharing.label}"] if who.sharing else []
    parts += [f"name as agreed: {who.agreed_name}"] if who.agreed_name else []
    heard = f"Heard {times(who.heard)}" if who.heard else "Not yet heard"
    return f"{who.handle}: {', '.join(parts)}. {heard}."


def times(number: int) -> str:
    """Return how often something happened."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def long_date(iso: str) -> str:
    """Return the day of an ISO date or time in words; the text itself where it is none."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found:%A} {found.day} {found:%B %Y}"


def moment(at: datetime) -> str:
    """Return a day and a time, `24 March 2026 14:05:09`."""
    return f"{at.day} {at:%B %Y %H:%M:%S}"


def noted_export(export: NotedExport) -> str:
    """Return an export that left the file: when, by whom, as what, for whom."""
    reader = next((each.label for each in Audience if each == export.audience), export.audience)
    return (
        f"{_INDENT}{moment(export.at)}, by {export.author or 'somebody'}: {export.format}, to be read by "
        f"{reader}, {export.digest}."
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
