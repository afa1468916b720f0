"""Making a session file from the sample, as if it had been captured on its day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from listening.model.quickline import parse
from listening.sample import Question, Sample, following, read
from listening.store.asked import PromptPlan
from listening.store.clock import Milliseconds, Tokens, random_token
from listening.store.session_file import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE = 60_000
"""One minute in milliseconds, in which the store's clock counts."""
WELCOME = 10 * MINUTE
"""How long the welcome and the tea take before the first question."""


class Afternoon:
    """A clock that stands still until it is set, and begins when the afternoon does."""

    def __init__(self, sample: Sample) -> None:
        # On the wall of whoever makes it: the times of the notes are those of the invitation.
        begins = datetime.fromisoformat(f"{sample.facts['date']}T{sample.facts['starts']}")
        self.ms = int(begins.astimezone().timestamp()) * 1000

    def __call__(self) -> int:
        """Return the time, in milliseconds since 1970."""
        return self.ms


def build(
    path: Path,
    *,
    author: str = "",
    now: Milliseconds | None = None,
    tokens: Tokens = random_token,
) -> Path:
    """Make a session file from the sample, and return its path.

    Args:
        path: where it shall be.
        author: who took the notes; the sample's own note-taker unless told.
        now: the clock; the afternoon's own unless told.
        tokens: the source of names.

    Raises:
        ListeningError: it could not be made.
    """
    sample = read()
    afternoon = Afternoon(sample)
    agenda = [PromptPlan(question.text, question.minutes) for question in sample.questions]
    with SessionFile.create(
        path,
        sample.facts,
        agenda,
        author=author or str(sample.facts["note_taker"]),
        now=now or afternoon,
        tokens=tokens,
    ) as file:
        _introduce(file, sample)
        afternoon.ms += WELCOME
        for question, prompt in zip(sample.questions, file.prompts(file.session().id), strict=True):
            _capture(file, prompt.id, question, afternoon)
        with file.together():
            _follow(file, following.read())
    return path


def _introduce(file: SessionFile, sample: Sample) -> None:
    """Set what each speaker says of themselves."""
    session = file.session().id
    for speaker in sample.speakers:
        file.set_participant(
            session,
            speaker.handle,
            perspectives=speaker.perspectives,
            speaks_for=speaker.speaks_for,
        )


def _capture(file: SessionFile, prompt: str, question: Question, clock: Afternoon) -> None:
    """Capture what was said to one question, at the pace at which it can be said."""
    session = file.session().id
    begins = clock.ms
    for line, share in zip(question.lines, _shares(question), strict=True):
        clock.ms = begins + int(share * question.minutes * MINUTE)
        file.capture_unread(parse(line, file.known(session)), session=session, prompt=prompt)


def _follow(file: SessionFile, told: following.Following) -> None:
    """Note what followed from what was said."""
    session = file.session().id
    heard = [(one.words or "", one.id) for one in file.contributions()]

    def named(beginning: str) -> str:
        return next(own for words, own in heard if words.startswith(beginning))

    for one in told.promises:
        fields = asdict(one) | {"answers": [named(words) for words in one.answers]}
        file.commit(session, **fields)
    for each in told.relations:
        fields = asdict(each)
        file.relate(session, said_in=named(fields.pop("heard")), **fields)
    for tie in told.links:
        file.link(named(tie.source), tie.bond, named(tie.target))


def _shares(question: Question) -> Iterator[float]:
    """Yield, for each line, which part of the question's time is over when it has been said."""
    lengths = [len(line) for line in question.lines]
    return (said / sum(lengths) for said in accumulate(lengths))
