"""The long work of sharing: reading what may leave, and writing it. It runs in threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from listening.app.share.choice import Choice
from listening.app.share.preview import Preview, document_of, preview
from listening.model.errors import FileExists, ListeningError
from listening.sharing import formats, leaving
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose
from listening.sharing.formats import Options, Step
from listening.sharing.leaving import Leaving
from listening.store.session_file import SessionFile


class Stopped(Exception):
    """Somebody wished the work to stop, or something newer is to be read."""


class Changed(ListeningError):
    """What may leave is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was written: the session was changed since this was shown. This is how it stands now;"
            " look at it, then write it."
        )


@dataclass(frozen=True, slots=True)
class Put:
    """What was written."""

    paths: tuple[Path, ...]
    """Every file."""
    digests: frozenset[str]
    """What they are known by."""


def stopping(is_stopped: Callable[[], bool], told: Callable[[int, int], object]) -> Step:
    """Return a step that stops the work where that is wished, and tells of each further hundredth."""
    last = -1

    def step(done: int, of: int) -> None:
        nonlocal last
        if is_stopped():
            raise Stopped
        hundredth = done * 100 // of if of else 0
        if hundredth != last:
            last = hundredth
            told(done, of)

    return step


def read(choice: Choice, folder: Path, generated: datetime, step: Step) -> Preview:
    """Return what would leave by a choice.

    Args:
        choice: what is chosen.
        folder: where it is written unless somebody names another place.
        generated: the time for the text.
        step: hears how far the work is.

    Raises:
        Stopped: it is no longer wanted.
        ListeningError: the file cannot be read.
    """
    with SessionFile.open(choice.path) as file:
        shown = preview(choice, _disclosed(file, choice, step), generated, step)
        noted = frozenset(each.digest for each in file.exports())
        return replace(shown, out=_out(file, shown, folder), noted=noted)


def write(shown: Preview, author: str, out: Path, step: Step) -> Put:
    """Write what was shown, all of it made before any of it is written, and note it in the file.

    Raises:
        Stopped: it is no longer wanted; nothing was written.
        Changed: it is no longer what was shown; nothing was written.
        ListeningError: it could not be written.
    """
    with SessionFile.open(shown.choice.path, author=author) as file:
        if _disclosed(file, shown.choice, step) != shown.sessions:
            raise Changed
        made = _made(shown, out, step)
        step(1, 1)  # The last moment at which it can be stopped.
        put = [leaving.put(file, each, _path(file, shown, each, out)) for each in made]
    paths = tuple(path for written in put for path in written)
    return Put(paths, frozenset(each.digest for each in made))


def _disclosed(file: SessionFile, choice: Choice, step: Step) -> tuple[Disclosed, ...]:
    every = [session.id for session in file.sessions()] or [file.session().id]
    sessions = choice.sessions or every
    found = []
    for done, session in enumerate(sessions):
        step(done, len(sessions))
        found.append(disclose(file, session, choice.audience))
    return tuple(found)


def _out(file: SessionFile, shown: Preview, folder: Path) -> Path:
    """Return the place that is offered; where each name is taken, one that has to be changed."""
    if shown.is_several_files:
        return folder
    choice, ids = shown.choice, [each.session.id for each in shown.sessions]
    try:
        place = leaving.place(file, ids, choice.audience, choice.format, folder, choice.report)
    except FileExists as error:
        return error.path
    return place.path


def _path(file: SessionFile, shown: Preview, ready: Leaving, out: Path) -> Path:
    """Return where one file goes."""
    if not shown.is_several_files:
        return out
    ids = [each.session.id for each in ready.sessions]
    return leaving.place(file, ids, ready.audience, ready.format, out, ready.kind).path


def _made(shown: Preview, out: Path, step: Step) -> list[Leaving]:
    """Return every file, finished."""
    parts = [(each,) for each in shown.sessions] if shown.is_several_files else [shown.sessions]
    name = "" if shown.is_several_files else out.name
    options = _options(shown, name, step)
    return [_one(shown.choice, part, options) for part in parts]


def _options(shown: Preview, name: str, step: Step) -> Options:
    # In a table the word for it means something else: without the guard against spreadsheets.
    plain = shown.choice.plain and shown.choice.format.takes == "document"
    return Options(generated=shown.generated, plain=plain, name=name, step=step)


def _one(choice: Choice, sessions: tuple[Disclosed, ...], options: Options) -> Leaving:
    if choice.format.takes == "rows":
        written = formats.export(choice.format, sessions, options)
    else:
        document = document_of(choice, sessions[0], options.generated)
        written = formats.render_document(choice.format, document, options)
    return Leaving(sessions, choice.format, written, choice.report)
