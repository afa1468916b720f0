"""Whether a text repeats words that were said: however both are written.

Case, accents, stops and line breaks make no difference. Of what was said all must be there; few
words are met by chance, so the fewer they are, the more they must stand alone:

| words that were said | are repeated by a text                                                  |
|----------------------|-------------------------------------------------------------------------|
| four or more         | in which they stand one after the other                                 |
| two or three         | in which they stand so, with nothing else between two stops or its ends |
| one                  | that says nothing else                                                  |
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from listening.model.text import search_key

Words: TypeAlias = tuple[str, ...]
"""The words of a text, each in the form in which it is compared."""

_ENOUGH = 4
"""So many words in a row are not met by chance."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Letters of scripts that put no space between words: each is as good as a word."""
_LETTERS = rf"[^\W_{_UNSPACED}]+"
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’ʼ]{_LETTERS})*")
_STOP = re.compile(r"[^\w \-]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))


class Wording(NamedTuple):
    """Words that a contribution has, or once had."""

    id: str
    """The contribution."""
    text: str
    is_paraphrase: bool = False
    """Whether they are somebody else's, for what was said."""


class _Read(NamedTuple):
    """A text as it is compared."""

    words: Words
    stops: frozenset[int]
    """The places, counted in words from 0, at which there is a stop, the beginning or the end."""


class Repeats:
    """Finds again what was said."""

    def __init__(self, said: Iterable[str]) -> None:
        """Learn what was said; what holds no word is never found."""
        self._by_beginning: dict[Words, set[Words]] = defaultdict(set)
        for text in said:
            words = words_of(text)
            if words:
                self._by_beginning[words[:_ENOUGH]].add(words)

    def found_in(self, text: str) -> Iterator[Words]:
        """Yield all of what was said that a text repeats."""
        read = _read(text)
        for start in range(len(read.words)):
            for length in range(1, _ENOUGH + 1):
                beginning = read.words[start : start + length]
                for known in self._by_beginning.get(beginning, ()):
                    if len(beginning) == length and _stands(known, read, start):
                        yield known


def repeats(text: str, said: str) -> bool:
    """Tell whether a text repeats what was said."""
    return any(Repeats([said]).found_in(text))


def words_of(text: str) -> Words:
    """Return the words of a text alone."""
    return _read(text).words


def _read(text: str) -> _Read:
    key = search_key(text).translate(_UNSEEN)
    words: list[str] = []
    stops, end = {0}, 0
    for found in _WORD.finditer(key):
        if _STOP.search(key, end, found.start()):
            stops.add(len(words))
        words.append(found.group().translate(_APOSTROPHES))
        end = found.end()
    return _Read(tuple(words), frozenset((*stops, len(words))))


def _stands(known: Words, read: _Read, start: int) -> bool:
    """Tell whether words stand at a place of a text, alone where they are few."""
    end = start + len(known)
    if read.words[start:end] != known:
        return False
    if len(known) >= _ENOUGH:
        return True
    if len(known) == 1:
        return len(read.words) == 1
    return start in read.stops and end in read.stops
