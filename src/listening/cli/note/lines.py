"""Which lines are orders and which are words. When in doubt, they are words."""

from __future__ import annotations

from typing import NamedTuple

from listening.cli.note.orders import HELP, HELP_SIGN, ORDERS, Order
from listening.model.text import fold

_USUAL_ELSEWHERE = frozenset(
    ("exit", "h", "help", "last", "list", "q", "quit", "show", "u", "undo", "wq", "x")
)
"""Words that other programs obey when they are a line's only one."""


class Told(NamedTuple):
    """A line that tells `note` to do something."""

    word: str
    """The order's word; empty for help."""
    order: Order
    rest: str
    """What stands after the word."""


def told(line: str) -> Told | None:
    """Return the order that a line is; None if it is words.

    An order is a lone `?`, or `:` and a known word, with more after it only where the order takes
    more. Any other line, also one that begins so, is words.
    """
    text = line.strip()
    if text == HELP_SIGN:
        return Told("", HELP, "")
    word, _, rest = text.removeprefix(":").partition(" ")
    if not text.startswith(":") or word not in ORDERS:
        return None
    order, rest = ORDERS[word], rest.strip()
    return Told(word, order, rest) if order.usage or not rest else None


def looks_like_an_order(line: str) -> bool:
    """Tell whether a line of words is one bare word that somebody may have meant as an order."""
    return fold(line.strip().removeprefix(":")) in _USUAL_ELSEWHERE


def words(line: str) -> str:
    """Return what a line of words says: one backslash off where it keeps an order as words."""
    begins = line.lstrip()
    if begins.startswith("\\") and told(begins.lstrip("\\")):
        return begins[1:]
    return line
