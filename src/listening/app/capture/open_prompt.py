"""The prompt that is open: what is saved now belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from listening.model.records import Prompt
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from listening.store.views import Draft

_SAME_SITTING = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """Which prompt is open, and since when."""

    token: str | None
    """The prompt's token; None where the session has none."""
    began: datetime

    def moved(self, prompts: Sequence[Prompt], by: int, now: datetime) -> OpenPrompt:
        """Return the prompt so many further on, never beyond the ends; the same one keeps its time."""
        tokens = [prompt.id for prompt in prompts]
        here = tokens.index(self.token) if self.token in tokens else 0
        return self.at(prompts, here + by, now)

    def at(self, prompts: Sequence[Prompt], index: int, now: datetime) -> OpenPrompt:
        """Return the prompt at this place, 0 the first, or the nearest there is."""
        if not prompts:
            return OpenPrompt(None, now)
        token = prompts[max(0, min(index, len(prompts) - 1))].id
        return self if token == self.token else OpenPrompt(token, now)

    def still_there(self, prompts: Sequence[Prompt], now: datetime) -> OpenPrompt:
        """Return this prompt, or the first one where it was taken out of the agenda."""
        return self.moved(prompts, 0, now)


def reopened(
    file: SessionFile,
    session: str,
    prompts: Sequence[Prompt],
    drafts: Sequence[Draft],
    now: datetime,
    at: str | None = None,
) -> OpenPrompt:
    """Return the prompt that was open last: of a line left behind, else where the room was last.

    Where nobody noted that, it is the prompt of what was saved last.
    """
    where = Where(session=session)
    last = file.contributions(where, limit=1, offset=max(0, file.count(where) - 1))
    tokens = {prompt.id for prompt in prompts}
    saved = [one.prompt for one in last]
    candidates = [*(draft.prompt for draft in reversed(drafts)), at, *saved]
    token = next((token for token in candidates if token in tokens), None)
    if token is None:
        return OpenPrompt(None, now).at(prompts, 0, now)
    return OpenPrompt(token, _began(file, Where(session=session, prompt=token), now))


def _began(file: SessionFile, where: Where, now: datetime) -> datetime:
    """Return when a prompt was opened in this sitting: at the first thing that was said to it."""
    for first in file.contributions(where, limit=1):
        began = datetime.fromisoformat(first.at)
        if timedelta() <= now - began < _SAME_SITTING:
            return began
    return now
