"""What leaves a session file: asked of the one door, written as a format, put down, and noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from listening.model.errors import FileExists
from listening.model.vocabulary import Audience
from listening.sharing import formats, placing, writing
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose
from listening.sharing.formats import Format, Options, Written

if TYPE_CHECKING:
    from listening.model.records import Session
    from listening.sharing.reports import Report, ReportOptions
    from listening.store.session_file import SessionFile


COPY = Format("copy", "Session file", suffix=".sqlite", module="", takes="rows", binary=True)
"""What a session file made for an audience is noted as; it is written by the store."""


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
) -> Path:
    """Return where an export goes in a folder when nobody names its file.

    Raises:
        FileExists: each name that it could have belongs to something else.
    """
    one = file.session(sessions[0]) if len(sessions) == 1 else None
    beside = folder / file.path.name
    return placing.default_path(
        beside, one, audience, to.suffix, kind=kind, noted=_noted(file, one)
    )


def put(file: SessionFile, leaving: Leaving, path: Path) -> tuple[Path, ...]:
    """Write it and its companions, whole or not at all, and return their paths, its own first.

    Raises:
        FileExists: what stands there may not be replaced, or a companion's place is taken by a
            file that is not of an earlier export.
        NotSaved: the disk did not take it.
    """
    beside = {
        path.with_suffix(suffix): content for suffix, content in leaving.written.beside.items()
    }
    _refuse_itself(file, (path, *beside))
    _refuse_to_replace(file, leaving, path, tuple(beside))
    writing.write_whole(path, leaving.written.content, beside)
    return (path, *beside)


def note(file: SessionFile, leaving: Leaving) -> None:
    """Note in the file what has left it, for each session in it."""
    named = f"{leaving.kind} {leaving.format.key}".strip()
    for each in leaving.sessions:
        file.note_export(
            each.session.id, audience=leaving.audience.value, format=named, digest=leaving.digest
        )


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
    if not placing.is_ours(path, session, _noted(file, session)):
        raise FileExists(taken[0])


def _noted(file: SessionFile, session: Session | None) -> frozenset[str]:
    """Return the digests of what the file has noted to have left it: of one session, or of all.

    What left of another session of the file is not this one's to replace.
    """
    return frozenset(
        each.digest for each in file.exports() if session is None or each.session == session.id
    )
