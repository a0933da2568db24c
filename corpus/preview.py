"""What adding files would store, shown before anything is written."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.article import Preparer
from corpus.publishers import Publishers
from corpus.readers import PLAIN, Layout, Problem, read_file
from corpus.text.clean import printable, storable

SHOWN: Final = 5
"""Rows of a file that are shown, and rejects."""
LOOKED_AT: Final = 1000
"""Rows of a file that are read for it, so that a file of any size is previewed in a second or two."""
LONGEST_CELL: Final = 100


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that would be refused."""

    position: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the first rows of one file would become.

    ``rows`` are articles as they would be stored, every value short; ``reasons`` counts what would be refused among
    the ``n_read`` rows that were looked at, ``is_whole`` tells whether those are all. Copies are not looked for.
    """

    source_uri: str
    format: str
    mapping: str
    n_read: int
    is_whole: bool
    rows: tuple[dict[str, Any], ...]
    rejected: tuple[Rejected, ...]
    reasons: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, int], ...]


def preview(files: Iterable[Path], layout: Layout = PLAIN, now: dt.datetime | None = None) -> list[Preview]:
    """What the first rows of each file would become.

    Parameters
    ----------
    files : iterable of pathlib.Path
    layout : Layout, optional
        What a mapping file says of them.
    now : datetime.datetime, optional
        Later dates are not believed; by default this moment.
    """
    preparer = Preparer(Publishers.load(), now or dt.datetime.now(dt.UTC))
    return [_preview(path, layout, preparer) for path in files]


def _preview(path: Path, layout: Layout, preparer: Preparer) -> Preview:
    reading = read_file(path, preparer.now.date(), layout)
    source_uri = storable(path.as_posix())
    rows: list[dict[str, Any]] = []
    rejected: list[Rejected] = []
    reasons: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    items = reading.items(preparer.publishers)
    n_read = 0
    for n_read, item in enumerate(itertools.islice(items, LOOKED_AT), 1):  # noqa: B007 - told in the end
        found = item if isinstance(item, Problem) else preparer.prepare(item, source_uri)
        if isinstance(found, Problem):
            reasons[found.reason] += 1
            rejected.append(Rejected(found.position, found.reason, found.detail))
        else:
            notes.update(found.notes)
            rows.append({name: _short(value) for name, value in found.row.items()})
        del rows[SHOWN:], rejected[SHOWN:]
    return Preview(
        source_uri,
        reading.format,
        "" if reading.columns is None else reading.columns.describe(),
        n_read,
        next(items, None) is None,
        tuple(rows),
        tuple(rejected),
        tuple(sorted(reasons.items())),
        tuple(sorted(notes.items())),
    )


def preview_lines(previews: Sequence[Preview]) -> Iterator[str]:
    """The previews as lines to be printed."""
    for one in previews:
        looked = f"all {one.n_read} rows" if one.is_whole else f"the first {one.n_read} rows"
        n_rejected = sum(count for _, count in one.reasons)
        name = printable(Path(one.source_uri).name)
        yield f"{name} ({one.format}): {looked} looked at, {n_rejected} would be rejected"
        if one.mapping:
            yield f"  columns: {printable(one.mapping)}"
        for number, row in enumerate(one.rows, 1):
            yield f"  article {number}:"
            yield from (
                f"    {name}: {printable(str(value))}" for name, value in row.items() if value not in (None, [])
            )
        yield from _more(one.n_read - n_rejected - len(one.rows), "articles")
        for reject in one.rejected:
            yield f"  rejected, row {reject.position}, {reject.reason}: {printable(reject.detail)}"
        yield from _more(n_rejected - len(one.rejected), "rejected")
        yield from (f"  rejected, {reason}: {count}" for reason, count in one.reasons)
        yield from (f"  note, {note}: {count}" for note, count in one.notes)
    yield "Nothing was stored. Copies are found when the files are added."


def _more(n_left: int, what: str) -> Iterator[str]:
    """The line that tells how many of a list are not shown."""
    if n_left > 0:
        yield f"  ... and {n_left} more {what}"


def _short(value: object) -> object:
    """A value as it is shown: one line, not longer than ``LONGEST_CELL``."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, list):
        left = len(value) - SHOWN
        return [*(_short(item) for item in value[:SHOWN]), *([f"... and {left} more"] if left > 0 else [])]
    if not isinstance(value, str):
        return value
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_CELL else line[: LONGEST_CELL - 1] + "…"
