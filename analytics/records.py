"""The stateless commands: lines of JSON in, one result a line out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors import Actor
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.pipeline import Annotator
from analytics.annotate.places.gazetteer import Place
from analytics.annotate.spans import Candidate, Citation, Mention, PlaceMention, ReportedNumber, Source, Span
from analytics.annotate.tone.engines import DEFAULT
from analytics.errors import RecordError
from analytics.reading import Reader, Reading
from analytics.schema import NO_LETTERS
from corpus.text.language import detect_language

Record = dict[str, Any]
_BATCH: Final = 64


def read_records(path: Path) -> Iterator[Record]:
    """The JSON objects of a file; a line that is none still gets a record, with the reason why.

    Raises
    ------
    RecordError
        If the file cannot be read as UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for line in file:
                if line.strip():
                    yield _record(line)
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{str(path)!r} cannot be read: {error}. Give a file of JSON lines in UTF-8.") from error


def _record(line: str) -> Record:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"_reason": f"the line is not JSON ({error})"}
    if not isinstance(found, dict):
        return {"_reason": f"the line is a JSON {type(found).__name__}, not an object"}
    return found


def annotate_records(records: Iterable[Record], own: OwnActors = NO_OWN, tone: str = DEFAULT) -> Iterator[Record]:
    """One result a record, in order; a record without text gets empty results and a ``reason``.

    Parameters
    ----------
    records : iterable of dict
    own : OwnActors
        Actors on top of the registry's.
    tone : str
        The tone engine.
    """
    reader = Reader(own, tone)
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
        reasons = [_reason_against(record) for record in batch]
        good = [record for record, reason in zip(batch, reasons, strict=True) if reason is None]
        readings = iter(reader.read([(record.get("title") or "", record.get("text") or "", None) for record in good]))
        for record, reason in zip(batch, reasons, strict=True):
            yield _nothing(record, reason) if reason else _result(record, next(readings), reader.annotator)


def _reason_against(record: Record) -> str | None:
    title, text = record.get("title") or "", record.get("text") or ""
    if isinstance(title, str) and isinstance(text, str) and not (_is_blank(title) and _is_blank(text)):
        return None
    return str(record.get("_reason", "title and text are empty or not strings"))


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _nothing(record: Record, reason: str) -> Record:
    empty: Record = {
        "mentions": [],
        "citations": [],
        "places": [],
        "candidates": [],
        "numbers": [],
        "tone": None,
        "actor_tone": [],
    }
    return {"id": record.get("id"), "lang": None, **empty, "reason": reason}


def _result(record: Record, reading: Reading, annotator: Annotator) -> Record:
    mentions, registry = reading.found.mentions, annotator.registry
    return {
        "id": record.get("id"),
        "lang": detect_language(reading.text),
        "mentions": [_mention(mention, registry[mention.actor_id]) for mention in mentions],
        "citations": [_citation(citation) for citation in reading.found.citations],
        "places": [_place(place, annotator.gazetteer[place.place_id]) for place in reading.found.places],
        "candidates": [_candidate(candidate) for candidate in reading.found.candidates],
        "numbers": [_number(number, reading.text) for number in reading.found.numbers],
        "tone": _tone(reading),
        "actor_tone": [
            {"actor_id": m.actor_id, "start": m.start, "end": m.end, "label": tone.label, "score": tone.score}
            for m, tone in zip(mentions, reading.mention_tones, strict=True)
        ],
    }


def _tone(reading: Reading) -> Record:
    found: Record = {"label": reading.label, "score": reading.score}
    return found if reading.label else found | {"reason": NO_LETTERS}


def _mention(mention: Mention, actor: Actor) -> Record:
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "actor_id": mention.actor_id,
        "name_en": actor.name_en,
        "name_ar": actor.name_ar,
        "type": actor.type,
        "kind": mention.kind,
    }


def _place(mention: PlaceMention, place: Place) -> Record:
    return {
        "start": mention.start,
        "end": mention.end,
        "place_id": place.id,
        "name_en": place.name_en,
        "name_ar": place.name_ar,
        "level": place.level,
        "lat": place.lat,
        "lon": place.lon,
    }


def _candidate(candidate: Candidate) -> Record:
    return {
        "start": candidate.start,
        "end": candidate.end,
        "surface": candidate.surface,
        "key": candidate.key,
        "type": candidate.type,
        "basis": candidate.basis,
        "title": candidate.title or None,
    }


def _number(number: ReportedNumber, text: str) -> Record:
    return {
        "start": number.start,
        "end": number.end,
        "surface": text[number.start : number.end],
        "value": number.value,
        "value_high": number.value_high,
        "bound": number.bound,
        "thing": number.thing,
        "thing_key": number.thing_key,
        "source": _source(number.source) if number.source else None,
        "via": _source(number.via) if number.via else None,
        "place_id": number.place_id,
    }


def _citation(citation: Citation) -> Record:
    return {
        "source": _source(citation.source),
        "via": _source(citation.via) if citation.via else None,
        "cue": _span(citation.cue),
        "content": _span(citation.content),
        "mode": citation.mode,
        "act": citation.act,
    }


def _source(source: Source) -> Record:
    span = source.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "actor_id": source.actor_id,
        "label": source.label,
        "class": source.kind,
        "detail": source.detail,
    }


def _span(span: Span | None) -> Record | None:
    return {"start": span.start, "end": span.end} if span else None
