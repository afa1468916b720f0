"""What people write where nobody has taken something on: “tbc”, “a member of staff”, “we will find someone”.

It is told by words and turns of phrase alone, whatever their case, so that it can err. It errs on the
side of names: a charity called Someone Cares, or one called We Are With You, is a party.
"""

from __future__ import annotations

import re
from enum import Enum

from listening.model.text import fold, single_line


class Lack(Enum):
    """Why words do not say who it is."""

    NOBODY = "nobody"
    """They name nobody at all: “tbc”, “us all”, “?”."""
    OPEN = "open"
    """They leave it open, though somebody may stand beside it: “TBC (council)”, “someone who knows”."""
    ANY = "any"
    """They mean one of many, whichever: “a member of staff”, “one of the councillors”."""
    WHOSE = "whose"
    """They say what, and not whose: “staff”, “the team”, “management”."""


# Kept as texts, and compiled when they are first used: most starts of the program need none.
_VAGUE = (
    "someone|somebody|anyone|anybody|nobody|noone|everyone|everybody|who|whoever|whom|whomever|which|"
    "whichever|one|ones|people|others?|another|they|them|we|us|i|me|you|he|she|him|it|this|that|these|those|"
    "my|our|your|his|her|its|their|mine|ours|yours|myself|ourselves|themselves|"
    "all|both|several|some|various|many|most|few|more|rest|each|either|neither|none|nothing|nil|null|unknown|unnamed|undecided|pending|"
    "unassigned|unclear|unsure|tb[acd]|na|an?|the|of|or|and|no|not|to|be|by|in|at|else|any|yet|so|far|known|"
    "sure|know|knows|idea|clue|do|don't|dont|dunno|idk|see|later|soon|follow|confirm|confirmed|confirmation|"
    "decide|decided|agree|agreed|announced|advised|arranged|appointed|assigned|allocated|named|found|"
    "identified|determined|chosen|filled|name|names|awaiting|awaited|vacant|blank|empty|ditto|same|above|as|"
    "here|present|depends|x{2,}"
)
"""Words that name nobody, alone or together."""

_WHOSE = (
    "staff|teams?|management|managers|leadership|employees|workers|workforce|personnel|colleagues|"
    "groups?|organi[sz]ations?|departments?|agencies|authorities|partners|stakeholders|professionals|"
    "officers|officials|members|representatives|reps|"
    "senior|whole|entire|relevant|right|appropriate|responsible|suitable|concerned|involved|frontline"
)
"""Words that say what somebody is, and not whose, alone or with the vague ones."""

_FITTING = "right|relevant|appropriate|correct|suitable|proper|responsible|best"
_DECIDED = (
    "confirmed|agreed|decided|announced|advised|arranged|appointed|assigned|allocated|named|found|"
    "identified|determined|chosen|filled|settled|discussed|sorted|elected|nominated|recruited|clarified"
)
_OPEN = (
    # “TBC (council)”, “council, to be confirmed”, “name to follow”, “the council?”
    r"\b(?:tb[acd]|t\.b\.[acd]|n ?/ ?a)\b",
    rf"\b(?:to be|yet to be|not yet) (?:{_DECIDED})\b",
    r"\bnot (?:agreed|decided|confirmed|arranged|settled)\b",
    r"\b(?:to (?:confirm|follow|decide)|awaiting confirmation)\b",
    r"^\?|\?[^\w?]*$",
    # “volunteer needed”, “no name yet”
    r"\b(?:needed|wanted|required)\W*$",
    r"^no [\w'-]+(?: [\w'-]+)? yet\b",
    # “someone at the council”, “nobody so far”, “the facilitator will find someone”; but not “Someone Cares”
    (
        r"\b(?:(?:some|any|every|no)(?:one|body)|no[ -]one)(?=\W*$|[^\w\s']"
        r"| (?:at|from|in|of|on|with|within|who|that|else|to|for|by|like|near|there|here|so|yet|has|have|is|was|are"
        r"|we|they|i|you|will|can|could|should|would|must|knows|came|wants|offered|senior|new|suitable)\b)"
    ),
    r"\b(?:whoever|whichever)\b",
    # “the right person at the council”, “those in charge”
    (
        rf"\b(?:{_FITTING}) (?:person|people|ones?|teams?|departments?|services?|officers?|authority"
        r"|authorities|body|manager|managers|agency|agencies|staff)\b"
    ),
    r"\b(?:person|people|persons|those|ones?) (?:responsible|in charge|concerned|in the know)\b",
    # “we'll see”, “they should”
    (
        r"^(?:i|we|they|he|she|you|it|this|that)(?:'ll|'d| (?:will|would|shall|should|could|might|must|need to"
        r"|don't|do not|hope|think|agreed|promised|said))\b"
    ),
    r"^who (?:will|is|can|should|does|knows)\b",
)
"""Turns of phrase that leave open who it is, whatever stands beside them."""

_PERSON = (
    "person|member|colleague|officer|official|worker|manager|nurse|doctor|gp|councillor|mp|carer|volunteer|"
    "neighbour|relative|resident|citizen|individual|representative|rep|expert|professional|specialist|"
    "adviser|advisor|advocate|lawyer|solicitor|leader|organiser|facilitator"
)
_BODY = (
    "organisation|organization|charity|company|business|church|school|surgery|provider|agency|group|"
    "service|department|team|authority"
)
_ANY = (
    r"\bmembers? of (?:the |our |your |their )?(?:staff|team|management|group|public)\b",
    r"^(?:any|one|some|two|several|a few|a couple)(?: or (?:two|more))? of (?:us|you|them|the|our|those|these)\b",
    (
        rf"^(?:an?|any|another|some|one)(?: [\w'-]+){{0,3}}? (?:{_PERSON})"
        r"(?=\W*$|[^\w\s']| (?:of|from|at|in|on|who|with|to|that|for|by|will|else)\b)"
    ),
    rf"^(?:an?|any|another|some|one)(?: [\w'-]+){{0,3}}? (?:{_BODY})\W*$",
)
"""Turns of phrase that mean one of many."""

_WORD = r"[^\W_]+(?:'[^\W_]+)*"


def lack(text: str) -> Lack | None:
    """Return why words do not say who it is; None where they name a party."""
    folded = re.sub(r"^[^\w?]+", "", fold(single_line(text)).replace("’", "'"))
    words = re.findall(_WORD, folded)
    if _all(_VAGUE, words) or "".join(words) in {"na", "tbc", "tba", "tbd"}:
        return Lack.NOBODY
    if _any(_OPEN, folded):
        return Lack.OPEN
    if _any(_ANY, folded):
        return Lack.ANY
    return Lack.WHOSE if _all(f"{_VAGUE}|{_WHOSE}", words) else None


def _all(known: str, words: list[str]) -> bool:
    return all(re.fullmatch(known, word) for word in words)


def _any(phrases: tuple[str, ...], folded: str) -> bool:
    return any(re.search(phrase, folded) for phrase in phrases)
