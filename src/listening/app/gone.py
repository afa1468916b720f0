"""What was on the screen and is gone meanwhile: nothing is done with it any more."""

from __future__ import annotations

from listening.model.errors import WrongUse
from listening.model.records import Commitment, Contribution, Relation
from listening.model.vocabulary import Check
from listening.store.session_file import SessionFile

_TAKEN_BACK = "Whoever said this has just taken it back: nothing was done."
_TAKEN_OUT = "Somebody has just taken this out of every list: nothing was done."


def refuse_gone(file: SessionFile, shown: Contribution) -> Contribution:
    """Return a contribution as it is now, where it still stands as it was shown.

    Raises:
        WrongUse: it was taken back, or taken out of every list, since it was shown.
        NotFound: it was erased.
    """
    now = file.contribution(shown.id)
    if is_withdrawn(now) and not is_withdrawn(shown):
        raise WrongUse(_TAKEN_BACK)
    if now.removed and not shown.removed:
        raise WrongUse(_TAKEN_OUT)
    return now


def refuse_removed(one: Commitment | Relation) -> None:
    """Refuse what is to be done with something that was taken out.

    Raises:
        WrongUse: it was taken out of every list.
    """
    if one.removed:
        raise WrongUse(_TAKEN_OUT)


def is_withdrawn(one: Contribution) -> bool:
    """Tell whether those who said it took it back."""
    return one.check is Check.WITHDRAWN


def stands(one: Contribution) -> bool:
    """Tell whether a contribution is neither taken back nor taken out."""
    return not (one.removed or is_withdrawn(one))
