"""Tone of JSON records, one result a record, for the stateless command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from analytics.annotate.tone.features import Target
from analytics.annotate.tone.model import ToneModel
from analytics.encoder import UniversalEncoder

Record = dict[str, Any]
_BATCH: Final = 512


def tone_records(lines: Iterable[Record], model: ToneModel | None = None) -> Iterator[Record]:
    """One result a record, in order: ``label``, ``score``, ``low`` and ``high``, or a null label and a ``reason``.

    Parameters
    ----------
    lines : iterable of dict
        ``text``, optionally ``id``, and ``start`` and ``end`` of a target in the text. A record that cannot be scored
        gets a reason a person can act on; none raises.
    model : ToneModel, optional
        By default the one that comes with the package, over the default encoder.
    """
    scorer = model or ToneModel.load(UniversalEncoder())
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        yield from _scored(batch, scorer)


def _scored(batch: list[Record], model: ToneModel) -> Iterator[Record]:
    reasons = [reason_against(record) for record in batch]
    good = [record for record, reason in zip(batch, reasons, strict=True) if reason is None]
    scores = model.score([record["text"] for record in good], [_target(record) for record in good])
    at = 0
    for record, reason in zip(batch, reasons, strict=True):
        head = {"id": record["id"]} if isinstance(record, dict) and "id" in record else {}
        if reason is not None:
            yield head | {"label": None, "reason": reason}
            continue
        figures = {"score": scores.score[at], "low": scores.low[at], "high": scores.high[at]}
        yield head | {"label": scores.labels[at]} | {name: float(value) for name, value in figures.items()}
        at += 1


def _target(record: Record) -> Target:
    return (record["start"], record["end"]) if record.get("start") is not None else None


def reason_against(record: object) -> str | None:
    """Why a record cannot be scored, or None if it can."""
    if not isinstance(record, dict):
        return f"the record is a {type(record).__name__}; give an object with a text"
    if "_reason" in record:
        return str(record["_reason"])
    text = record.get("text")
    if not isinstance(text, str):
        return f"text is {'missing' if text is None else type(text).__name__}; give a string"
    if not text.strip():
        return "text is empty; give at least one word"
    start, end = record.get("start"), record.get("end")
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int:  # True is an int to isinstance
        return f"start and end are {start!r} and {end!r}; give two whole numbers, or neither"
    if not 0 <= start < end <= len(text):
        return f"target {start}:{end} is outside the text of {len(text)} characters or empty; offsets are characters"
    return None
