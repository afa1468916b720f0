"""What screens ask of the app, and what the app asks of screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

from listening.app.commands import Place
from listening.store.asked import Where

if TYPE_CHECKING:
    from listening.app.finding.answers import Said


class LeaveSession(Message):
    """The screen is to be left, and its session closed unless another screen under it shows it.

    What stood in its line has been kept as a draft.
    """


class GoToSaid(Message):
    """Something that was said in another session is wanted, in place of the session on the screen.

    What stood in its line has been kept as a draft.
    """

    def __init__(self, said: Said) -> None:
        """Say what.

        Args:
            said: a contribution, and the file in which it stands.
        """
        super().__init__()
        self.said = said


class OpenDetails(Message):
    """The set-up of the session on the screen is wanted.

    The screen that asked is resumed when it is done, and reads what may have changed.
    """

    def __init__(self, field: str = "") -> None:
        """Say where to begin.

        Args:
            field: the name of the field that gets the focus; nothing for the first.
        """
        super().__init__()
        self.field = field


class Review(Message):
    """Differences and likely duplicates of the session on the screen are to be settled."""


class Playback(Message):
    """The session on the screen is to be read back to the room."""


class MoreToSay(Message):
    """There is more to say about what is read back: it is wanted in a line, and linked."""

    def __init__(self, session: str, contribution: str) -> None:
        """Say about what.

        Args:
            session: the session's token.
            contribution: the id of what was read back.
        """
        super().__init__()
        self.session = session
        self.contribution = contribution


class Share(Message):
    """What of the session on the screen would leave is wanted."""


class OpenPromises(Message):
    """The promises of the session on the screen are wanted."""


class OpenRelations(Message):
    """The relations that people spoke of in what is on the screen are wanted."""


class CodeAgain(Message):
    """The session on the screen is to be coded a second time."""


class OpenFound(Message):
    """The contributions behind a figure of what is on the screen are wanted."""

    def __init__(self, where: Where) -> None:
        """Say which.

        Args:
            where: which contributions are meant; `once` where each thing said shall stand once.
        """
        super().__init__()
        self.where = where


class OpenFigures(Message):
    """The figures of what is on the screen are wanted, to be walked back to what was said."""


@runtime_checkable
class Placed(Protocol):
    """A screen on which commands apply."""

    @property
    def places(self) -> frozenset[Place]:
        """The places whose commands its actions carry out: what help and the palette offer."""


@runtime_checkable
class KeepsWords(Protocol):
    """A screen on which something may stand that was typed and not saved."""

    def keep_words(self) -> None:
        """Keep it now, as a draft, since the program ends; never ask, never wait, never fail."""


@runtime_checkable
class AsksFirst(Protocol):
    """A screen that is not left without asking about what was typed there."""

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that is not saved."""

    def leave(self, then: Callable[[], object]) -> None:
        """Do what comes then, after asking if need be."""
