"""What gives a person away in running words, as patterns: each reads a text in linear time.

Every repetition is bounded, so that no text, however long or hostile, makes a pattern look at one
place more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from listening.model.vocabulary import Term


class HintKind(Term):
    """What it is that may give a person away."""

    EMAIL = "email", "e-mail address"
    POSTCODE = "postcode", "postcode"
    INSURANCE = "national-insurance", "National Insurance number"
    PHONE = "phone", "phone number"
    NHS = "nhs", "NHS number"
    BIRTH = "birth", "date of birth"
    ADDRESS = "address", "street address"
    NAME = "name", "title and name"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one kind of hint looks like."""

    kind: HintKind
    look: re.Pattern[str]
    """Its group `it` is what gives somebody away; what stands around it is why it is believed."""
    holds: Callable[[str], bool] = lambda _: True
    """Tells whether what looks so also is so, as by a check digit."""


def _all(look: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(look, re.VERBOSE | (re.IGNORECASE if any_case else 0))


_EMAIL = _all(
    r"""
    (?<![\w.+-]) (?P<it>
      [\w.+-]{1,64} @ [\w-]{1,63} (?:\.[\w-]{1,63}){1,6}
    | [\w.+-]{1,64} [ ] at [ ] [\w-]{1,63} (?:[ ]dot[ ][\w-]{1,20}){1,3}
    )
    """,
    any_case=True,
)

_AREA = r"""
    (?: A[BL] | B[ABDHLNRSTX]? | C[ABFHMORTVW] | D[ADEGHLNTY] | E[CHNX]? | F[KY] | G[LUY]?
      | H[ADGPRSUX] | I[GMPV] | JE | K[ATWY] | L[ADELNSU]? | M[EKL]? | N[EGNPRW]? | O[LX]
      | P[AEHLOR] | R[GHM] | S[AEGKLMNOPRSTWY]? | T[ADFNQRSW] | UB | W[ACDFNRSV]? | YO | ZE )
    """
_POSTCODE = _all(
    rf"(?<!\w) (?P<it> {_AREA} [0-9][0-9A-Z]? [ ]{{0,2}} [0-9][ABD-HJLNP-UW-Z]{{2}} ) (?!\w)",
    any_case=True,
)
_ORDINAL = re.compile("[0-9](?:st|nd|rd|th)$")


def _is_no_ordinal(text: str) -> bool:
    """Tell whether a postcode is more than `e1 2nd`."""
    return _ORDINAL.search(text) is None


_INSURANCE = _all(
    r"""
    (?<!\w) (?P<it>
      (?!BG|GB|KN|NK|NT|TN|ZZ) [A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]
      [ -]? [0-9]{2} [ -]? [0-9]{2} [ -]? [0-9]{2} [ -]? [A-D]
    ) (?!\w)
    """,
    any_case=True,
)

_PHONE = _all(
    r"(?<![\w.]) (?P<it> (?: \+[ ]?44 | 0044 | \(?0 ) [0-9 ().-]{7,16} [0-9] ) (?!\w)",
    any_case=True,
)
_LOCAL_PHONE = _all(
    r"""
    (?<!\w) (?: tel | telephone | phone | mobile | landline | whatsapp | ring | call | text | number )
      \b [^0-9\n]{0,20} (?P<it> [1-9][0-9 -]{4,9}[0-9] ) (?![ -]?[0-9]|\w)
    """,
    any_case=True,
)
_SAID_DIGIT = r"(?:(?:double|triple|treble)[ -])?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred)"
_SAID_PHONE = _all(
    rf"(?<!\w) (?P<it> {_SAID_DIGIT} (?: [ ,-]{{1,2}} {_SAID_DIGIT} ){{6,12}} ) (?!\w)",
    any_case=True,
)
_WITHIN_COUNTRY, _WITHIN_TOWN = (9, 10), (6, 7, 8)


def _is_phone(text: str) -> bool:
    """Tell whether a text has as many digits as the phone numbers of this country."""
    # What follows the country's own number, or the nought that stands for it.
    return len(re.sub("^(?:0044|44|0)0?", "", _digits(text))) in _WITHIN_COUNTRY


def _is_local_phone(text: str) -> bool:
    """Tell whether a text has as many digits as the phone numbers within a town."""
    return len(_digits(text)) in _WITHIN_TOWN


def _digits(text: str) -> str:
    return "".join(one for one in text if one in "0123456789")


_NHS = _all(r"(?<![\w.]) (?P<it> [0-9]{3} [ -]? [0-9]{3} [ -]? [0-9]{4} ) (?![\w])")


def is_nhs_number(text: str) -> bool:
    """Tell whether ten digits are an NHS number: the last checks the nine before it, modulo 11."""
    digits = [int(one) for one in _digits(text)]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return (11 - total % 11) % 11 == digits[-1]


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?[ ]?(?:19|20)[0-9]{2}|[ ]['’]?[0-9]{2}\b)"
_DATE = rf"""
    (?: [0-9]{{1,2}} [ ]?[/.-][ ]? [0-9]{{1,2}} [ ]?[/.-][ ]? (?:[0-9]{{4}}|[0-9]{{2}})
      | [0-9]{{4}} - [0-9]{{2}} - [0-9]{{2}}
      | {_DAY} [ ] (?:of[ ])? {_MONTH} {_YEAR}?
      | {_MONTH} [ ] (?:the[ ])? {_DAY} {_YEAR}? )
    """
_BIRTH = _all(
    rf"""
    (?<!\w) (?: born | date[ ]of[ ]birth | birth[ ]?date | birthday | d\.?o\.?b\b )
      [^0-9\n]{{0,25}}? (?P<it> {_DATE} | {_MONTH} [ ] (?:19|20)[0-9]{{2}} ) (?![0-9])
    | (?<![\w/.-]) (?P<before> {_DATE} ) (?![0-9])
      [^\w\n]{{0,3}} (?:(?:is|was)[ ])? (?:(?:my|his|her|their|mum's|mum’s|dad's|dad’s|the)[ ])?
      (?: date[ ]of[ ]birth | birthday | d\.?o\.?b\b )
    """,
    any_case=True,
)

_ROAD = (
    r"(?:Street|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Cres|Gardens|Gdns|Grove|Terrace|Place|Square|Court"
    r"|Way|Walk|Hill|Row|Mews|Park|Parade|House|Rise|View|Green|Gate|Buildings|Towers?|Heights|St|Ln|Cl|Dr|Sq|Ct)"
)
_SURE_ROAD = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Gardens|Grove|Terrace|Mews|Court|Row)"
)
_PLAIN_ROAD = (
    r"(?:street|road|rd|avenue|ave|lane|close|drive|crescent|gardens|grove|terrace|mews|court)"
)
_NO_STREET = r"(?!(?:the|a|of|mile|miles|more|new|main|busy|mph|lane|way|one|two|side|car|no|in|on|bus|and|or|foot)\b)"
_ADDRESS = _all(
    rf"""
    (?<![\w.£$/-]) (?P<it> [0-9]{{1,4}}[A-Za-z]? ,?[ ] (?:[A-Z][\w'’.-]{{1,30}}[ ]){{1,3}} {_ROAD} ) (?!\w)
    | (?<!\w) (?P<flat> (?:[Ff]lat|[Aa]partment|[Uu]nit|[Rr]oom) [ ] (?:[0-9]{{1,4}}[A-Za-z]?|[A-Z]),
      [ ] (?:[0-9]{{1,4}}[ ])? [A-Z][\w'’-]{{1,30}} (?:[ ][A-Z][\w'’-]{{1,30}}){{0,3}} )
    | (?<!\w) liv(?:e|es|ed|ing)[ ](?:on|in|at|near|off|down|up)[ ]
      (?P<lives> (?:[A-Z][\w'’.-]{{1,30}}[ ]){{1,3}} {_SURE_ROAD} ) (?!\w)
    | (?<![\w.£$/-]) (?P<plain> [0-9]{{1,4}}[a-z]? [ ] {_NO_STREET} [a-z'’]{{3,30}} [ ] {_PLAIN_ROAD} ) (?!\w)
    """
)

_CALLED = r"[A-Z][\w'’-]{1,40}"
_NAME = _all(
    rf"""
    (?<!\w) (?P<it>
      (?: Mr | Mrs | Ms | Miss | Mx | Dr | Doctor | Prof | Professor | Sir | Dame | Lord | Lady | Cllr
        | Councillor | Rev | Revd | Reverend | Fr | Father | Sister | Nurse | Rabbi | Imam | Judge
        | Aunt | Aunty | Auntie | Uncle | Nana | Grandad ) \.?
      [ ] (?:[A-Z]\.?[ ])? {_CALLED} (?:[ ]{_CALLED})? )
    | (?<!\w) (?P<plain> (?:mr|mrs) \.? [ ] [a-z][\w'’-]{{1,40}} ) (?!\w)
    | (?<!\w) (?:[Nn]ame[ ]is|[Nn]ame['’]s|[Nn]amed) [ ] (?P<named> {_CALLED} (?:[ ]{_CALLED}){{0,2}} )
    """
)

PATTERNS = (
    Pattern(HintKind.EMAIL, _EMAIL),
    Pattern(HintKind.POSTCODE, _POSTCODE, _is_no_ordinal),
    Pattern(HintKind.INSURANCE, _INSURANCE),
    Pattern(HintKind.PHONE, _PHONE, _is_phone),
    Pattern(HintKind.NHS, _NHS, is_nhs_number),
    Pattern(HintKind.PHONE, _LOCAL_PHONE, _is_local_phone),
    Pattern(HintKind.PHONE, _SAID_PHONE),
    Pattern(HintKind.BIRTH, _BIRTH),
    Pattern(HintKind.ADDRESS, _ADDRESS),
    Pattern(HintKind.NAME, _NAME),
)
"""What is looked for; where two overlap, the one that stands earlier here is told."""
