"""What the topic step of a run gives: its tables, and what the manifest says of topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from analytics.annotate.actors import Registry
from analytics.annotate.places import Gazetteer
from analytics.topics.known_names import term_names

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


def names_of(registry: Registry) -> tuple[tuple[str, ...], ...]:
    """Arabic name, English name and other spellings of each actor and place: what is one term, and labels are in."""
    gazetteer = Gazetteer.load()
    return term_names(registry.values(), (gazetteer[key] for key in gazetteer))
