"""The map step of a run: a batch of articles in, rows of its tables and article vectors out.

A batch depends on nothing outside it, so batches can run in any process. Articles come in canonical order and batches
have a fixed size: the floating-point work is the same whatever the order of input or the number of processes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.pipeline import Annotation, Annotator
from analytics.annotate.spans import Citation, Mention, Sentence
from analytics.annotate.tone import ToneModel, ToneScores, score_document
from analytics.encoder import UniversalEncoder, document_vectors
from analytics.schema import CITATIONS, MENTIONS, PLACES, TONES, whole
from corpus.text.normalise import fold

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


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Rows of a batch by table name, and unit vectors of its articles, shape (n, dimension)."""

    tables: dict[str, pa.Table]
    vectors: NDArray[np.float32]


class BatchMapper:
    """Annotates, encodes and scores batches; one of these lives in each process."""

    def __init__(self) -> None:
        # One BLAS thread a process: the same sums in the same order on any number of cores.
        self.encoder = UniversalEncoder(threads=1)
        self.annotator = Annotator.load()
        self.tone = ToneModel.load(self.encoder)

    def __call__(self, articles: Sequence[ArticleText]) -> BatchResult:
        """The rows and vectors of a batch."""
        texts = [whole(a.title, a.text) for a in articles]
        found = [self.annotator.annotate(a.title, a.text) for a in articles]
        sentences = [text[s.start : s.end] for text, one in zip(texts, found, strict=True) for s in one.sentences]
        index = np.repeat(np.arange(len(articles)), [len(one.sentences) for one in found])
        vectors = self.encoder.encode(sentences)
        scores = self.tone.score_sentences(sentences, embeddings=vectors)
        offsets = np.concatenate([[0], np.cumsum([len(one.sentences) for one in found])])
        rows: dict[str, Rows] = {
            MENTIONS.name: self._mention_rows(articles, found, sentences, vectors, offsets),
            CITATIONS.name: [
                r for a, t, one in zip(articles, texts, found, strict=True) for r in citation_rows(a, t, one)
            ],
            PLACES.name: [r for a, one in zip(articles, found, strict=True) for r in _place_rows(a, one)],
            TONES.name: _tone_rows(articles, texts, found, scores, offsets),
        }
        tables = {t.name: t.to_arrow(rows[t.name]) for t in (MENTIONS, CITATIONS, PLACES, TONES)}
        n_words = np.array([len(sentence.split()) for sentence in sentences], dtype=np.int64)
        return BatchResult(tables, document_vectors(vectors, index, len(articles), n_words=n_words))

    def _mention_rows(
        self,
        articles: Sequence[ArticleText],
        found: Sequence[Annotation],
        sentences: Sequence[str],
        vectors: NDArray[np.float32],
        offsets: NDArray[np.int64],
    ) -> Rows:
        rows: Rows = []
        at: list[int] = []
        spans: list[tuple[int, int]] = []
        for article, one, first in zip(articles, found, offsets, strict=False):
            for mention in one.mentions:
                sentence = sentence_of(one.sentences, mention.start)
                rows.append(_mention_row(article, mention, sentence))
                at.append(int(first) + one.sentences.index(sentence))
                end = min(mention.end, sentence.end)
                spans.append((mention.start - sentence.start, end - sentence.start))
        if rows:
            scores = self.tone.score_targets([sentences[i] for i in at], spans, embeddings=vectors[at])
            for i, row in enumerate(rows):
                row |= {
                    "tone": float(scores.score[i]),
                    "tone_low": float(scores.low[i]),
                    "tone_high": float(scores.high[i]),
                    "tone_label": scores.labels[i],
                }
        return rows


def sentence_of(sentences: Sequence[Sentence], start: int) -> Sentence:
    """The sentence that holds a character, or the nearest before it."""
    low, high = 0, len(sentences)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if sentences[middle].start <= start else (low, middle)
    return sentences[low]


def _mention_row(article: ArticleText, mention: Mention, sentence: Sentence) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "sentence_no": sentence.number,
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "actor_id": mention.actor_id,
    }


def citation_rows(article: ArticleText, text: str, found: Annotation) -> Rows:
    """Rows of table ``citations`` for one article, in order of the text."""
    return [_citation_row(article, text, c, found.sentences) for c in sorted(found.citations, key=_citation_start)]


def _citation_start(citation: Citation) -> tuple[int, int]:
    spans = [s for s in (citation.cue, citation.source.span, citation.content) if s]
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def _citation_row(article: ArticleText, text: str, c: Citation, sentences: Sequence[Sentence]) -> dict[str, Any]:
    source = c.source.span
    return {
        "article_id": article.article_id,
        "sentence_no": sentence_of(sentences, _citation_start(c)[0]).number,
        "source_actor_id": c.source.actor_id,
        "source_key": c.source.actor_id or f"~{fold(c.source.label)}",
        "source_label": text[source.start : source.end] if source else c.source.label,
        "source_start": source and source.start,
        "source_end": source and source.end,
        "via_actor_id": c.via and c.via.actor_id,
        "via_label": c.via and c.via.label,
        "cue_start": c.cue and c.cue.start,
        "cue_end": c.cue and c.cue.end,
        "content_start": c.content and c.content.start,
        "content_end": c.content and c.content.end,
        "mode": c.mode,
    }


def _place_rows(article: ArticleText, found: Annotation) -> Rows:
    return [
        {
            "article_id": article.article_id,
            "sentence_no": sentence_of(found.sentences, place.start).number,
            "start": place.start,
            "end": place.end,
            "place_id": place.place_id,
        }
        for place in found.places
    ]


def _tone_rows(
    articles: Sequence[ArticleText],
    texts: Sequence[str],
    found: Sequence[Annotation],
    scores: ToneScores,
    offsets: NDArray[np.int64],
) -> Rows:
    rows: Rows = []
    for i, (article, text, one) in enumerate(zip(articles, texts, found, strict=True)):
        first, last = int(offsets[i]), int(offsets[i + 1])
        score, label = score_document(scores.probabilities[first:last])
        head = {"article_id": article.article_id}
        rows.append(head | {"sentence_no": -1, "start": 0, "end": len(text), "tone": score, "label": label})
        for sentence, k in zip(one.sentences, range(first, last), strict=True):
            span = {"sentence_no": sentence.number, "start": sentence.start, "end": sentence.end}
            rows.append(head | span | {"tone": float(scores.score[k]), "label": scores.labels[k]})
    return rows


def batches(articles: Sequence[ArticleText], size: int = BATCH) -> list[Sequence[ArticleText]]:
    """Articles in batches of a fixed size."""
    return [articles[i : i + size] for i in range(0, len(articles), size)]


def map_batches(work: Sequence[Sequence[ArticleText]], processes: int | None = None) -> Iterator[BatchResult]:
    """Results of the batches, in their order.

    Parameters
    ----------
    work : sequence of batches
        As from :func:`batches`.
    processes : int, optional
        Worker processes; by default none for a small corpus, else one a core. Results do not depend on it.
    """
    if processes is None:
        processes = (os.cpu_count() or 1) if sum(map(len, work)) >= POOL_FROM else 1
    if processes <= 1:
        mapper = BatchMapper()
        yield from map(mapper, work)
        return
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        yield from _in_order(pool, work, ahead=2 * processes)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, work: Sequence[Sequence[ArticleText]], ahead: int) -> Iterator[BatchResult]:
    """Submit a few batches ahead, so that memory stays flat however many there are."""
    waiting: list[Future[BatchResult]] = []
    for batch in work:
        waiting.append(pool.submit(_work, batch))
        if len(waiting) > ahead:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


_worker: dict[str, BatchMapper] = {}  # one mapper a worker process, filled by its initializer


def _start_worker() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _worker["mapper"] = BatchMapper()


def _work(batch: Sequence[ArticleText]) -> BatchResult:
    return _worker["mapper"](batch)
