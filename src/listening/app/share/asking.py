"""What is asked while something is shared: for whom, as what, where to."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from listening.app.screens.line_question import LineQuestion
from listening.app.screens.question import Answer, Question
from listening.app.share.choice import Choice, folder_named, out_named
from listening.app.share.preview import Preview
from listening.model.vocabulary import Audience
from listening.sharing import placing
from listening.sharing.formats import Format
from listening.sharing.reports import REPORTS

_WHOM = (
    ("p", Audience.PUBLIC, "Everybody: words without handles, and only what was agreed for all"),
    ("r", Audience.ROOM, "Those who took part: the same, with what only the room knows"),
    ("t", Audience.TEAM, "Organisers and note-takers: everything but what is off record"),
)


def for_whom(choice: Choice) -> Question[Audience]:
    """Return the question who will read it; the safest answer is the first."""
    answers = [Answer(key, words, one) for key, one, words in _WHOM if one in choice.audiences]
    return Question("Who will read it?", answers)


def what() -> Question[str]:
    """Return the question what is shared; the answer is the key of a report, or nothing for the account."""
    told = ((one.key, f"{one.title}: {one.label}") for one in REPORTS.values())
    there = (("", "The whole account of the session"), *told)
    return Question(
        "What shall be shared?",
        [Answer(str(number), words, key) for number, (key, words) in enumerate(there, 1)],
    )


def as_what(choice: Choice) -> Question[Format]:
    """Return the question for the format."""
    there = enumerate(choice.formats, 1)
    return Question(
        "As what shall it be written?",
        [Answer(str(number), f"{one.label} ({one.suffix})", one) for number, one in there],
    )


def where_to(shown: Preview) -> LineQuestion:
    """Return the question for the place, in which one is offered."""
    if shown.is_several_files:
        question = (
            f"In which folder? {len(shown.sessions)} files are written, one for each session."
        )
        return LineQuestion(
            question,
            line=str(shown.out),
            read=lambda line: str(folder_named(line, shown.out)),
        )
    return LineQuestion(
        "Where to? Enter writes it there.",
        line=str(shown.out),
        read=lambda line: str(out_named(line, shown.out)),
    )


def is_somebody_elses(shown: Preview, out: Path) -> bool:
    """Tell whether a file would be replaced that is no earlier export, or was edited since."""
    if shown.is_several_files or not out.exists():
        return False
    return not placing.is_untouched(out, shown.noted)


def about_replacing(out: Path) -> Question[Literal["keep", "replace"]]:
    """Return the question whether a file is to be replaced; any answer but yes leaves it."""
    return Question(
        f"{out.name} is there already: it holds something else, or was edited since it left. Shall it be replaced?",
        [
            Answer("k", "Keep it, and write nothing", "keep"),
            Answer("r", "Replace it: what it holds is gone", "replace"),
        ],
    )
