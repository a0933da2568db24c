"""The account of a file: every row read was accepted, a duplicate, or rejected for a reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, Self

from corpus.errors import CorpusError
from corpus.readers.records import Problem

EXAMPLES: Final = 3
"""Rejected rows of one reason that an account shows; the table ``rejects`` has them all."""


@dataclass(frozen=True, slots=True)
class Example:
    """A rejected row to be shown: why, where it stands, and what can be done."""

    reason: str
    position: int
    detail: str


@dataclass(slots=True)
class Tally:
    """A running account."""

    n_read: int = 0
    n_accepted: int = 0
    n_duplicate: int = 0
    n_rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def reject(self, problem: Problem) -> None:
        """A rejected row counted; the first few of each reason are kept to be shown."""
        self.n_rejected += 1
        self.reasons[problem.reason] += 1
        if self.reasons[problem.reason] <= EXAMPLES:
            self.examples.append(Example(problem.reason, problem.position, problem.detail))

    def add(self, other: Tally) -> None:
        """Another account added to this one."""
        for name in ("n_read", "n_accepted", "n_duplicate", "n_rejected"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reasons.update(other.reasons)
        self.notes.update(other.notes)
        for example in other.examples:
            if sum(known.reason == example.reason for known in self.examples) < EXAMPLES:
                self.examples.append(example)


@dataclass(frozen=True, slots=True)
class Intake:
    """The account of one file, or of the part of it that one batch holds.

    Raises
    ------
    CorpusError
        If the account does not add up.
    """

    source_uri: str
    format: str
    mapping: str
    n_read: int
    n_accepted: int
    n_duplicate: int
    n_rejected: int
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    examples: tuple[Example, ...] = ()

    def __post_init__(self) -> None:
        if self.n_read != self.n_accepted + self.n_duplicate + self.n_rejected:
            raise CorpusError(
                f"The account of {self.source_uri!r} does not add up: read {self.n_read}, accepted {self.n_accepted}, "
                f"duplicate {self.n_duplicate}, rejected {self.n_rejected}. This is a fault of Marsad; report it."
            )

    @classmethod
    def of(cls, source_uri: str, form: str, mapping: str, tally: Tally) -> Self:
        """The closed account of a file."""
        return cls(
            source_uri,
            form,
            mapping,
            tally.n_read,
            tally.n_accepted,
            tally.n_duplicate,
            tally.n_rejected,
            tuple(sorted(tally.reasons.items())),
            tuple(sorted(tally.notes.items())),
            tuple(tally.examples),
        )

    def row(self, intake_id: str, at: dt.datetime, is_last: bool) -> dict[str, Any]:
        """The account as a row of table ``intakes``."""
        notes = "; ".join(f"{name} x{count}" for name, count in self.notes)
        counts = {name: getattr(self, name) for name in ("n_read", "n_accepted", "n_duplicate", "n_rejected")}
        named = {"source_uri": self.source_uri, "format": self.format, "mapping": self.mapping}
        return {"intake_id": intake_id, **named, **counts, "at": at, "is_last": is_last, "notes": notes}
