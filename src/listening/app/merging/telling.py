"""What a merge brings, and what it brought, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from listening.app.counting import counted
from listening.model.errors import ListeningError
from listening.store.batch import SourceResult
from listening.store.merge import MergeResult

ASKING = "would erase words without saying who asked for it: you are asked before it is merged."
"""What is said of a source whose erasures nobody has explained."""


_ALIKE = "one session may have been set up apart: you are asked before it is merged"


def brought(source: SourceResult, *, asking: bool) -> str:
    """Return what one source brings: what is new, what is known, or why it is left out."""
    if asking:
        return ASKING
    if source.trouble is not None:
        return source.trouble
    joined = source.joined
    pieces = [f"{joined.new_contributions} new, {joined.known_contributions} known"]
    if joined.new_changes and not joined.new_contributions:
        pieces.append(f"{counted(joined.new_changes, 'change')} to what is known")
    if joined.struck:
        by = f" by {', '.join(joined.struck_by)}" if joined.struck_by else ""
        pieces.append(f"{joined.struck} erased{by}: taken out here too")
    return " · ".join(pieces)


def brought_by(path: Path, result: MergeResult | None, asking: frozenset[Path]) -> tuple[str, bool]:
    """Return what a file brings by what is known of the merge, and whether it is left out."""
    for source in result.sources if result else ():
        if source.path == path:
            return brought(source, asking=path in asking), source.trouble is not None
    return "", False


def trouble(error: ListeningError | OSError) -> str:
    """Return why a merge could not be done, in one sentence."""
    if isinstance(error, ListeningError):
        return str(error)
    return f"The disk refused ({error.strerror or error}): mend that, then try again."


def foreseen(result: MergeResult) -> str:
    """Return what would come of a merge, in one sentence."""
    new, known = _heard(result.sources)
    brings = counted(new, "new contribution") if new else "nothing new"
    pieces = [f"Merged, they bring {brings}"]
    pieces += [f"{known} known already"] if known else []
    pieces += [_differences(result.conflicts)] if result.conflicts else []
    pieces += [_ALIKE] if result.alike else []
    return f"{'; '.join(pieces)}."


def under_way(done: int, of: int) -> str:
    """Return how far a merge is."""
    if done < of:
        return f"Merging: {done:,} of {of:,} files…"
    return f"{counted(of, 'file')} read; putting all of it in order…"


def outcome(result: MergeResult) -> Iterator[str]:
    """Yield what came of a merge, in sentences."""
    merged = [source for source in result.sources if source.trouble is None]
    yield _began(result, len(merged))
    if merged:
        new, known = _heard(merged)
        yield f"{counted(new, 'contribution')} new, {known} known already."
        yield from _erased(merged)
    if result.same_sessions:
        yield f"{counted(len(result.same_sessions), 'session')} joined to the one they are part of."
    yield from (source.trouble for source in result.sources if source.trouble)
    if result.conflicts:
        them = "it" if result.conflicts == 1 else "them"
        yield f"{_differences(result.conflicts)}: open the file, and settle {them} there."


def stopped(out: Path, *, was_there: bool) -> str:
    """Return what is left where a merge was stopped."""
    if was_there:
        return f"Stopped. {out.name} is whole; the files that were not reached are not in it, and merging again adds them."
    return f"Stopped. {out.name} was not made, and nothing was changed."


def _began(result: MergeResult, merged: int) -> str:
    if not merged:
        return "Nothing could be merged, and no file was made or changed."
    deed = "merged into the new file" if result.made else "merged into"
    return f"{counted(merged, 'file')} {deed} {result.out.name}."


def _erased(merged: Iterable[SourceResult]) -> Iterator[str]:
    merged = list(merged)
    struck = sum(source.joined.struck for source in merged)
    by = ", ".join(sorted({name for source in merged for name in source.joined.struck_by}))
    if struck:
        yield f"{counted(struck, 'contribution')} erased{f' by {by}' if by else ''}, and taken out here too."


def _heard(sources: Iterable[SourceResult]) -> tuple[int, int]:
    joined = [source.joined for source in sources]
    return sum(one.new_contributions for one in joined), sum(
        one.known_contributions for one in joined
    )


def _differences(number: int) -> str:
    return f"{counted(number, 'difference')} to settle"
