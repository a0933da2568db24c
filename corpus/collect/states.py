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
    """The state of an address, and why."""

    state: str
    reason: str = ""
    detail: str = ""
    retry_at: dt.datetime | None = None
    answer: Answer | None = None
    failure: Failure | None = None


def of_failure(failure: Failure | None, known: Known | None, now: dt.datetime) -> Verdict:
    """The state of an address that gave no page; None is one that was not asked for, for its host is in trouble.

    An address is given up after so many failures in a row. A page that the corpus holds stays as it is.
    """
    if known is not None and known.is_held:
        why = "its host is in trouble" if failure is None else f"{failure.reason}: {failure.detail}"
        detail = f"It was asked for once more and not had ({why}); what was stored of {known.url} stays."
        return Verdict("duplicate", "not-refreshed", detail)
    if failure is None:
        detail = "Several addresses of its host failed in a row, so this one was not asked for in this run."
        return Verdict("quarantined", "host-in-trouble", detail, now + dt.timedelta(seconds=FIRST_QUARANTINE))
    if not failure.is_transient:
        return Verdict("rejected", failure.reason, failure.detail, failure=failure)
    runs = failure.is_asked + (0 if known is None else known.failures)
    if runs >= MOST_RUNS:
        detail = f"It failed in {runs} collections in a row; the last time: {failure.reason}: {failure.detail}"
        return Verdict("rejected", "gave-up", detail, failure=failure)
    wait = max(failure.wait or 0.0, FIRST_QUARANTINE * 4 ** max(runs - 1, 0) if failure.is_asked else 0.0)
    retry_at = now + dt.timedelta(seconds=min(wait, LONGEST_RETRY_AFTER))
    return Verdict("quarantined", failure.reason, failure.detail, retry_at, failure=failure)


def kept(verdict: Verdict, known: Known | None) -> Verdict:
    """The verdict on a page that came; one that is refused now, of which the corpus holds a text, keeps its state."""
    if verdict.state != "rejected" or known is None or not known.is_held:
        return verdict
    detail = f"It came once more without an article ({verdict.reason}); what was stored of {known.url} stays."
    return Verdict("duplicate", "not-refreshed", detail)


def of_list(item: Listed, known: Known | None, now: dt.datetime) -> Verdict:
    """The state of a feed or archive itself; one that was read and cannot be now is quarantined like any other."""
    if isinstance(item.found, Failure):
        return of_failure(item.found, None if known is not None and known.is_held else known, now)
    if item.found.status == 304:
        return Verdict("duplicate", "not-modified", "It is as it was when it was last read.", answer=item.found)
    return Verdict("stored", item.kind, f"It was read as a list: {item.kind}.", answer=item.found)


def row_of(
    url: str, source_uri: str, verdict: Verdict, known: Known | None, at: dt.datetime, said: str | None = None
) -> dict[str, Any]:
    """The row of the table of fetches for an address in a state.

    Parameters
    ----------
    url, source_uri : str
        The address, and who gave it.
    verdict : Verdict
        Its state.
    known : Known or None
        What the table said of it before.
    at : datetime
        Now.
    said : str, optional
        What its list said of it; kept where it is to be tried again.
    """
    answer, failure = verdict.answer, verdict.failure
    failures = 0 if known is None or answer is not None else known.failures
    return {
        "url": url,
        "source_uri": source_uri,
        "state": verdict.state,
        "reason": verdict.reason,
        "detail": verdict.detail,
        "final_url": answer.url if answer is not None else failure.url if failure is not None else None,
        "status": answer.status if answer is not None else failure.status if failure is not None else 0,
        "attempts": failures + (failure is not None and failure.is_asked),
        "retry_at": verdict.retry_at,
        "etag": answer.etag or None if answer is not None else None,
        "last_modified": answer.last_modified or None if answer is not None else None,
        "at": at,
        "known": said if verdict.state == "quarantined" else None,
    }
