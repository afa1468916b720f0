"""Writing what an audience may read of a session, and saying what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli.printing import counted
from listening.model.vocabulary import Audience
from listening.sharing import disclosure, markdown, writing
from listening.sharing.disclosed import Disclosed, Reason

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

_REASONS: Mapping[Reason, str] = {
    Reason.ANALYSIS: "counted only (for analysis only)",
    Reason.PARAPHRASE: "counted only (paraphrase only, and none is written yet)",
    Reason.OFF: "counted only (off record)",
    Reason.WITHDRAWN: "left out (taken back)",
}


@dataclass(frozen=True, slots=True)
class Export:
    """What an audience may read of a session, ready to be written."""

    text: str
    """The Markdown."""
    sentence: str
    """What is in it, and what is not, and why."""


def build(file: SessionFile, session: str, audience: Audience) -> Export:
    """Return what an audience may read of a session."""
    disclosed = disclosure.disclose(file, session, audience)
    generated = datetime.now().astimezone()
    return Export(markdown.markdown(disclosed, generated), _sentence(disclosed))


def beside(file: SessionFile, session: str, audience: Audience, folder: Path) -> Path:
    """Return where an export goes in a folder when nobody names its file."""
    about = file.session(session)
    return writing.default_path(folder / file.path.name, about, audience)


def _sentence(disclosed: Disclosed) -> str:
    shown = sum(1 for each in disclosed.contributions if each.words or each.paraphrase)
    told = f"{counted(shown, 'contribution')} can be read in it, by {disclosed.audience.label}"
    withheld = [
        f"{each.number:,} {'is' if each.number == 1 else 'are'} {_REASONS[each.reason]}"
        for each in disclosed.withheld
    ]
    return f"{'; '.join((told, *withheld))}."
