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
from listening.model.nobody import Lack, lack
from listening.model.text import fold, single_line

# Kept as a text, and compiled when it is first used: most starts of the program do not need it.
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

_MANY = (Lack.ANY, Lack.WHOSE)
"""What somebody can trust, or be trusted by, though nobody could say who is to be asked."""

_ITSELF = ": name the party itself, such as “the council”, and they will find the right person."
_TO_PROMISE = {
    Lack.NOBODY: ", so nobody could be asked about it: name a party, such as “the council”, "
    "“Riverside Surgery” or “the carers' group”.",
    Lack.OPEN: _ITSELF,
    Lack.ANY: _ITSELF,
    Lack.WHOSE: ": say whose, such as “the housing team of the council” or “the staff of Riverside "
    "Surgery”.",
}
"""What is asked for instead, by what is missing from the name of a party that promises something."""
_TO_STAND = ": name a party, such as “families”, “the council” or “the staff”."
"""The same for a relation."""


def party(text: str) -> str:
    """Return the tidy name of a party that can promise something.

    Raises:
        WrongUse: it names nobody who could be asked about it.
    """
    shown = _tidy(text)
    missing = lack(shown)
    if missing is not None:
        raise WrongUse(f"{_what_is_missing(shown, missing)}{_TO_PROMISE[missing]}")
    return shown


def related_party(text: str) -> str:
    """Return the tidy name of a party that stands in a relation: also “the staff”, or “a carer”.

    Raises:
        WrongUse: it names nobody.
    """
    shown = _tidy(text)
    missing = lack(shown)
    if missing is None or missing in _MANY:
        return shown
    raise WrongUse(f"{_what_is_missing(shown, missing)}{_TO_STAND}")


def is_named_by_the_commission(party: str) -> bool:
    """Tell whether a party is one that the Commission named, by the words it is called with."""
    missing = lack(party)
    is_party = missing is None or missing in _MANY
    return is_party and re.search(_NAMED, fold(single_line(party))) is not None


def _tidy(text: str) -> str:
    return single_line(text).strip(" ,;:")


def _what_is_missing(shown: str, missing: Lack) -> str:
    if not shown:
        return "No party is named"
    if missing is Lack.NOBODY:
        return f"“{shown}” is not a party"
    if missing is Lack.WHOSE:
        return f"“{shown}” could be many"
    return f"“{shown}” leaves open who it is"
