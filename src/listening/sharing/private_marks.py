"""What gives a person away in running words, as patterns: each reads a text in linear time.

Every repetition is bounded, so that no text, however long or hostile, makes a pattern look at one
place more than a fixed number of times. Most of what people say gives nobody away: so each pattern
has a sign, quick to look for, without which it cannot be there, and is itself made only when a text
has that sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

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


class Pattern(NamedTuple):
    """What one kind of hint looks like."""

    kind: HintKind
    look: Look
    """Its group `it` is what gives somebody away; what stands around it is why it is believed."""
    sign: Callable[[str], object]
    """Tells of a text whether this pattern may stand in it; has the text without capitals for any case."""
    holds: Callable[[str], bool] = lambda _: True
    """Tells whether what looks so also is so, as by a check digit."""
    digits: int = 0
    """How many digits it has at least."""
    in_words: Callable[[str], object] | None = None
    """The sign in a text without any digit; None where it is the same."""


class Look(NamedTuple):
    """What a pattern looks for: a regular expression that is made when it is first needed."""

    source: str
    any_case: bool

    @property
    def made(self) -> re.Pattern[str]:
        """The expression."""
        return _made(self)


@cache
def _made(look: Look) -> re.Pattern[str]:
    return re.compile(look.source, re.VERBOSE | (re.IGNORECASE if look.any_case else 0))


def _all(look: str, *, any_case: bool = False) -> Look:
    return Look(look, any_case)


def may_stand_in(text: str) -> list[Pattern]:
    """Return the patterns whose sign a text has: without it, none of them can stand there."""
    folded, digits = text.casefold(), _number_of_digits(text)
    signs = _SIGNS if digits else _SIGNS_WITHOUT_DIGITS
    return [
        pattern
        for fewest, any_case, sign, pattern in signs
        if fewest <= digits and sign(folded if any_case else text)
    ]


def _number_of_digits(text: str) -> int:
    # Bytes lose their digits far quicker than any expression finds them.
    return len(text) - len(text.encode("ascii", "replace").translate(None, b"0123456789"))


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
_NUMBER_WORD = "(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred)"
_SAID_DIGIT = rf"(?:(?:double|triple|treble)[ -])?{_NUMBER_WORD}"
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

_TITLES = (
    "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev|Revd|Reverend"
    "|Fr|Father|Sister|Nurse|Rabbi|Imam|Judge|Aunt|Aunty|Auntie|Uncle|Nana|Grandad"
)
_CALLED = r"[A-Z][\w'’-]{1,40}"
_NAME = _all(
    rf"""
    (?<!\w) (?P<it>
      (?:{_TITLES}) \.?
      [ ] (?:[A-Z]\.?[ ])? {_CALLED} (?:[ ]{_CALLED})? )
    | (?<!\w) (?P<plain> (?:mr|mrs) \.? [ ] [a-z][\w'’-]{{1,40}} ) (?!\w)
    | (?<!\w) (?:[Nn]ame[ ]is|[Nn]ame['’]s|[Nn]amed) [ ] (?P<named> {_CALLED} (?:[ ]{_CALLED}){{0,2}} )
    """
)

_FEWEST_AFTER_FIRST = 6
"""How many numbers follow the first, at least, where somebody says a phone number."""


def _may_be_email(folded: str) -> bool:
    return "@" in folded or " dot" in folded


def _may_be_said(folded: str) -> bool:
    return len(_following_numbers(folded)) >= _FEWEST_AFTER_FIRST


_following_numbers = re.compile(f"[ ,-]{_NUMBER_WORD}").findall
_may_be_postcode = re.compile("[0-9][a-z]{2}").search
_may_be_insurance = re.compile("[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[a-d]").search
_may_be_phone = re.compile("[04][0-9 ().-]{7}").search
_may_be_local = re.compile("[1-9][0-9 -]{4,9}[0-9]").search
_may_be_nhs = re.compile("[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}").search
_may_be_birth = re.compile(r"born|birth|d\.?o\.?b").search
_numbered = re.compile(r"[0-9][A-Za-z]?,? \S").search
_placed = re.compile(
    "(?:[Ff]lat|[Aa]partment|[Uu]nit|[Rr]oom) [0-9A-Z]"
    "|liv(?:e|es|ed|ing) (?:on|in|at|near|off|down|up) [A-Z]"
).search
_titled = re.compile(_TITLES).search


def _may_be_placed(text: str) -> object:
    # To look for a few letters is far quicker than any expression.
    if "liv" in text or "oom " in text or "lat " in text or "nit " in text or "partment " in text:
        return _placed(text)
    return None


def _may_be_address(text: str) -> object:
    return _may_be_placed(text) or _numbered(text)


def _may_be_name(text: str) -> object:
    return "mr" in text or "ame" in text or _titled(text)


PATTERNS = (
    Pattern(HintKind.EMAIL, _EMAIL, _may_be_email),
    Pattern(HintKind.POSTCODE, _POSTCODE, _may_be_postcode, _is_no_ordinal, digits=2),
    Pattern(HintKind.INSURANCE, _INSURANCE, _may_be_insurance, digits=6),
    Pattern(HintKind.PHONE, _PHONE, _may_be_phone, _is_phone, digits=9),
    Pattern(HintKind.NHS, _NHS, _may_be_nhs, is_nhs_number, digits=10),
    Pattern(HintKind.PHONE, _LOCAL_PHONE, _may_be_local, _is_local_phone, digits=6),
    Pattern(HintKind.PHONE, _SAID_PHONE, _may_be_said),
    Pattern(HintKind.BIRTH, _BIRTH, _may_be_birth, digits=1),
    Pattern(HintKind.ADDRESS, _ADDRESS, _may_be_address, in_words=_may_be_placed),
    Pattern(HintKind.NAME, _NAME, _may_be_name),
)
"""What is looked for; where two overlap, the one that stands earlier here is told."""

# Asked of every text, and so laid out for speed.
_SIGNS = tuple((each.digits, each.look.any_case, each.sign, each) for each in PATTERNS)
_SIGNS_WITHOUT_DIGITS = tuple(
    (0, each.look.any_case, each.in_words or each.sign, each)
    for each in PATTERNS
    if not each.digits
)
