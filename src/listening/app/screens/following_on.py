"""From a contribution to what follows from it: a promise, or a relation that it tells of."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from textual.app import App

from listening.app.dates import this_day
from listening.app.promises.form import APromise, ARelation, Subject
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.line_question import keep_keys_for
from listening.model.records import Contribution
from listening.store.session_file import SessionFile


class Room(Protocol):
    """A screen on which a contribution is chosen."""

    @property
    def file(self) -> SessionFile:
        """The open file."""

    @property
    def app(self) -> App[object]:
        """The app that shows the screen."""

    def say(self, sentence: str) -> None:
        """Say something."""

    def kept(self) -> None:
        """Say that something reached the disk, and show it."""


def promise(room: Room, one: Contribution | None) -> None:
    """Have a promise written down that answers a contribution."""
    if one is not None:
        subject = APromise(room.file, one.session, answers=[one.id])
        _fill_in(room, subject, "The promise is saved; m lists all of this session.")


def relation(room: Room, one: Contribution | None) -> None:
    """Have a relation noted that was heard in a contribution."""
    if one is not None:
        subject = ARelation(room.file, one.session, said_in=one.id)
        _fill_in(room, subject, "The relation is saved; > lists all of this session.")


def _fill_in(room: Room, subject: Subject, told: str) -> None:
    def done(saved: str | None) -> None:
        if saved is not None:
            room.kept()
            room.say(told)

    keep_keys_for(room.app)
    room.app.push_screen(FollowForm(subject, _today(room.app)), done)


def _today(app: App[object]) -> date:
    """Return the day that it is for the app, or by the clock on the wall."""
    today = getattr(app, "today", None)
    return today() if callable(today) else this_day()
