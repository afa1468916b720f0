"""The one table of what `note` can be told to do; help and reading are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from listening.cli.note import asking, changing, in_the_room, steering
from listening.cli.note.desk import Desk

Run: TypeAlias = Callable[[Desk, str], Iterable[str]]
"""Does an order, given what stands after its word, and yields what there is to say."""

HELP_SIGN = "?"
"""The line that asks for help."""
LONG = "long"
"""The order after which several lines make one contribution."""

HOW_TO_WRITE = (
    "Any other line is words: HANDLE: words, then marks if you like, then Enter.",
    "Marks: /a /r /s areas, /none none of the three, #code.",
    "More marks: !barrier and other kinds, %unnamed and other sharing, ~para and other captures.",
    "A backslash before the last marks, or before a colon or ? at the start, keeps them as words.",
)


class Order(NamedTuple):
    """One thing that can be done besides writing."""

    usage: str
    """What may stand after its word."""
    help: str
    """What it does, in a few words."""
    run: Run
    """Does it."""


def _help(_desk: Desk, _rest: str) -> Iterable[str]:
    yield from HOW_TO_WRITE
    yield "A line that is only this does something else:"
    for word, order in ORDERS.items():
        yield f"    {f':{word} {order.usage}'.rstrip()} — {order.help}"
    yield f"    {HELP_SIGN} — this help"


def _nothing(_desk: Desk, _rest: str) -> Iterable[str]:
    """Say nothing: several lines are gathered by whoever reads them."""
    return ()


ORDERS: Mapping[str, Order] = {
    "list": Order("[N|all]", "the last 10 contributions, or the last N, or all", asking.recent),
    "last": Order("", "the contribution last saved or changed", asking.last),
    "untagged": Order("", "those about which nobody has decided yet", asking.untagged),
    "find": Order("words", "those in which all these words occur, best first", asking.find),
    "counts": Order("", "the figures of the session", asking.counts),
    "session": Order("", "what is known of the session", asking.session),
    "contact": Order("", "whom to go to with a safeguarding worry", asking.contact),
    "prompts": Order("", "all prompts", steering.listed),
    "prompt": Order("[N|none]", "the prompt that is open, or open another", steering.chosen),
    "next": Order("", "open the next prompt", steering.following),
    "prev": Order("", "open the prompt before", steering.preceding),
    "agenda": Order("", "the prompts and the minutes that they have had", in_the_room.agenda),
    "break": Order("", "a break begins, or ends", in_the_room.pause),
    "voices": Order("", "from where was heard, and from where not yet", in_the_room.voices),
    "tag": Order("[ID|last] +a -r #code", "put areas and codes on, take them off", changing.tag),
    "none": Order("[ID|last]", "say “none of the three areas”", changing.none),
    "edit": Order("[ID|last] [line]", "make it what the line says, or see its line", changing.edit),
    "remove": Order("[ID|last]", "take it out of every list; its history stays", changing.remove),
    "restore": Order("[ID|last]", "bring it back", changing.restore),
    "readback": Order("[ID|last]", "it was read back to those who said it", in_the_room.read_back),
    "confirmed": Order("[ID|last]", "those who said it say: that is it", in_the_room.confirmed),
    "withdrawn": Order("[ID|last]", "those who said it take it back", in_the_room.withdrawn),
    "undo": Order("", "take your last change back", changing.undo),
    "who": Order("[P3 [perspective, …]]", "who spoke, or from where P3 speaks", changing.who),
    LONG: Order("[ID|last]", "one contribution of several lines; a lone . ends it", _nothing),
    "drafts": Order("[save N|drop N]", "lines that were typed and never saved", changing.drafts),
    "quit": Order("", "end", steering.close),
}
"""Every order by its word."""

HELP = Order("", "this help", _help)
"""What a lone question mark does."""
