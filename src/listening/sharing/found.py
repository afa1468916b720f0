"""What was found, as it may leave: the rows that an audience may read, and nothing that was not found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from listening.model.errors import WrongUse
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose
from listening.sharing.formats import FORMATS, Options
from listening.sharing.leaving import Leaving

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

KIND = "found"
"""What such an export is called in file names and in what the file notes."""

_FORMAT = FORMATS["csv"]


def prepare_found(
    file: SessionFile, ids: Collection[str], audience: Audience, generated: datetime
) -> Leaving | None:
    """Return contributions that were found as a table; None where this audience may read none of them.

    Args:
        file: the open file.
        ids: the ids of what was found.
        audience: who will read it.
        generated: when.
    """
    shown = (_only(disclose(file, one.id, audience), ids) for one in file.sessions())
    sessions = tuple(one for one in shown if one.contributions)
    if not sessions:
        return None
    written = formats.export(_FORMAT, sessions, Options(generated=generated))
    return Leaving(sessions, _FORMAT, written, KIND)


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


def _only(disclosed: Disclosed, ids: Collection[str]) -> Disclosed:
    found = tuple(one for one in disclosed.contributions if one.id in ids)
    return disclosed._replace(contributions=found, commitments=(), relations=(), links=())
