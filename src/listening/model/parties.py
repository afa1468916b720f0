"""Parties: who can promise something, or stand in a relation; never “someone”.

The parties that the Archbishops' Commission on Reimagining Care named are taken from what the two
Archbishops published of its report, *Care and Support Reimagined: a National Care Covenant for
England* (24 January 2023): the announcement on archbishopofyork.org (“the mutual responsibilities
of individuals, families, communities and local and national government”, “a new deal for unpaid
carers”, “actively engaged citizens”, “a broad coalition – including politicians, faith communities,
charities, and user-led organisations”) and that on archbishopofcanterbury.org (“the role of
citizens, families, communities and the State”). The report itself was not at hand. It may name
more, such as the NHS, employers and providers, which those two pages do not: these count as added
locally here, since to say that the Commission named somebody is a claim, and to say too little of
it does less harm.
"""

from __future__ import annotations

import re

from listening.model.errors import WrongUse
from listening.model.text import fold, single_line

# Kept as texts, and compiled when they are first used: most starts of the program need none.
_VAGUE = (
    "someone|somebody|anyone|anybody|nobody|everyone|everybody|whoever|one|people|others?|they|them|we|us|"
    "i|me|you|he|she|it|all|both|several|some|various|none|nil|unknown|unnamed|undecided|pending|tb[acd]|na|"
    "an?|the|of|or|and|no|not|to|be|by|else|any|yet|known|sure"
)
"""Words that name no party, alone or together."""
_SOMEONE = frozenset({"someone", "somebody", "anyone", "anybody", "nobody"})
"""With what follows these, the party is in what follows: “someone at the council”."""
_WORDS = r"[^\W_]+(?:['’][^\W_]+)*"
_NAMED = (
    r"\b(?:citizens?|individuals?|residents?|famil(?:y|ies)|relatives|unpaid carers?|carers?|"
    r"communit(?:y|ies)|neighbou?rs?|neighbou?rhoods?|volunt(?:eers?|ary)|charit(?:y|ies)|"
    r"user-led|disabled people['’]s organisations?|"
    r"church(?:es)?|mosques?|synagogues?|temples?|gurdwaras?|faith|parish(?:es)?|dioceses?|"
    r"councils?|county|borough|local authorit(?:y|ies)|local government|combined authorit(?:y|ies)|"
    r"government|the state|ministers?|parliament|politicians?|councillors?|mps?|treasury|"
    r"department of health and social care|dhsc)\b"
)
"""Ways to call individuals and citizens, families and unpaid carers, communities, faith communities,
charities and user-led organisations, local and national government, and politicians."""


def party(text: str) -> str:
    """Return the tidy name of a party.

    Raises:
        WrongUse: it names nobody who could be asked about it.
    """
    shown = single_line(text).strip(" ,;:")
    words = [fold(word) for word in re.findall(_WORDS, shown)]
    if all(re.fullmatch(_VAGUE, word) for word in words) or _is_short_for_nobody(shown):
        raise WrongUse(
            f"{_what_was_given(shown)}, so nobody could be asked about it: name a party, such as "
            "“the council”, “Riverside Surgery” or “the carers' group”."
        )
    if words[0] in _SOMEONE:
        raise WrongUse(
            f"“{shown}” leaves open who it is: name the party itself, such as “the council”, and they "
            "will find the right person."
        )
    return shown


def is_named_by_the_commission(party: str) -> bool:
    """Tell whether a party is one that the Commission named, by the words it is called with."""
    return re.search(_NAMED, fold(single_line(party))) is not None


def _is_short_for_nobody(shown: str) -> bool:
    """Tell whether it is “t.b.c.” or “n/a”, however it is spaced."""
    return "".join(re.findall(_WORDS, fold(shown))) in {"na", "tbc", "tba", "tbd"}


def _what_was_given(shown: str) -> str:
    return f"“{shown}” is not a party" if shown else "No party is named"
