"""What leaves a session file: asked of the one door, written as a format, put down, and noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from listening.model.errors import FileError, FileExists, ListeningError, NotSaved
from listening.model.vocabulary import Audience
from listening.sharing import formats, placing, writing
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose
from listening.sharing.formats import Format, Options, Written
from listening.sharing.placing import Place

if TYPE_CHECKING:
    from listening.model.records import Session
    from listening.sharing.reports import Report, ReportOptions
    from listening.store.session_file import SessionFile


COPY = Format("copy", "Session file", suffix=".sqlite", module="", takes="rows", binary=True)
"""What a session file made for an audience is noted as; it is written by the store."""


class NotNoted(ListeningError):
    """Nothing left, since the session file could take no note of it."""

    def __init__(self, file: Path, error: ListeningError) -> None:
        why = error.why if isinstance(error, NotSaved) else str(error)
        super().__init__(
            f"Nothing was written: what leaves {file.name} is noted in it first, and that could not be done ({why}). Try again "
            "in a moment, or copy the file with “listening copy” to where it can be written, and export from the copy."
        )


class Edited(FileError):
    """An earlier export stands there, which somebody edited since."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"{path} is an export of this session that somebody edited since, and was left as it is: choose another name, or "
            "replace it with --force.",
        )


class Leaving(NamedTuple):
    """An export or a report that is finished, and not yet anywhere."""

    sessions: tuple[Disclosed, ...]
    """What the one door gave, of each session that it tells of."""
    format: Format
    """What it is written as."""
    written: Written
    """Its bytes, and those of its companions."""
    kind: str = ""
    """The key of the report; empty for the account of a session."""

    @property
    def audience(self) -> Audience:
        """Who may read it."""
        return self.sessions[0].audience

    @property
    def digest(self) -> str:
        """What its bytes are known by."""
        return placing.digest(self.written.content)


def prepare(
    file: SessionFile, sessions: Sequence[str], audience: Audience, to: Format, options: Options
) -> Leaving:
    """Return what an audience may read of sessions, as a file of a format.

    Args:
        file: the open file.
        sessions: the ids of the sessions; one, for a format of documents.
        audience: who will read it.
        to: the format.
        options: what the format is told besides.
    """
    disclosed = tuple(disclose(file, session, audience) for session in sessions)
    return Leaving(disclosed, to, formats.export(to, disclosed, options))


def prepare_report(
    file: SessionFile,
    session: str,
    audience: Audience,
    report: Report,
    to: Format,
    options: ReportOptions,
) -> Leaving:
    """Return a report of what an audience may read of a session, as a file of a format.

    Args:
        file: the open file.
        session: the id of the session.
        audience: who will read it.
        report: which report.
        to: a format of documents.
        options: what the report is told besides.

    Raises:
        WrongUse: the report is not made for this audience, or an option does not fit.
    """
    # Imported here because most of what leaves is no report.
    from listening.sharing import reports

    report.refuse_other_readers(audience)
    disclosed = disclose(file, session, audience)
    document = reports.build(report, disclosed, options)
    about = Options(generated=options.generated, plain=options.plain)
    return Leaving((disclosed,), to, formats.render_document(to, document, about), report.key)


def place(
    file: SessionFile,
    sessions: Sequence[str],
    audience: Audience,
    to: Format,
    folder: Path,
    kind: str = "",
    *,
    edited_too: bool = False,
) -> Place:
    """Return where an export goes in a folder when nobody names its file.

    Args:
        file: the session file.
        sessions: the ids of the sessions that are in it.
        audience: who will read it.
        to: the format.
        folder: the folder.
        kind: the key of a report; empty for an export.
        edited_too: whether an earlier one may be replaced although somebody edited it.

    Raises:
        FileExists: each name that it could have belongs to something else.
    """
    one = _only(file, sessions)
    beside = folder / file.path.name
    noted = _noted(file, one)
    return placing.find(
        beside, one, audience, to.suffix, kind=kind, noted=noted, edited_too=edited_too
    )


def refuse_edited(file: SessionFile, sessions: Sequence[str], path: Path) -> None:
    """Raise `Edited` where a file that somebody named is an earlier export that was edited since."""
    one = _only(file, sessions)
    if placing.is_of(path, one) and not placing.is_untouched(path, _noted(file, one)):
        raise Edited(path)


def _only(file: SessionFile, sessions: Sequence[str]) -> Session | None:
    return file.session(sessions[0]) if len(sessions) == 1 else None


def put(file: SessionFile, leaving: Leaving, path: Path) -> tuple[Path, ...]:
    """Note it in the file, and write it and its companions; all of this or nothing.

    Returns:
        The paths that were written, its own first.

    Raises:
        FileExists: what stands there may not be replaced, or a companion's place is taken by a
            file that is not of an earlier export.
        NotNoted: the session file could take no note of it.
        NotSaved: the disk did not take it.
    """
    beside = {
        path.with_suffix(suffix): content for suffix, content in leaving.written.beside.items()
    }
    _refuse_itself(file, (path, *beside))
    _refuse_to_replace(file, leaving, path, tuple(beside))
    with noting(file, leaving) as noted:
        writing.write_whole(path, leaving.written.content, beside, ready=noted)
    return (path, *beside)


@contextmanager
def noting(file: SessionFile, leaving: Leaving) -> Iterator[Callable[[], None]]:
    """Give the block what notes an export, for the moment before it leaves.

    Where the block raises after that, the note is taken back as far as the disk lets it be: a note
    too many harms nobody, and words that left unnoted may.
    """
    noted: list[Callable[[], None]] = []
    try:
        yield lambda: noted.append(note(file, leaving))
    except BaseException:
        with suppress(ListeningError):
            for take_back in noted:
                take_back()
        raise


def note(file: SessionFile, leaving: Leaving) -> Callable[[], None]:
    """Note in the file what leaves it, for each session in it, and return what takes that back.

    Raises:
        NotNoted: the file could take no note of it, so it may not leave.
    """
    named = f"{leaving.kind} {leaving.format.key}".strip()
    sessions = [each.session.id for each in leaving.sessions]
    try:
        noted = file.note_export(
            *sessions, audience=leaving.audience.value, format=named, digest=leaving.digest
        )
    except ListeningError as error:
        raise NotNoted(file.path, error) from error
    return partial(file.clear_export, noted)


def _refuse_itself(file: SessionFile, targets: Sequence[Path]) -> None:
    """Raise `FileExists` where an export would take the place of its own session file.

    Nobody looks into that file for it: closing it again would take the locks of a save from it.
    """
    for target in targets:
        if target.exists() and file.path.exists() and target.samefile(file.path):
            raise FileExists(target)


def _refuse_to_replace(
    file: SessionFile, leaving: Leaving, path: Path, companions: Sequence[Path]
) -> None:
    """Raise `FileExists` for a companion's place that nobody named and that is not ours.

    A companion is noted nowhere: it is ours where the file that it stands beside is.
    """
    taken = [each for each in companions if each.exists()]
    if not taken:
        return
    session = leaving.sessions[0].session if len(leaving.sessions) == 1 else None
    if placing.is_of(path, session):
        return
    if not placing.is_untouched(path, _noted(file, session)):
        raise FileExists(taken[0])


def _noted(file: SessionFile, session: Session | None) -> frozenset[str]:
    """Return the digests of what the file has noted to have left it: of one session, or of all.

    What left of another session of the file is not this one's to replace.
    """
    return frozenset(
        each.digest for each in file.exports() if session is None or each.session == session.id
    )
