"""Tone of JSON records, one result a record, for the stateless command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from analytics.annotate.characters import whole_characters
from analytics.annotate.tone.engine import Span, ToneEngine, ToneScores
from analytics.annotate.tone.engines import DEFAULT, load_engine
from analytics.annotate.tone.known_accuracy import known_accuracy
from analytics.annotate.tone.long_texts import LONGEST, has_letters, score_texts
from corpus.text.language import name_language

Record = dict[str, Any]
_BATCH: Final = 512
_CALIBRATED: Final = ("ar", "en")
"""Languages that intervals were calibrated in."""


def tone_records(lines: Iterable[Record], tone: str = DEFAULT, engine: ToneEngine | None = None) -> Iterator[Record]:
    """One result a record, in order, or a null label and a ``reason``.

    A result has ``label``, ``score``, ``low`` and ``high``; ``confidence``, the probability of the label; ``language``;
    ``accuracy``, the macro F1 measured of this engine in that language, or ``"unknown"``; and a ``note`` where the text
    is so long that it is read in pieces, or is neither Arabic nor English: of such a text nothing is known of how right
    its tone is, so its interval is [-1, 1].

    Parameters
    ----------
    lines : iterable of dict
        ``text``, optionally ``id``, and ``start`` and ``end`` of a target in the text. A record that cannot be scored
        gets a reason a person can act on; none raises.
    tone : str
        The engine, as :func:`load_engine` names it.
    engine : ToneEngine, optional
        That engine, if it is loaded already.
    """
    scorer = engine or load_engine(tone)
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        yield from _scored(batch, tone, scorer)


def _scored(batch: list[Record], tone: str, engine: ToneEngine) -> Iterator[Record]:
    reasons = [reason_against(record) for record in batch]
    good = [record for record, reason in zip(batch, reasons, strict=True) if reason is None]
    texts = [whole_characters(record["text"]) for record in good]
    targets = [_targets(record) for record in good]
    scores = score_texts(engine, texts, targets)
    whole, aimed = _figures(scores.whole), _figures(scores.aimed)
    found = iter(
        zip(good, [next(aimed) if spans else one for spans, one in zip(targets, whole, strict=True)], strict=True)
    )
    for record, reason in zip(batch, reasons, strict=True):
        head = {"id": record["id"]} if isinstance(record, dict) and "id" in record else {}
        if reason is not None:
            yield head | {"label": None, "reason": reason}
            continue
        yield head | _result(*next(found), tone)


def _figures(scores: ToneScores) -> Iterator[Record]:
    rows = zip(scores.labels, scores.score, scores.low, scores.high, scores.probabilities.max(axis=1), strict=True)
    for label, *figures in rows:
        names = ("score", "low", "high", "confidence")
        yield {"label": label} | {name: float(value) for name, value in zip(names, figures, strict=True)}


def _result(record: Record, figures: Record, tone: str) -> Record:
    language = name_language(record["text"])
    accuracy = known_accuracy(tone, language, has_target=bool(_targets(record)))
    found = figures | {"language": language, "accuracy": accuracy}
    notes = []
    if language not in _CALIBRATED:
        found |= {"low": -1.0, "high": 1.0}
        notes.append("the text is not known to be Arabic or English; how right its tone is is unknown")
    if len(record["text"]) > LONGEST:
        read = "near the target" if _targets(record) else "in pieces, of which it is the mean"
        notes.append(f"the text has {len(record['text']):,} characters; its tone is read {read}")
    return found | {"note": "; ".join(notes)} if notes else found


def _targets(record: Record) -> list[Span]:
    return [(record["start"], record["end"])] if record.get("start") is not None else []


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
    if not has_letters(text):
        return "text has no letters, so it has no tone that can be read; give at least one word"
    start, end = record.get("start"), record.get("end")
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int:  # True is an int to isinstance
        return f"start and end are {start!r} and {end!r}; give two whole numbers, or neither"
    if not 0 <= start < end <= len(text):
        return f"target {start}:{end} is outside the text of {len(text)} characters or empty; offsets are characters"
    if not has_letters(text[start:end]):
        return f"target {start}:{end} has no letters, so it names nobody; give the offsets of a name or of a word"
    return None
