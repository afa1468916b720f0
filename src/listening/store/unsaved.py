"""Lines and forms that were written and never saved, where what they say is erased: wiped with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from listening.model.quickline import Known, parse
from listening.model.text import fold, search_key, single_line
from listening.store import form_drafts, names

_SHORT = 12
"""Of how many characters words must be to be told from others that are merely alike."""
_ALIKE = 80
"""How alike a line and a part of erased words are, of 100, where one was a try at the other."""


def wipe_alike(con: sqlite3.Connection, records: Iterable[str], handles: Iterable[str]) -> int:
    """Wipe what holds anything that these contributions ever said, or is from these speakers.

    A form is wiped too where it is about one of them, whatever it holds.

    Args:
        con: the file, inside the open transaction.
        records: what is erased, by the ledger's names, before it is.
        handles: the speakers, by their handles.

    Returns:
        How many lines and forms were wiped.
    """
    lines = con.execute("SELECT writer, line FROM draft").fetchall()
    forms = list(form_drafts.kept(con))
    if not lines and not forms:
        return 0
    erased = tuple(records)
    texts, known = _texts(con, erased), {fold(handle): handle for handle in handles}
    own = {names.own_token(record) for record in erased}
    wiped = [(writer,) for writer, line in lines if _holds(line, texts, known)]
    gone = {key for key, about, text in forms if own & {*about} or _holds(text, texts, known)}
    con.executemany("DELETE FROM draft WHERE writer = ?", wiped)
    form_drafts.wipe(con, gone)
    return len(wiped) + len(gone)


def _texts(con: sqlite3.Connection, records: Iterable[str]) -> set[str]:
    """Return all that these contributions ever said, in the form in which words are searched."""
    texts = (
        value
        for record in records
        for (value,) in con.execute(
            "SELECT value FROM change WHERE record = ? AND field IN ('words', 'paraphrase')",
            (record,),
        )
    )
    keys = (search_key(single_line(text)) for text in texts if isinstance(text, str))
    return {key for key in keys if key}


def _holds(line: str, texts: Iterable[str], handles: dict[str, str]) -> bool:
    """Tell whether a line is from an erased speaker, or holds erased words or a try at them."""
    read = parse(line, Known(handles))
    spoken = read.by is not None and fold(read.by) in handles
    whole, begun = search_key(single_line(line)), search_key(single_line(read.words))
    return spoken or any(text in whole or _is_try(begun, text) for text in texts)


def _is_try(begun: str, text: str) -> bool:
    """Tell whether words are a beginning of others, or as good as a part of them."""
    from rapidfuzz import fuzz  # only where a line was left unsaved

    if len(begun) < _SHORT:
        return bool(begun) and text.startswith(begun)
    return fuzz.partial_ratio(begun, text) >= _ALIKE
