"""From what came of a request to the state of its address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from corpus.collect.answers import Answer, Failure
from corpus.collect.ledger import Known
from corpus.collect.pace import LONGEST_RETRY_AFTER
from corpus.collect.wanted import Listed

MOST_RUNS: Final = 5
"""Collections in which an address may fail for a passing cause before it is given up."""
FIRST_QUARANTINE: Final = 900.0
"""Seconds: a quarter of an hour, then 1, 4 and 16 hours, by when all but long outages are over."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of an address, and why; ``is_asked`` where a request was made for it."""

    state: str
    reason: str = ""
    detail: str = ""
    retry_at: dt.datetime | None = None
    answer: Answer | None = None
    failure: Failure | None = None
    is_asked: bool = False


def of_failure(failure: Failure | None, known: Known | None, now: dt.datetime) -> Verdict:
    """The state of an address that gave no page; None is one that was not asked for, for its host is in trouble."""
    if failure is None:
        detail = "Several addresses of its host failed in a row, so this one was not asked for in this run."
        return Verdict("quarantined", "host-in-trouble", detail, now + dt.timedelta(seconds=FIRST_QUARANTINE))
    if not failure.is_transient:
        return Verdict("rejected", failure.reason, failure.detail, failure=failure, is_asked=True)
    runs = 1 + (known.attempts if known is not None and known.state == "quarantined" else 0)
    if runs >= MOST_RUNS:
        detail = f"It failed in {runs} collections; the last time: {failure.reason}: {failure.detail}"
        return Verdict("rejected", "gave-up", detail, failure=failure, is_asked=True)
    wait = max(failure.wait or 0.0, FIRST_QUARANTINE * 4 ** (runs - 1))
    retry_at = now + dt.timedelta(seconds=min(wait, LONGEST_RETRY_AFTER))
    return Verdict("quarantined", failure.reason, failure.detail, retry_at, failure=failure, is_asked=True)


def of_list(item: Listed, known: Known | None, now: dt.datetime) -> Verdict:
    """The state of a feed or archive itself."""
    if isinstance(item.found, Failure):
        return of_failure(item.found, known, now)
    if item.found.status == 304:
        return Verdict("duplicate", "not-modified", "It is as it was when it was last read.", answer=item.found)
    return Verdict("stored", item.kind, f"It was read as a list: {item.kind}.", answer=item.found)


def row_of(url: str, source_uri: str, verdict: Verdict, attempts: int, at: dt.datetime) -> dict[str, Any]:
    """The row of the table of fetches for an address in a state."""
    answer, failure = verdict.answer, verdict.failure
    return {
        "url": url,
        "source_uri": source_uri,
        "state": verdict.state,
        "reason": verdict.reason,
        "detail": verdict.detail,
        "final_url": answer.url if answer is not None else failure.url if failure is not None else None,
        "status": answer.status if answer is not None else failure.status if failure is not None else 0,
        "attempts": attempts,
        "retry_at": verdict.retry_at,
        "etag": answer.etag or None if answer is not None else None,
        "last_modified": answer.last_modified or None if answer is not None else None,
        "at": at,
    }
