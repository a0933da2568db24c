"""A run of twelve articles in three topics, small enough to be followed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.schema import EMBEDDINGS, TONES
from analytics.topic_schema import ARTICLE_TERMS, ASSIGNMENTS, PROPOSALS, TERMS, THEMES, TOPIC_MODEL, TOPICS
from analytics.topics.align import Space
from analytics.topics.edits.apply import TopicTables
from analytics.topics.edits.source import Facts
from analytics.topics.term_counts import TermCounts
from analytics.topics.words import stem_key
from corpus import Workspace
from tests.analytics.study.made import workspace_of
from tests.analytics.study.table_rows import article

IDS = [f"a{number:02}" for number in range(12)]
"""Four articles a topic, two Arabic ones first; the last of each topic lies somewhat aside."""
WORDS = {"ar": ["الموصل", "النفط", "المخيم"], "en": ["Mosul", "oil", "camp"]}


def vectors() -> NDArray[np.float32]:
    """Unit vectors: topic t lies along axis t, its last article half way to axis 3."""
    found = np.zeros((12, 4), dtype=np.float32)
    for row in range(12):
        found[row, row // 4] = 1.0
        found[row, 3] = (0.0, 0.1, 0.2, 0.9)[row % 4]
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


@dataclass
class MadeSource:
    """What edits are carried out with; ``reads`` says what was asked for."""

    encoder: str = "made"
    proposals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Sequence[tuple[str, ...]] = ()
    reads: list[str] = field(default_factory=list)

    @property
    def space(self) -> Space:
        return Space(np.zeros(4), {})

    @property
    def terms(self) -> TermCounts:
        self.reads.append("terms")
        shown = [(language, word) for language in ("ar", "en") for word in WORDS[language]]
        rows = [
            {"term_no": no, "language": language, "term": "_".join(stem_key(word, language)), "shown": word, "n": 2}
            for no, (language, word) in enumerate(shown)
        ]
        counted = [
            {"article_id": article, "terms": [row // 4 + 3 * (row % 4 >= 2)], "counts": [3]}
            for row, article in enumerate(IDS)
        ]
        return TermCounts.from_tables(TERMS.to_arrow(rows), ARTICLE_TERMS.to_arrow(counted))

    def facts(self, article_ids: Sequence[str]) -> list[Facts]:
        self.reads.append("facts")
        return [
            Facts("ar" if int(one[1:]) % 4 < 2 else "en", "p", date(2017, 1, 1)) if one in IDS else Facts()
            for one in article_ids
        ]

    def encoded(self, article_ids: Sequence[str]) -> NDArray[np.float32]:
        self.reads.append("vectors")
        known = np.concatenate([vectors(), np.zeros((1, 4), dtype=np.float32)])
        return np.asarray(known[[IDS.index(one) if one in IDS else -1 for one in article_ids]])


def topic_row(topic: int, **changes: Any) -> dict[str, Any]:
    """A topic of the run: two Arabic articles of four, in theme 0 (topics 0 and 1) or 1 (topic 2)."""
    return {
        "topic_id": topic,
        "parent_id": topic // 2,
        "label_ar": WORDS["ar"][topic],
        "label_en": WORDS["en"][topic],
        "terms_ar": [WORDS["ar"][topic]],
        "terms_en": [WORDS["en"][topic]],
        "n": 4,
        "coherence": 0.5,
        "language_mix": 0.5,
        "language_expected": 0.5,
        "mix": "mixed",
        "mix_reason": None,
        "stability": 0.9,
        "origin": "fitted",
        **changes,
    }


def theme_row(theme: int, n: int) -> dict[str, Any]:
    """A theme of the run."""
    names = {"label_ar": f"محور {theme}", "label_en": f"theme {theme}", "terms_ar": [], "terms_en": []}
    return {"theme_id": theme, "parent_id": None, "level": 1, "n": n, **names}


def tables(order: Sequence[int] = tuple(range(12)), unfit: Sequence[str] = ()) -> TopicTables:
    """The run's tables, rows in any order wanted."""
    assigned = [
        {
            "article_id": IDS[row],
            "topic_id": row // 4,
            "strength": 0.8,
            "basis": "unfit" if IDS[row] in unfit else "clustered",
        }
        for row in order
    ]
    sizes = [sum(row["topic_id"] == topic and row["basis"] != "unfit" for row in assigned) for topic in range(3)]
    topics = [topic_row(topic, n=sizes[topic]) for topic in range(3)]
    themes = [theme_row(0, sizes[0] + sizes[1]), theme_row(1, sizes[2])]
    return TopicTables(TOPICS.to_arrow(topics), THEMES.to_arrow(themes), ASSIGNMENTS.to_arrow(assigned))


def made_workspace(
    folder: Path, unfit: Sequence[str] = (), proposed: Sequence[str] = (), topics: bool = True
) -> Workspace:
    """A workspace with the run; some articles fit no topic, and some of them are proposed as ``p0000000a``."""
    given = tables(unfit=unfit)
    source = MadeSource()
    counts = source.terms
    prototypes = [
        {"part": "prototype", "key": str(topic), "vector": [float(x) for x in np.eye(4)[topic]], "value": 1.0}
        for topic in range(3)
    ]
    proposals = {
        "proposal_id": "p0000000a",
        "label_ar": "جديد",
        "label_en": "New",
        "terms_ar": [],
        "terms_en": [],
        "articles": list(proposed),
        "cohesion": 0.9,
        "nearest_topic_id": 0,
        "similarity": 0.5,
    }
    tone = {"sentence_no": -1, "start": 0, "end": 1, "tone": 0.0, "label": "neutral"}
    rows: dict[Any, list[dict[str, Any]]] = {
        TOPICS: given.topics.to_pylist(),
        THEMES: given.themes.to_pylist(),
        ASSIGNMENTS: given.assignments.to_pylist(),
        TERMS: [
            {"term_no": no, "language": language, "term": key, "shown": shown, "n": 2}
            for no, (language, key, shown) in enumerate(
                zip(counts.term_languages, counts.keys, counts.shown, strict=True)
            )
        ],
        ARTICLE_TERMS: [
            {"article_id": article, "terms": [row // 4 + 3 * (row % 4 >= 2)], "counts": [3]}
            for row, article in enumerate(IDS)
        ],
        TOPIC_MODEL: [
            {"part": "centre", "key": "", "vector": [0.0] * 4, "value": None},
            *prototypes,
            *({"part": "threshold", "key": str(topic), "vector": [], "value": 0.1} for topic in range(3)),
        ],
        PROPOSALS: [proposals] if proposed else [],
        EMBEDDINGS: [
            {"article_id": article, "vector": [float(x) for x in vector]}
            for article, vector in zip(IDS, vectors(), strict=True)
        ],
        TONES: [{"article_id": article, **tone} for article in IDS],
    }
    if not topics:
        rows = {EMBEDDINGS: rows[EMBEDDINGS], TONES: rows[TONES]}
    articles = [article(one, "p", "ar" if row % 4 < 2 else "en", "2017-01-01") for row, one in enumerate(IDS)]
    return workspace_of(articles, rows, folder)
