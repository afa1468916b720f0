"""What was found, as it may leave: the rows that an audience may read, and nothing that was not found."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.model.vocabulary import Audience
from listening.sharing import formats, leaving, writing
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.disclosure import disclose
from listening.sharing.formats import FORMATS, Options, Written
from listening.sharing.formats.datapackage import SUFFIX
from listening.sharing.leaving import Leaving

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

KIND = "found"
"""What such an export is called in file names and in what the files note."""

_FORMAT = FORMATS["csv"]
_LONGEST_SLUG = 60
"""How many characters of what was asked a file name takes."""


class FoundIn(NamedTuple):
    """What was found in a file."""

    file: SessionFile
    """The open file; it notes what leaves."""
    whole: SessionFile
    """What is read: the file, as all its copies in the folder have it."""
    sessions: Collection[str]
    """The tokens of the sessions from which something was found."""
    ids: Collection[str]
    """The ids of what was found."""


class FoundLeft(NamedTuple):
    """A table of what was found."""

    path: Path
    number: int
    """How many contributions are in it."""


def leave_found(
    parts: Sequence[FoundIn],
    asked: str,
    audience: Audience,
    folder: Path,
    generated: datetime,
    *,
    is_found: Callable[[str], bool],
) -> FoundLeft | None:
    """Write contributions that were found as one table, under a name of its own; nothing is replaced.

    Args:
        parts: what was found, file by file.
        asked: by what it was found, in words and filters.
        audience: who will read it.
        folder: where the table goes.
        generated: when.
        is_found: whether the words that were asked for find a text. What others than the team read of
            a contribution must be found by them too: a table that is called after a word would tell
            else what was said in the words that it keeps back.

    Returns:
        The table; None where this audience may read none of it.

    Raises:
        NotNoted: a file could take no note of it.
        NotSaved: the disk did not take it.
    """
    shown = [tuple(_of_part(part, audience, is_found)) for part in parts]
    sessions = tuple(_in_one(one for each in shown for one in each))
    if not sessions:
        return None
    target = _free_path(folder, sessions, asked)
    options = Options(generated=generated, name=target.name)
    written = _telling(formats.export(_FORMAT, sessions, options), asked)
    with ExitStack() as stack:
        notes = [
            stack.enter_context(leaving.noting(part.file, _noted(part, there, written)))
            for part, there in zip(parts, shown, strict=True)
            if there
        ]
        writing.write_whole(
            target,
            written.content,
            {target.with_suffix(ending): content for ending, content in written.beside.items()},
            ready=partial(_all, notes),
        )
    return FoundLeft(target, sum(len(one.contributions) for one in sessions))


def refuse_one_voice(audience: Audience, narrowed_by: Collection[str]) -> None:
    """Refuse to give others than the team what was found by who said it, or who wrote it down.

    Quotes without a name would stand together there as one person's, or one group's.

    Raises:
        WrongUse: it is so.
    """
    if audience is not Audience.TEAM and narrowed_by:
        filters = " and ".join(f"{name}:" for name in narrowed_by)
        raise WrongUse(
            f"What {filters} found is for the team alone, since quotes without a name would stand "
            "together as one person's: leave that filter out, or export it for the team."
        )


def _all(notes: Iterable[Callable[[], None]]) -> None:
    for note in notes:
        note()


def _of_part(
    part: FoundIn, audience: Audience, is_found: Callable[[str], bool]
) -> Iterable[Disclosed]:
    """Yield what an audience may read of what was found in a file, session by session."""
    wholes = dict.fromkeys(part.whole.session(token).id for token in part.sessions)
    for token in wholes:
        disclosed = disclose(part.whole, token, audience)
        found = tuple(
            one
            for one in disclosed.contributions
            if one.id in part.ids and (audience is Audience.TEAM or is_found(_read_of(one)))
        )
        if found:
            yield disclosed._replace(contributions=found)


def _read_of(one: Shown) -> str:
    return " ".join(filter(None, (one.words, one.paraphrase)))


def _in_one(shown: Iterable[Disclosed]) -> Iterable[Disclosed]:
    """Yield each session once, with what was found in all files, and with no figure of anything else."""
    once: dict[str, Disclosed] = {}
    for each in shown:
        former = once.get(each.session.id)
        found = (*former.contributions, *each.contributions) if former else each.contributions
        once[each.session.id] = each._replace(
            contributions=found,
            counts=each.counts._replace(contributions=len(found)),
            withheld=(),
            commitments=(),
            relations=(),
            links=(),
        )
    yield from once.values()


def _free_path(folder: Path, sessions: Sequence[Disclosed], asked: str) -> Path:
    """Return where nothing stands yet, called after what was asked, and a session where it is one alone."""
    from slugify import slugify  # only what is written needs a name

    title = sessions[0].session.title if len(sessions) == 1 else ""
    called = (
        slugify(each or "", max_length=_LONGEST_SLUG, word_boundary=True) for each in (title, asked)
    )
    of_session, of_question = called
    pieces = (of_session, KIND, of_question or "all", sessions[0].audience.value)
    stem = "-".join(filter(None, pieces))
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(
        folder / f"{name}{_FORMAT.suffix}"
        for name in names
        if not any(os.path.lexists(folder / f"{name}{end}") for end in (_FORMAT.suffix, SUFFIX))
    )


def _telling(written: Written, asked: str) -> Written:
    """Return a table whose companion says by what it was found, so that nobody takes it for all that was said."""
    package: dict[str, object] = json.loads(written.beside[SUFFIX])
    by = f"by “{single_line(asked)}”" if asked.strip() else "without a word or filter"
    package["description"] = f"What was found {by}, and no more. {package['description']}"
    told = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    beside: Mapping[str, bytes] = {**written.beside, SUFFIX: told.encode()}
    return Written(written.content, beside)


def _noted(part: FoundIn, shown: Sequence[Disclosed], written: Written) -> Leaving:
    """Return what a file notes of a table: its sessions under the names by which it knows them."""
    tokens = dict.fromkeys(part.file.session(token).id for token in part.sessions)
    first = shown[0]
    known = tuple(first._replace(session=replace(first.session, id=token)) for token in tokens)
    return Leaving(known, _FORMAT, written, KIND)
