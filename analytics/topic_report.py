"""What the topic step of a run gives: its tables, and what the manifest says of topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

Progress = Callable[[str, int, int], None]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TopicStep:
    """The tables of the step by name, and what the manifest says of topics."""

    tables: dict[str, pa.Table]
    report: dict[str, Any]


def counts_of(topics: Rows, assignments: Rows, history: Rows) -> dict[str, Any]:
    """What a manifest says of topics in numbers: those of each kind of change, and articles by how they got there."""
    changes = Counter(row["kind"] for row in history)
    bases = Counter(row["basis"] for row in assignments)
    return {"n": len(topics), "changes": dict(sorted(changes.items())), "bases": dict(sorted(bases.items()))}
