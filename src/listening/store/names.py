"""The names of records in the ledger: kind letter, session token, own token."""

from __future__ import annotations

from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
    Writer,
)
from listening.model.text import fold
from listening.store.clock import ALPHABET, TOKEN_LENGTH

TAG = "tag/"
"""What the ledger's fields of tags begin with."""
PERSPECTIVE = "perspective/"
"""What the ledger's fields of perspectives begin with."""
OWN = "own/"
"""What the fields begin with in which a tag is said to be from whoever spoke."""
CODING = "coding/"
"""What the fields of second codings begin with; the coder and the tag follow."""
SETTLED = "settled/"
"""What the fields begin with in which a difference of two codings is said to be settled."""
TWO_VOICES = "two-voices/"
"""What the fields begin with in which two contributions are said to be from two voices."""
ANSWERS = "answers/"
"""What the fields begin with in which a commitment is said to answer a contribution."""
EXPORT = "export/"
"""What the fields begin with in which a writer notes an export."""
ERASED = "erased/"
"""What the fields begin with in which a writer says that they erased a record."""
REPEATS = "repeats/"
"""What the fields begin with in which a writer says that a value repeats what they erased."""
UNDONE = "undone/"
"""What the fields begin with in which a writer says that a stamp, or all that a writer wrote, was taken back."""
WITH = "with/"
"""What the fields begin with in which a writer says that a stamp, or another writer, is part of an action."""


def session_record(session: str) -> str:
    """Return the ledger's name of a session."""
    return f"{Session.letter}.{session}"


def contribution_record(session: str, own: str) -> str:
    """Return the ledger's name of a contribution."""
    return f"{Contribution.letter}.{session}.{own}"


def participant_record(session: str, own: str) -> str:
    """Return the ledger's name of a participant."""
    return f"{Participant.letter}.{session}.{own}"


def prompt_record(session: str, own: str) -> str:
    """Return the ledger's name of a prompt."""
    return f"{Prompt.letter}.{session}.{own}"


def writer_record(session: str, own: str) -> str:
    """Return the ledger's name of a sitting in a session."""
    return f"{Writer.letter}.{session}.{own}"


def commitment_record(session: str, own: str) -> str:
    """Return the ledger's name of a commitment."""
    return f"{Commitment.letter}.{session}.{own}"


def relation_record(session: str, own: str) -> str:
    """Return the ledger's name of a relation."""
    return f"{Relation.letter}.{session}.{own}"


def link_record(session: str, own: str) -> str:
    """Return the ledger's name of a link."""
    return f"{Link.letter}.{session}.{own}"


def whole_token(session: str, own: str) -> str:
    """Return how a record is named from another session: the session's token, a dot, its own."""
    return f"{session}.{own}"


def between(beginning: str) -> tuple[str, str]:
    """Return where the records begin and end, in order, whose names begin so; it ends in a dot."""
    return beginning, f"{beginning[:-1]}/"


def session_of(record: str) -> str:
    """Return the session's token in a record's name; whatever stands there in a malformed one."""
    return record[2:12]


def own_token(record: str) -> str:
    """Return the last part of a record's name."""
    return record.rsplit(".", 1)[-1]


def set_of(field: str) -> str:
    """Return what stands in a tombstone for all members of a field's set: its prefix; nothing for others."""
    return field[: field.find("/") + 1]


def participant_token(session: str, handle: str) -> str:
    """Return the token of whoever bears a handle in a session.

    It is the beginning of a hash, so that two note-takers who both write `P3:` in their copies of
    one session mean one participant, and so that a tombstone does not spell the handle.
    """
    return _hashed_token(f"{session}\n{fold(handle)}")


def link_token(source: str, bond: str, target: str) -> str:
    """Return the token of a link between two contributions, by their whole tokens.

    It is the beginning of a hash, so that two note-takers who see the same in their copies of one
    session make one link.
    """
    return _hashed_token(f"{source}\n{bond}\n{target}")


def row_token(session: str, key: str, number: int) -> str:
    """Return the token of a contribution that was read from a row without an id.

    It is the beginning of a hash of the whole row, and of how many such rows came before: so that a
    source that is read a second time, also into another copy, means the same contributions, and so that
    what was erased does not come back with it.
    """
    return _hashed_token(f"{session}\nrow\n{key}\n{number}")


def conflict_token(record: str, field: str) -> str:
    """Return what a conflict about a field is called, the same in every copy of a file."""
    return _hashed_token(f"{record}\n{field}")


def _hashed_token(text: str) -> str:
    # Imported here because who only asks names nothing, and it is slow to load.
    import hashlib

    digest = hashlib.sha256(text.encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(0, 5 * TOKEN_LENGTH, 5))
