#!/usr/bin/env python3
"""Make `sample.sqlite`, beside this script, from the words of an invented afternoon in a library."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from listening.model.errors import ListeningError
from listening.model.quickline import parse
from listening.sample import Question, Sample, read
from listening.store.session_file import SessionFile
from listening.store.views import PromptPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE = 60_000
"""One minute in milliseconds, in which the store's clock counts."""
WELCOME = 10 * MINUTE
"""How long the welcome and the tea take before the first question."""


class Afternoon:
    """A clock that stands still until it is set."""

    def __init__(self, sample: Sample) -> None:
        # The day lies before the clocks go forward: the wall shows universal time.
        begins = datetime.fromisoformat(f"{sample.facts['date']}T{sample.facts['starts']}").replace(
            tzinfo=UTC
        )
        self.ms = int(begins.timestamp()) * 1000

    def __call__(self) -> int:
        """Return the time, in milliseconds since 1970."""
        return self.ms


def build(sample: Sample, path: Path) -> None:
    """Make a session file as if the sample had been captured on its day.

    Raises:
        ListeningError: it could not be made.
    """
    clock = Afternoon(sample)
    agenda = [PromptPlan(question.text, question.minutes) for question in sample.questions]
    author = str(sample.facts["note_taker"])
    with SessionFile.create(path, sample.facts, agenda, author=author, now=clock) as file:
        session = file.session().id
        for speaker in sample.speakers:
            file.set_participant(
                session,
                speaker.handle,
                perspectives=speaker.perspectives,
                speaks_for=speaker.speaks_for,
            )
        clock.ms += WELCOME
        for question, prompt in zip(sample.questions, file.prompts(session), strict=True):
            capture(file, session, prompt.id, question, clock)


def capture(
    file: SessionFile, session: str, prompt: str, question: Question, clock: Afternoon
) -> None:
    """Capture what was said to one question, at the pace at which it can be said."""
    begins = clock.ms
    for line, share in zip(question.lines, shares(question), strict=True):
        clock.ms = begins + int(share * question.minutes * MINUTE)
        file.capture(parse(line, file.known(session)), session=session, prompt=prompt)


def shares(question: Question) -> Iterator[float]:
    """Yield, for each line, which part of the question's time is over when it has been said."""
    lengths = [len(line) for line in question.lines]
    return (said / sum(lengths) for said in accumulate(lengths))


def main() -> int:
    """Make the sample, and say where it is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--again", action="store_true", help="make it anew where there is one")
    path = Path(__file__).with_name("sample.sqlite")
    try:
        if options.parse_args().again:
            path.unlink(missing_ok=True)
        build(read(), path)
    except ListeningError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
