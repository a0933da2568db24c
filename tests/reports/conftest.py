"""A run written by hand in which everything a report looks for can be counted on paper."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from analytics.schema import ACTORS, CITATIONS, EMBEDDINGS, MENTIONS, TONES
from analytics.study import Study
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from tests.analytics.study.made import workspace_of
from tests.analytics.study.table_rows import actor, article, citation, mention

RUN_ID = "run-abcdefabcdef"
HOSTILE = '#strong[x] $1+1$ *b* _i_ `c` <d> @e \\ // "f" {n}'
LAST = date(2018, 6, 20)


def rows() -> list[dict[str, Any]]:
    """41 articles: January 1-20 by one publisher, June 1-20 by another, and one without a date."""
    made = []
    for place in range(40):
        early = place < 20
        day = date(2018, 1, 1) + timedelta(place) if early else date(2018, 6, 1) + timedelta(place - 20)
        made.append(
            {
                "key": f"a{place:02}",
                "publisher": "aawsat" if early else HOSTILE,
                "language": "ar" if early else "en",
                "day": day.isoformat(),
                "topic": 0 if place < 4 or 20 <= place < 38 else 2 if place < 6 else 1,
                "tone": (-0.6 if early else 0.3) + (0.05 if place % 2 else -0.05),
            }
        )
    last = {"key": "a40", "publisher": "aawsat", "language": "ar", "day": None, "topic": 0, "tone": -0.55}
    return [*made, last]


@pytest.fixture(scope="session")
def counted_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with the run above: 30 articles name an actor, 11 cite a source (12 statements)."""
    made = rows()
    articles = [article(r["key"], r["publisher"], r["language"], r["day"]) for r in made]
    articles[0]["title"] = "News: " + HOSTILE
    topic = {"terms_ar": ["الرقة", "قسد"], "terms_en": ["Raqqa", HOSTILE], "language_mix": 0.5}
    topic |= {"language_expected": 0.5, "mix": "mixed", "origin": "fitted"}
    tables: dict[Any, list[dict[str, Any]]] = {
        TOPICS: [
            {"topic_id": 0, "label_ar": "الرقة", "label_en": HOSTILE, "n": 23, **topic},
            {"topic_id": 1, "label_ar": "الموصل", "label_en": "Mosul", "n": 16, **topic},
            {"topic_id": 2, "label_ar": "حمص", "label_en": "Homs", "n": 2, **topic},
        ],
        ASSIGNMENTS: [
            {"article_id": r["key"], "topic_id": r["topic"], "strength": 0.5, "basis": "clustered"} for r in made
        ],
        ACTORS: [
            actor("islamic-state", "داعش", "Islamic State", "armed_group"),
            actor("sohr", "المرصد السوري", "SOHR", "ngo"),
        ],
        MENTIONS: [mention(r["key"], "islamic-state", tone=-0.25) for r in made[:30]],
        CITATIONS: [citation(r["key"], "sohr") for r in made[:11]]
        + [citation("a00", "sohr"), citation("a39", "~" + HOSTILE)],
        TONES: [
            {
                "article_id": r["key"],
                "sentence_no": -1,
                "start": 0,
                "end": 20,
                "tone": r["tone"],
                "label": "negative" if r["tone"] < 0 else "positive",
            }
            for r in made
        ],
        EMBEDDINGS: [{"article_id": r["key"], "vector": [1.0, 0.0]} for r in made],
    }
    return workspace_of(articles, tables, tmp_path_factory.mktemp("counted"), RUN_ID).root


@pytest.fixture(scope="session")
def counted_study(counted_workspace: Path) -> Study:
    return Study(str(counted_workspace))
