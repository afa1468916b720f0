"""The JSON of what organisers do afterwards: merging, settling, comparing, erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.cli.as_json import Json, contribution, path

if TYPE_CHECKING:
    from listening.cli.second import Compared, Difference
    from listening.insight.agreement import Agreement
    from listening.insight.duplicates import Duplicate
    from listening.store.batch import SourceResult
    from listening.store.exports_noted import NotedExport
    from listening.store.merge import MergeResult
    from listening.store.views import Conflict, Erased, Erasure


def merged(result: MergeResult, possible: int | None, *, dry_run: bool) -> Json:
    """Return what came of a merge, or would come of it."""
    return {
        "out": path(result.out),
        "dry_run": dry_run,
        "made": result.made,
        "complete": result.complete,
        "sources": [_source(source) for source in result.sources],
        "same_sessions": [{"whole": a, "part": b} for a, b in result.same_sessions],
        "look_alike": [
            {"title": one.title, "date": one.date, "sessions": list(one.sessions)}
            for one in result.alike
        ],
        "conflicts": result.conflicts,
        "possible_duplicates": possible,
    }


def _source(source: SourceResult) -> Json:
    joined = source.joined
    return {
        "file": path(source.path),
        "ok": source.trouble is None,
        "trouble": source.trouble,
        "new": joined.new_contributions,
        "known": joined.known_contributions,
        "new_changes": joined.new_changes,
        "known_changes": joined.known_changes,
        "erased": joined.struck,
        "erased_by": list(joined.struck_by),
    }


def conflict(found: Conflict) -> Json:
    """Return a conflict with its versions, numbered as `settle` takes them."""
    return {
        "id": found.id,
        "kind": found.kind,
        "record": found.record,
        "session": found.session,
        "field": found.field,
        "versions": [
            {
                "number": number,
                "value": version.value,
                "author": version.author,
                "at": version.at.isoformat(timespec="milliseconds"),
                "shown": version.shown,
            }
            for number, version in enumerate(found.versions, start=1)
        ],
    }


def duplicate(found: Duplicate) -> Json:
    """Return two contributions that may be one thing said."""
    return {
        "likeness": found.likeness,
        "one": contribution(found.one),
        "other": contribution(found.other),
    }


def compared(result: Compared) -> Json:
    """Return how coders agree, tag by tag, and where they differ."""
    return {
        "coders": list(result.coders),
        "tags": [_agreement(one) for one in result.agreements],
        "differences": [_difference(one) for one in result.differences],
    }


def _agreement(one: Agreement) -> Json:
    return {
        "tag": one.tag,
        "n": one.n,
        "agreed": one.agreed,
        "per_cent": one.per_cent,
        "kappa": one.kappa,
        "alpha": one.alpha,
        "undefined": one.undefined,
        "differ": list(one.differ),
    }


def _difference(one: Difference) -> Json:
    return {
        "id": one.id,
        "tag": one.tag,
        "yes": list(one.yes),
        "no": list(one.no),
        "settled": one.settled,
    }


def erasure(what: Erasure, *, erased: bool) -> Json:
    """Return what was erased, or would be, and what cannot be reached."""
    return {
        "erased": erased,
        "contributions": list(what.contributions),
        "participants": list(what.participants),
        "commitments": what.commitments,
        "relations": what.relations,
        "links": what.links,
        "answered_by": list(what.answered_by),
        "repeated_by": list(what.repeated_by),
        "drafts": what.drafts,
        "other_wordings": list(what.other_wordings),
        "exports": [noted_export(one) for one in what.exports],
        "trouble": what.trouble,
    }


def noted_export(one: NotedExport) -> Json:
    """Return an export that left the file."""
    return {
        "at": one.at.isoformat(timespec="milliseconds"),
        "author": one.author,
        "session": one.session,
        "audience": one.audience,
        "format": one.format,
        "digest": one.digest,
    }


def erased(one: Erased) -> Json:
    """Return how much was erased on one day, and by whom."""
    return {
        "day": one.day,
        "author": one.author or None,
        "session": one.session,
        "contributions": one.contributions,
    }
