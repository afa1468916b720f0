"""Putting another text where a hint was found: beside words, in a promise, in what a session is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from listening.model.errors import NotFound, WrongUse
from listening.model.records import Participant, Prompt
from listening.model.text import single_line
from listening.sharing.privacy import Found
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile


def put(file: SessionFile, found: Found, text: str) -> None:
    """Put a text in place of the one in which a hint was found.

    Args:
        file: the file, opened to write.
        found: a hint, in any text but the line and the paraphrase of a contribution.
        text: what shall stand there, tidy; nothing takes away what can be left out.

    Raises:
        ListeningError: it cannot stand there, or could not be saved.
    """
    if found.what == "contribution":
        _BESIDE[found.field](file, found, text)
    else:
        _ELSEWHERE[found.what](file, found, text)


def _agreed_name(file: SessionFile, found: Found, text: str) -> None:
    speaker = _speaker(file, found)
    file.set_participant(speaker.session, speaker.handle, agreed_name=text)


def _perspective(file: SessionFile, found: Found, text: str) -> None:
    speaker = _speaker(file, found)
    named = [text if one == found.within else one for one in speaker.perspectives]
    file.set_participant(speaker.session, speaker.handle, perspectives=named)


def _speaker(file: SessionFile, found: Found) -> Participant:
    said = file.contribution(found.id)
    for one in file.participants(said.session):
        if one.id == said.participant:
            return one
    raise NotFound("participant", said.by or "")


def _fact(file: SessionFile, found: Found, text: str) -> None:
    file.describe(found.id, {found.field: text or None})


def _prompt(file: SessionFile, found: Found, text: str) -> None:
    if not single_line(text):
        raise WrongUse("Nothing stands in the line: write the prompt, or Escape leaves it.")
    session, agenda = _agenda(file, found)
    plan = [
        PromptPlan(text if one.id == found.id else one.text or "", one.minutes, one.id)
        for one in agenda
    ]
    file.arrange(session, plan)


def _agenda(file: SessionFile, found: Found) -> tuple[str, tuple[Prompt, ...]]:
    """Return the session in which a prompt is put, and its whole agenda."""
    for session in file.sessions():
        agenda = file.prompts(session.id)
        if any(one.id == found.id for one in agenda):
            return session.id, agenda
    raise NotFound("prompt", found.id)


def _promise(file: SessionFile, found: Found, text: str) -> None:
    file.update_commitment(found.id, **_change(found, text))


def _relation(file: SessionFile, found: Found, text: str) -> None:
    file.update_relation(found.id, **_change(found, text))


def _change(found: Found, text: str) -> Any:
    """Return the change of the one field, which only the hint knows."""
    return {found.field: text or None if found.field in _CAN_BE_LEFT_OUT else text}


_Put = Callable[[SessionFile, Found, str], None]
_CAN_BE_LEFT_OUT = ("whom", "reason", "about")
_BESIDE: Mapping[str, _Put] = {
    "name": _agreed_name,
    "perspectives": _perspective,
}
_ELSEWHERE: Mapping[str, _Put] = {
    "session": _fact,
    "prompt": _prompt,
    "commitment": _promise,
    "relation": _relation,
}
