"""A floor under the shipped model's quality, where the labelled data lies next to the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sklearn.metrics import f1_score

from analytics.annotate.tone import tone_records

SHARED = Path(__file__).resolve().parents[4] / "../shared"
DEVTEST = SHARED / "data/labelled/newsmtsc_devtest_mt.jsonl"
LABELS = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}
ROWS = 300


def test_news_tone_towards_targets_is_as_good_as_on_the_card() -> None:
    if not DEVTEST.exists():
        pytest.skip("shared/data/labelled is not next to the project: the quality floor is not checked")
    rows = [json.loads(line) for line in DEVTEST.read_text(encoding="utf-8").splitlines()][:ROWS]
    records = [
        {"text": row["sentence_normalized"], "start": target["from"], "end": target["to"]}
        for row in rows
        for target in row["targets"]
    ]
    gold = [LABELS[float(target["polarity"])] for row in rows for target in row["targets"]]
    found = [record["label"] for record in tone_records(records)]
    # The model has .765 on the whole set; sentence vectors and logistic regression without the target have .618.
    assert f1_score(gold, found, average="macro") > 0.72
