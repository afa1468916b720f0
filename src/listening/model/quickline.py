r"""The quick line: `[HANDLE:] words [marks]`, read and written.

Marks stand at the end, apart from the words and from each other by spaces: `/a /r /s` areas,
`/none` none of the three, `#code`, `!kind`, `%sharing`, `~captured`. Only a last run of whole,
known marks is taken as marks; everything before it is words, kept letter by letter.

A `\` is an escape in three places and nowhere else:

- directly before the last run (`… happen. \#slowthecars`) it keeps the run as words;
- alone before the last run (`… the road to \ /s`) it parts words that look like marks, or that
  end in such an escape, from the marks;
- directly before a handle at the start (`\P3: is what it said`) it keeps the handle as words.

Each time it is itself dropped. `write` puts them where they are needed, so that
`parse(write(line))` is the same line for all words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from listening.model.codes import code_key
from listening.model.errors import WrongUse
from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import Area, Captured, Kind, Sharing, Term

T = TypeVar("T", bound=Term)

NONE_MARK = "none"
"""The mark, after a slash, that says “none of the three areas”."""

LONGEST_HANDLE = 24
"""How many characters a handle may have."""

_HANDLE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,3}\Z")
_NAMED_HANDLE = re.compile(r"[^\W_][^\\:\n/#!%~]*\Z")
_TOKEN = re.compile(r"[^ \n]+")
_SIGNS: Mapping[str, type[Term]] = {"!": Kind, "%": Sharing, "~": Captured}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What stands after the words: everything that is said about them."""

    areas: tuple[Area, ...] = ()
    """The areas, in the order of the vocabulary."""
    none_of_three: bool = False
    """Whether somebody decided that no area fits."""
    codes: tuple[str, ...] = ()
    """The codes, by name."""
    kind: Kind | None = None
    sharing: Sharing | None = None
    captured: Captured | None = None

    def toggled(self, area: Area) -> Marks:
        """Return the marks with this area put on, or taken off if it was on."""
        areas = set(self.areas) ^ {area}
        return replace(self, areas=_in_order(areas), none_of_three=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLine:
    """One line as it was typed, understood."""

    words: str
    """What was said, sanitised."""
    by: str | None = None
    """The handle of who said it; None for the room."""
    marks: Marks = field(default_factory=Marks)


@dataclass(frozen=True, slots=True)
class Known:
    """What a session knows already, as far as it changes how a line is read."""

    handles: Mapping[str, str] = field(default_factory=dict)
    """Handles: folded, to how they are shown."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Short codes of the lenses in use, to their full keys."""

    @classmethod
    def of(cls, handles: Iterable[str], codes: Mapping[str, str] | None = None) -> Known:
        """Return what is known from the handles as they are shown."""
        return cls({fold(handle): handle for handle in handles}, dict(codes or {}))


NOTHING_KNOWN = Known()
"""A session of which nothing is known yet."""


def parse(line: str, known: Known = NOTHING_KNOWN) -> QuickLine:
    """Read a line. It never fails; words may be empty, which whoever saves it decides about."""
    by, rest = _split_handle(sanitise(line), known)
    words, tokens = split_marks(rest)
    return QuickLine(words=sanitise(words), by=by, marks=_read_marks(tokens, known))


def write(line: QuickLine, known: Known = NOTHING_KNOWN) -> str:
    """Return a line that reads as this one, given the same that is known."""
    body = join_marks(line.words, write_marks(line.marks))
    if line.by is not None:
        return f"{line.by}: {body}".rstrip(" ")
    return "\\" + body if _handle_end(body.lstrip("\\"), known) else body


def raw(words: str, by: str | None = None) -> QuickLine:
    """Return a line in which nothing is read as a handle or a mark."""
    return QuickLine(words=sanitise(words), by=by)


def parse_handle(text: str, known: Known = NOTHING_KNOWN) -> str:
    """Return the handle that the text names, as it was first typed if it is known.

    Raises:
        WrongUse: the text cannot be a handle.
    """
    handle = single_line(text.removesuffix(":"))
    if not _NAMED_HANDLE.match(handle) or len(handle) > LONGEST_HANDLE:
        raise WrongUse(
            f"“{text}” cannot be a handle: use one to three letters and digits, such as P3 or T12, "
            f"or a few plain words of at most {LONGEST_HANDLE} characters."
        )
    return known.handles.get(fold(handle), handle)


def write_marks(marks: Marks) -> str:
    """Return the marks as they are typed, separated by spaces."""
    parts = [f"/{area.mark}" for area in marks.areas]
    parts += [f"/{NONE_MARK}"] if marks.none_of_three else []
    parts += [f"#{code}" for code in marks.codes]
    parts += [f"!{marks.kind.mark}"] if marks.kind else []
    parts += [f"%{marks.sharing.mark}"] if marks.sharing else []
    parts += [f"~{marks.captured.mark}"] if marks.captured else []
    return " ".join(parts)


def is_mark(token: str) -> bool:
    """Tell whether a word is a whole, known mark."""
    sign, name = token[:1], fold(token[1:])
    if sign == "/":
        return name == NONE_MARK or any(name == area.mark for area in Area)
    if sign == "#":
        return code_key(name) is not None
    return sign in _SIGNS and _named(_SIGNS[sign], name) is not None


def split_at_marks(line: str) -> tuple[str, str]:
    """Return a line's text before its last run of marks, letter by letter, and that run.

    One space (or a lone `\\`) between them belongs to neither; an escaped run is text.
    """
    start = _run_start(line)
    return (
        (line, "") if start == len(line) else (_before_run(line, start), line[start:].strip(" \n"))
    )


def split_marks(text: str) -> tuple[str, list[str]]:
    """Return the words of a line without its handle, letter by letter and unescaped, and its marks.

    One space (or a lone `\\`) between them belongs to neither.
    """
    start = _run_start(text)
    if start < len(text):
        return _before_run(text, start), text[start:].split()
    return _without_escape(text), []


def join_marks(words: str, marks: str) -> str:
    """Return words and marks as one text that `split_marks` takes apart into the same again."""
    if not marks:
        return _escaped(words)
    if not words:
        return marks
    last = words.replace("\n", " ").rstrip(" ").rsplit(" ", 1)[-1]
    parted = last == "\\" or is_mark(last) or _escaped(words) != words
    return f"{words} \\ {marks}" if parted else f"{words} {marks}"


def _named(terms: type[Term], name: str) -> Term | None:
    return next((term for term in terms if name in (term.value, term.mark)), None)


def _in_order(areas: Iterable[Area]) -> tuple[Area, ...]:
    given = set(areas)
    return tuple(area for area in Area if area in given)


def _handle_end(text: str, known: Known) -> int:
    """Return where the handle at the start of a text ends, its colon included; 0 if there is none."""
    head, colon, _ = text.partition(":")
    if not colon:
        return 0
    return len(head) + 1 if _HANDLE.match(head) or fold(head) in known.handles else 0


def _split_handle(line: str, known: Known) -> tuple[str | None, str]:
    if line.startswith("\\"):
        return None, line[1:] if _handle_end(line.lstrip("\\"), known) else line
    end = _handle_end(line, known)
    if not end:
        return None, line
    head = line[: end - 1]
    return known.handles.get(fold(head), head), line[end:]


def _is_escaped_mark(token: str) -> bool:
    return token.startswith("\\") and is_mark(token.lstrip("\\"))


def _run_start(text: str) -> int:
    """Return where the last run of marks begins: the text's length where it has none."""
    start = len(text)
    for token in reversed(list(_TOKEN.finditer(text))):
        if not is_mark(token.group()):
            return len(text) if _is_escaped_mark(token.group()) else start
        start = token.start()
    return start


def _before_run(text: str, start: int) -> str:
    before = text[:start]
    parted = re.fullmatch(r"((?:.*[ \n])?)\\[ \n]+", before, re.DOTALL)
    head = parted.group(1) if parted else before
    return head[:-1] if head.endswith((" ", "\n")) else head


def _without_escape(text: str) -> str:
    """Drop the backslash that keeps the last run as words."""
    for token in reversed(list(_TOKEN.finditer(text))):
        if _is_escaped_mark(token.group()):
            return text[: token.start()] + text[token.start() + 1 :]
        if not is_mark(token.group()):
            break
    return text


def _escaped(words: str) -> str:
    """Put a backslash before a last run of words that would be read as marks, or as escaped ones."""
    start = len(words)
    for token in reversed(list(_TOKEN.finditer(words))):
        if _is_escaped_mark(token.group()):
            start = token.start()
            break
        if not is_mark(token.group()):
            break
        start = token.start()
    return words if start == len(words) else f"{words[:start]}\\{words[start:]}"


def _read_marks(tokens: Iterable[str], known: Known) -> Marks:
    areas: set[Area] = set()
    codes: set[str] = set()
    single: dict[str, Term] = {}
    none_of_three = False
    for token in tokens:
        sign, name = token[0], fold(token[1:])
        if sign == "#":
            _add_code(known.codes.get(name, code_key(name) or name), areas, codes)
        elif sign == "/" and name == NONE_MARK:
            none_of_three = True
        elif sign == "/":
            areas.add(Area.parse(name))
        elif (term := _named(_SIGNS[sign], name)) is not None:
            single[sign] = term
    return Marks(
        areas=_in_order(areas),
        none_of_three=none_of_three and not areas,
        codes=tuple(sorted(codes)),
        kind=_as(Kind, single.get("!")),
        sharing=_as(Sharing, single.get("%")),
        captured=_as(Captured, single.get("~")),
    )


def _add_code(code: str, areas: set[Area], codes: set[str]) -> None:
    """Keep a code; one that spells out an area's name is that area."""
    area = next((area for area in Area if area.value == code), None)
    if area is None:
        codes.add(code)
    else:
        areas.add(area)


def _as(kind: type[T], term: Term | None) -> T | None:
    return term if isinstance(term, kind) else None
