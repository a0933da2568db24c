"""A run written by hand, small enough to count on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.schema import ACTORS, CANDIDATES, CITATIONS, EMBEDDINGS, MENTIONS, PLACES, TONES
from analytics.study import Study
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from tests.analytics.study.made import workspace_of
from tests.analytics.study.table_rows import actor, article, candidate, citation, mention, topic

# id, publisher, language, day, topic, tone, label, actors, sources
ROWS = [
    ("a1", "aawsat", "ar", "2018-01-10", 0, -0.5, "negative", ["islamic-state"], ["sohr"]),
    ("a2", "aawsat", "ar", "2018-01-20", 0, -0.3, "negative", ["islamic-state", "sdf"], []),
    ("a3", "reuters", "en", "2018-01-25", 1, 0.4, "positive", ["sdf"], ["~security source"]),
    ("a4", "reuters", "en", "2018-03-05", 1, 0.0, "neutral", [], ["sohr"]),
    ("a5", "reuters", "en", None, 0, -0.1, "neutral", ["islamic-state"], []),
]


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with the run above."""
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
    }
    folder = tmp_path_factory.mktemp("hand")
    return workspace_of([article(*row[:4]) for row in ROWS], tables, folder).root


@pytest.fixture(scope="session")
def study(hand_made: Path) -> Study:
    return Study(str(hand_made))
