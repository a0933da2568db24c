"""The stateless commands: lines of JSON in, one result a line out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analytics.annotate.actors import Registry
from analytics.annotate.pipeline import Annotation
from analytics.annotate.spans import Citation, Source, Span
from analytics.annotate.tone import score_document
from analytics.errors import RecordError
from analytics.mapping import BatchMapper, sentence_of
from analytics.schema import whole
from corpus.text.language import detect_language

Record = dict[str, Any]
Problem = Callable[[str], None]


def read_records(path: Path, problem: Problem) -> Iterator[Record]:
    """The JSON objects of a file; a line that is none is told to ``problem`` and still gets a record.

    Raises
    ------
    RecordError
        If the file cannot be read as UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _record(line, f"{path.name}:{number}", problem)
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{str(path)!r} cannot be read: {error}. Give a file of JSON lines in UTF-8.") from error


def _record(line: str, where: str, problem: Problem) -> Record:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        problem(f"{where}: not JSON ({error})")
        return {"_reason": f"the line is not JSON ({error})"}
    if not isinstance(found, dict):
        problem(f"{where}: a JSON {type(found).__name__}, not an object")
        return {"_reason": "the line is not a JSON object"}
    return found


def annotate_records(records: Iterable[Record]) -> Iterator[Record]:
    """One result a record; a record without text gets empty results and a ``reason``."""
    mapper = BatchMapper()
    registry = Registry.load()
    for record in records:
        title, text = record.get("title") or "", record.get("text") or ""
        if not isinstance(title, str) or not isinstance(text, str) or not (title + text).strip():
            reason = record.get("_reason", "title and text are empty or not strings")
            empty: Record = {"mentions": [], "citations": [], "places": [], "actor_tone": []}
            yield {"id": record.get("id"), "lang": None, **empty, "tone": None, "reason": reason}
            continue
        yield _annotate(mapper, registry, record, title, text)


def _annotate(mapper: BatchMapper, registry: Registry, record: Mapping[str, Any], title: str, text: str) -> Record:
    found = mapper.annotator.annotate(title, text)
    return {
        "id": record.get("id"),
        "lang": detect_language(whole(title, text)),
        "mentions": [
            {
                "start": m.start,
                "end": m.end,
                "surface": m.surface,
                "actor_id": m.actor_id,
                "name_en": registry[m.actor_id].name_en,
                "name_ar": registry[m.actor_id].name_ar,
                "type": registry[m.actor_id].type,
                "kind": m.kind,
            }
            for m in found.mentions
        ],
        "citations": [_citation(c) for c in found.citations],
        "places": [{"start": p.start, "end": p.end, "place_id": p.place_id} for p in found.places],
        **_tones(mapper, found, whole(title, text)),
    }


def _tones(mapper: BatchMapper, found: Annotation, text: str) -> Record:
    sentences = [text[s.start : s.end] for s in found.sentences]
    vectors = mapper.encoder.encode(sentences)
    score, label = score_document(mapper.tone.score_sentences(sentences, embeddings=vectors).probabilities)
    towards: list[Record] = []
    if found.mentions:
        holders = [sentence_of(found.sentences, m.start) for m in found.mentions]
        at = [found.sentences.index(holder) for holder in holders]
        spans = [(m.start - s.start, min(m.end, s.end) - s.start) for m, s in zip(found.mentions, holders, strict=True)]
        scores = mapper.tone.score_targets([sentences[i] for i in at], spans, embeddings=vectors[at])
        towards = [
            {"actor_id": m.actor_id, "start": m.start, "end": m.end, "label": label_, "score": float(value)}
            for m, label_, value in zip(found.mentions, scores.labels, scores.score, strict=True)
        ]
    return {"tone": {"label": label, "score": score}, "actor_tone": towards}


def _citation(citation: Citation) -> Record:
    return {
        "source": _source(citation.source),
        "via": _source(citation.via) if citation.via else None,
        "cue": _span(citation.cue),
        "content": _span(citation.content),
        "mode": citation.mode,
    }


def _source(source: Source) -> Record:
    span = source.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "actor_id": source.actor_id,
        "label": source.label,
    }


def _span(span: Span | None) -> Record | None:
    return {"start": span.start, "end": span.end} if span else None
