"""The account of a collection: every address given is stored, duplicate, rejected or quarantined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from corpus.collect.settings import CollectError
from corpus.schema import FETCH_STATES


@dataclass(slots=True)
class Account:
    """The running account of a collection.

    Attributes
    ----------
    given : int
        Addresses taken from the lists so far.
    states, reasons : Counter
        How many ended in each state, and in each state for each reason.
    read, unchanged : int
        Feeds and archives that were read, and that had not changed.
    notes : list of str
        Lists that could not be read, and searches whose answers are incomplete.
    failed : int
        How many of the notes are of lists that could not be read.
    is_interrupted : bool
        Whether it was stopped before the lists' end.
    """

    given: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    is_interrupted: bool = False
    n_left: int = 0

    def count(self, state: str, reason: str, number: int = 1) -> None:
        """Addresses that ended in a state."""
        self.states[state] += number
        if reason:
            self.reasons[state, reason] += number

    def miss(self, name: str, detail: str, *, is_failure: bool = True) -> None:
        """A list, or a part of one, that could not be read; or a word on one."""
        self.notes.append(f"{name}: {detail}")
        self.failed += is_failure

    @property
    def is_begun(self) -> bool:
        """Whether a list has given or told anything."""
        return bool(self.given or self.read or self.unchanged or self.notes)

    def break_off(self) -> None:
        """The account closed after an error: what was not finished is told apart from what was given."""
        self.is_interrupted = True
        self.close()

    def close(self) -> None:
        """The account closed: addresses without a state, after an interruption, are told apart from those given.

        Raises
        ------
        CollectError
            If addresses are missing though nothing was interrupted.
        """
        self.n_left = self.given - sum(self.states.values())
        self.given -= self.n_left
        if self.n_left < 0 or (self.n_left and not self.is_interrupted):
            raise CollectError(
                f"The account does not add up: {self.n_left} addresses have no state. This is a fault of Marsad; "
                "report it."
            )

    @property
    def is_good(self) -> bool:
        """Whether something was had, or there was nothing to have, and no list failed."""
        had = self.states["stored"] + self.states["duplicate"] + self.read + self.unchanged
        return not self.is_interrupted and not self.failed and (had > 0 or self.given == 0)

    def lines(self) -> list[str]:
        """The account in words: one line of the sum, and one for each reason and each list with a fault."""
        sums = " + ".join(f"{state} {self.states[state]}" for state in FETCH_STATES)
        lines = [f"given {self.given} = {sums}"]
        lines += [f"  {state}, {reason}: {count}" for (state, reason), count in sorted(self.reasons.items())]
        if self.read or self.unchanged:
            lines.append(f"  lists read: {self.read}, unchanged: {self.unchanged}")
        lines += [f"  {note}" for note in self.notes]
        if self.is_interrupted:
            lines.append(
                f"interrupted: {self.n_left} addresses were taken up and not finished, and the lists may hold more; "
                "run the same command again to go on where it stopped."
            )
        return lines

    def as_dict(self) -> dict[str, Any]:
        """The account for a program."""
        reasons: dict[str, dict[str, int]] = {state: {} for state in FETCH_STATES}
        for (state, reason), count in sorted(self.reasons.items()):
            reasons[state][reason] = count
        return {
            "given": self.given,
            **{state: self.states[state] for state in FETCH_STATES},
            "reasons": reasons,
            "lists_read": self.read,
            "lists_unchanged": self.unchanged,
            "lists_failed": self.failed,
            "notes": list(self.notes),
            "interrupted": self.is_interrupted,
            "left": self.n_left,
        }
