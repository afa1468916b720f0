"""What is to be shared, with whom, and as what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.model.vocabulary import Audience
from listening.sharing import reports
from listening.sharing.formats import FORMATS, Format, named

FIRST_FORMAT = "markdown"
"""What is offered until another is chosen: the lossless one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Sessions of a file, an audience and a format."""

    path: Path
    """The session file."""
    sessions: tuple[str, ...] = ()
    """The ids of the sessions; none stands for all of the file."""
    audience: Audience = Audience.PUBLIC
    """Who will read it: the safest, until somebody chooses another."""
    to: str = FIRST_FORMAT
    """The key of the format."""
    report: str = ""
    """The key of the report; nothing for the whole account."""
    plain: bool = False
    """Whether a report is in plain words, and a document in large print."""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Who can read it: not every report is made for everybody."""
        return reports.named(self.report).audiences if self.report else tuple(Audience)

    @property
    def format(self) -> Format:
        """The format that it is written as."""
        return named(self.to)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can be written as: a report is a document."""
        there = FORMATS.values()
        return tuple(one for one in there if not self.report or one.takes == "document")

    def for_audience(self, audience: Audience) -> Choice:
        """Return the same for another audience."""
        return replace(self, audience=audience)

    def written_as(self, to: Format) -> Choice:
        """Return the same as another format."""
        return replace(self, to=to.key)

    def of_report(self, report: str) -> Choice:
        """Return a report, or the whole account: in the same format for the same readers if it can be."""
        keeps = not report or self.format.takes == "document"
        asked = replace(self, report=report, to=self.to if keeps else FIRST_FORMAT)
        if self.audience in asked.audiences:
            return asked
        return replace(asked, audience=asked.audiences[0])


def out_named(text: str, offered: Path) -> Path:
    """Return the file that somebody named for what is shared, beside the one that is offered.

    A folder stands for the offered name in it; a name without an ending gets the offered one.

    Raises:
        WrongUse: it cannot be a file.
    """
    name = single_line(text).strip("\"'")
    if not name:
        raise WrongUse("A file needs a name: write one, such as notes.")
    try:
        path = offered.parent / Path(name).expanduser()
        if path.is_dir():
            return path / offered.name
        path = path if path.suffix else path.with_name(path.name + offered.suffix)
        has_folder = path.parent.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise WrongUse(f"“{name}” cannot be the name of a file: take another.") from error
    if not has_folder:
        raise WrongUse(f"There is no folder {path.parent}: make it first, or name another.")
    return path


def folder_named(text: str, offered: Path) -> Path:
    """Return the folder that somebody named for several files.

    Raises:
        WrongUse: there is no such folder.
    """
    name = single_line(text).strip("\"'")
    try:
        path = offered / Path(name).expanduser()
        there = path.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise WrongUse(f"“{name}” cannot be the name of a folder: take another.") from error
    if not there:
        raise WrongUse(f"There is no folder {path}: make it first, or name another.")
    return path
