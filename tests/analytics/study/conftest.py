"""A run written by hand, small enough to count on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from analytics.run import RUNS, drafting, publish
from analytics.schema import (
    ACTORS,
    ASSIGNMENTS,
    CANDIDATES,
    CITATIONS,
    EMBEDDINGS,
    GAZETTEER,
    MENTIONS,
    NUMBERS,
    PLACES,
    ROLES,
    TONES,
    TOPICS,
)
from analytics.study import Study
from corpus import Workspace
from corpus.schema import ARTICLES

RUN_ID = "run-0123456789ab"

# id, publisher, language, day, topic, tone, label, actors, sources
ROWS = [
    ("a1", "aawsat", "ar", "2018-01-10", 0, -0.5, "negative", ["islamic-state"], ["sohr"]),
    ("a2", "aawsat", "ar", "2018-01-20", 0, -0.3, "negative", ["islamic-state", "sdf"], []),
    ("a3", "reuters", "en", "2018-01-25", 1, 0.4, "positive", ["sdf"], ["~security source"]),
    ("a4", "reuters", "en", "2018-03-05", 1, 0.0, "neutral", [], ["sohr"]),
    ("a5", "reuters", "en", None, 0, -0.1, "neutral", ["islamic-state"], []),
]


def article(key: str, publisher: str, language: str, day: str | None) -> dict[str, Any]:
    return {
        "article_id": key,
        "url": f"https://example.org/{key}",
        "publisher_id": publisher,
        "publisher": publisher,
        "title": f"Title {key} الرقة" if language == "ar" else f"Title {key} Raqqa",
        "text": "نص عن الرَّقّة" if language == "ar" else "A text about Raqqa",
        "captions": [],
        "removed": [],
        "language": language,
        "published_at": datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None,
        "published_precision": "day" if day else "none",
        "published_basis": "metadata" if day else "none",
        "collected_at": datetime(2020, 1, 1, tzinfo=UTC),
        "source_uri": "made.jsonl",
        "content_sha256": key,
        "n_words": 6,
        "story_id": "a1" if key == "a2" else key,
        "is_original": key != "a2",
        "is_sample": False,
    }


def topic(number: int, ar: str, en: str, n: int) -> dict[str, Any]:
    terms = {"terms_ar": ["الرقة"], "terms_en": ["Raqqa"]}
    return {"topic_id": number, "label_ar": ar, "label_en": en, **terms, "n": n, "language_mix": 0.5}


def actor(key: str, ar: str, en: str, kind: str) -> dict[str, Any]:
    return {"actor_id": key, "name_ar": ar, "name_en": en, "type": kind, "origin": "registry"}


def mention(key: str, actor: str, kind: str = "name", tone: float = 0.0) -> dict[str, Any]:
    place = {"article_id": key, "sentence_no": 0, "start": 0, "end": 5, "surface": "Title"}
    return {**place, "kind": kind, "actor_id": actor, "tone": tone, "tone_label": "neutral"}


def citation(key: str, source: str) -> dict[str, Any]:
    known = None if source.startswith("~") else source
    return {
        "article_id": key,
        "sentence_no": 0,
        "source_actor_id": known,
        "source_key": source,
        "source_label": source.removeprefix("~"),
        "source_class": "source" if source.startswith("~") else "organisation",
        "source_detail": "none" if source.startswith("~") else "named",
        "cue_start": 0,
        "cue_end": 5,
        "mode": "indirect",
        "act": "said",
    }


def candidate(key: str, name: str, surface: str, **more: Any) -> dict[str, Any]:
    place = {"article_id": key, "sentence_no": 0, "start": 0, "end": len(surface), "surface": surface}
    return {**place, "candidate_key": name, "type": "person", "basis": "title", "title": None, **more}


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with the run above."""
    workspace = Workspace.create(tmp_path_factory.mktemp("hand"))
    workspace.append(ARTICLES, [article(*row[:4]) for row in ROWS])
    (workspace.root / RUNS).mkdir()
    tables: dict[Any, list[dict[str, Any]]] = {
        TOPICS: [topic(0, "التنظيم", "The group", 3), topic(1, "الرقة", "Raqqa", 2)],
        ASSIGNMENTS: [
            {"article_id": r[0], "topic_id": r[4], "strength": 0.9 - i / 10, "basis": "clustered"}
            for i, r in enumerate(ROWS)
        ],
        ACTORS: [
            actor("islamic-state", "داعش", "Islamic State", "armed_group"),
            actor("sdf", "قسد", "SDF", "armed_group"),
            actor("sohr", "المرصد", "SOHR", "ngo"),
        ],
        MENTIONS: [mention(r[0], actor, tone=r[5]) for r in ROWS for actor in r[7]]
        + [mention("a1", "islamic-state", "coreference", tone=-0.1)],
        CITATIONS: [citation(r[0], source) for r in ROWS for source in r[8]],
        PLACES: [{"article_id": "a1", "sentence_no": 0, "start": 9, "end": 14, "place_id": "raqqa"}],
        TONES: [
            {"article_id": r[0], "sentence_no": -1, "start": 0, "end": 20, "tone": r[5], "label": r[6]} for r in ROWS
        ],
        EMBEDDINGS: [{"article_id": r[0], "vector": [1.0, 0.0]} for r in ROWS],
        CANDIDATES: [candidate("a3", "~خالد الدندل", "خالد الدندل")],
        **{table: [] for table in (GAZETTEER, NUMBERS, ROLES)},
    }
    with drafting(workspace, RUN_ID) as draft:
        for table, rows in tables.items():
            workspace.append(table, rows, under=draft)
        topics = {"reason": None, "key_terms": {}}
        publish(workspace, RUN_ID, {"run_id": RUN_ID, "corpus": workspace.corpus_digest(), "topics": topics})
    return workspace.root


@pytest.fixture(scope="session")
def study(hand_made: Path) -> Study:
    return Study(str(hand_made))
