"""The map step of a run: a batch of articles in, rows of its tables and article vectors out.

A batch depends on nothing outside it, so batches can run in any process. Articles come in canonical order and batches
have a fixed size: the floating-point work is the same whatever the order of input or the number of processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.actors.own import OwnActors
from analytics.annotate.spans import Citation, Sentence
from analytics.annotate.tone.engines import DEFAULT
from analytics.encoder import document_vectors
from analytics.reading import Reader, Reading, Tone, sentence_of
from analytics.schema import CANDIDATES, CITATIONS, MENTIONS, NO_LETTERS, NUMBERS, PLACES, TONES
from corpus.processes import map_in_processes, n_cores

BATCH: Final = 128
"""Articles a batch: about 2,000 sentences, enough to keep the encoder busy and a progress bar moving."""
POOL_FROM: Final = 1000
"""Articles from which starting worker processes (3 s each) pays."""

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What the map step reads of an article."""

    article_id: str
    title: str
    text: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Rows of a batch by table name, and unit vectors of its articles, shape (n, dimension)."""

    tables: dict[str, pa.Table]
    vectors: NDArray[np.float32]


class BatchMapper:
    """Turns batches into rows; one of these lives in each process.

    Parameters
    ----------
    own_file : path, optional
        The file with the own actors of the workspace (:meth:`OwnActors.from_file`).
    tone : str
        The tone engine, as :func:`load_engine` names it.
    """

    def __init__(self, own_file: Path | None = None, tone: str = DEFAULT) -> None:
        self.reader = Reader(OwnActors.from_file(own_file), tone)

    def __call__(self, articles: Sequence[ArticleText]) -> BatchResult:
        """The rows and vectors of a batch."""
        readings = self.reader.read([(article.title, article.text, article.agency) for article in articles])
        pairs = list(zip(articles, readings, strict=True))
        rows_of = {
            MENTIONS: _mention_rows,
            CANDIDATES: _candidate_rows,
            CITATIONS: citation_rows,
            NUMBERS: _number_rows,
            PLACES: _place_rows,
            TONES: _tone_rows,
        }
        tables = {
            table.name: table.to_arrow([row for article, reading in pairs for row in rows(article, reading)])
            for table, rows in rows_of.items()
        }
        sentences = [(i, r.text[s.start : s.end]) for i, r in enumerate(readings) for s in r.sentences]
        vectors = document_vectors(
            np.concatenate([reading.vectors for reading in readings]),
            np.array([i for i, _ in sentences], dtype=np.int64),
            len(articles),
            n_words=np.array([len(sentence.split()) for _, sentence in sentences], dtype=np.int64),
        )
        return BatchResult(tables, vectors)


def _mention_rows(article: ArticleText, reading: Reading) -> Rows:
    return [
        {
            "article_id": article.article_id,
            "sentence_no": sentence_of(reading.sentences, mention.start).number,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "kind": mention.kind,
            "actor_id": mention.actor_id,
            "tone": tone.score,
            "tone_low": tone.low,
            "tone_high": tone.high,
            "tone_label": tone.label,
        }
        for mention, tone in zip(reading.found.mentions, reading.mention_tones, strict=True)
    ]


def citation_rows(article: ArticleText, reading: Reading) -> Rows:
    """Rows of table ``citations`` for one article, in order of the text."""
    ordered = sorted(reading.found.citations, key=_citation_start)
    return [_citation_row(article, reading.text, citation, reading.sentences) for citation in ordered]


def _citation_start(citation: Citation) -> tuple[int, int]:
    spans = [s for s in (citation.cue, citation.source.span, citation.content) if s]
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def _citation_row(article: ArticleText, text: str, c: Citation, sentences: Sequence[Sentence]) -> dict[str, Any]:
    source = c.source.span
    return {
        "article_id": article.article_id,
        "sentence_no": sentence_of(sentences, _citation_start(c)[0]).number,
        "source_actor_id": c.source.actor_id,
        "source_key": c.source.key,
        "source_label": text[source.start : source.end] if source else c.source.label,
        "source_class": c.source.kind,
        "source_detail": c.source.detail,
        "source_start": source and source.start,
        "source_end": source and source.end,
        "via_actor_id": c.via and c.via.actor_id,
        "via_label": c.via and c.via.label,
        "cue_start": c.cue and c.cue.start,
        "cue_end": c.cue and c.cue.end,
        "content_start": c.content and c.content.start,
        "content_end": c.content and c.content.end,
        "mode": c.mode,
        "act": c.act,
    }


def _candidate_rows(article: ArticleText, reading: Reading) -> Rows:
    return [
        {
            "article_id": article.article_id,
            "sentence_no": sentence_of(reading.sentences, candidate.start).number,
            "start": candidate.start,
            "end": candidate.end,
            "surface": candidate.surface,
            "candidate_key": candidate.key,
            "type": candidate.type,
            "basis": candidate.basis,
            "title": candidate.title or None,
        }
        for candidate in reading.found.candidates
    ]


def _number_rows(article: ArticleText, reading: Reading) -> Rows:
    return [
        {
            "article_id": article.article_id,
            "sentence_no": sentence_of(reading.sentences, number.start).number,
            "start": number.start,
            "end": number.end,
            "surface": reading.text[number.start : number.end],
            "value": number.value,
            "value_high": number.value_high,
            "bound": number.bound,
            "thing": number.thing,
            "thing_key": number.thing_key,
            "source_key": number.source and number.source.key,
            "source_actor_id": number.source and number.source.actor_id,
            "source_label": number.source and number.source.label,
            "via_actor_id": number.via and number.via.actor_id,
            "via_label": number.via and number.via.label,
            "place_id": number.place_id,
        }
        for number in reading.found.numbers
    ]


def _place_rows(article: ArticleText, reading: Reading) -> Rows:
    return [
        {
            "article_id": article.article_id,
            "sentence_no": sentence_of(reading.sentences, place.start).number,
            "start": place.start,
            "end": place.end,
            "place_id": place.place_id,
        }
        for place in reading.found.places
    ]


def _tone_rows(article: ArticleText, reading: Reading) -> Rows:
    head = {"article_id": article.article_id}
    span = {"sentence_no": -1, "start": 0, "end": len(reading.text)}
    reason = None if reading.label else NO_LETTERS
    rows = [head | span | {"tone": reading.score, "label": reading.label, "reason": reason}]
    for sentence, tone in zip(reading.sentences, reading.sentence_tones, strict=True):
        span = {"sentence_no": sentence.number, "start": sentence.start, "end": sentence.end}
        rows.append(head | span | _tone_cells(tone))
    return rows


def _tone_cells(tone: Tone | None) -> dict[str, Any]:
    if tone is None:
        return {"tone": None, "label": None, "reason": NO_LETTERS}
    return {"tone": tone.score, "label": tone.label, "reason": None}


def batches(articles: Sequence[ArticleText], size: int = BATCH) -> list[Sequence[ArticleText]]:
    """Articles in batches of a fixed size."""
    return [articles[i : i + size] for i in range(0, len(articles), size)]


def map_batches(
    work: Sequence[Sequence[ArticleText]],
    processes: int | None = None,
    own_file: Path | None = None,
    tone: str = DEFAULT,
) -> Iterator[BatchResult]:
    """Results of the batches, in their order.

    Parameters
    ----------
    work : sequence of batches
        As from :func:`batches`.
    processes : int, optional
        Worker processes; by default none for a small corpus, else one a core. Results do not depend on it.
    own_file : path, optional
        The own actors of the workspace; every process reads the same file.
    tone : str
        The tone engine.
    """
    if processes is None:
        processes = n_cores() if sum(map(len, work)) >= POOL_FROM else 1
    if processes <= 1:
        mapper = BatchMapper(own_file, tone)
        yield from map(mapper, work)
        return
    yield from map_in_processes(_work, work, processes, _start_worker, (own_file, tone))


_worker: dict[str, BatchMapper] = {}  # one mapper a worker process, filled by its initializer


def _start_worker(own_file: Path | None, tone: str) -> None:
    _worker["mapper"] = BatchMapper(own_file, tone)


def _work(batch: Sequence[ArticleText]) -> BatchResult:
    return _worker["mapper"](batch)
