"""Rows of a card and folders of labelled data, made for the tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from analytics.annotate.tone.engine import Span, TextTones, ToneScores
from analytics.evaluation.schema import Bin, CardRow

ROW = CardRow(
    step="tone", measure="calibration_error", language="ar", dataset="gold_dev", n=79, unit="targets", figure=0.04,
    low=0.01, high=0.09, interval="bootstrap", n_clusters=14, notes=("silver",), system="model",
    reliability=(Bin(40, 0.55, 0.5), Bin(39, 0.85, 0.9)), goal=0.05, peer=None, peer_name="", date="2026-03-01",
    versions={"marsad": "0.1.0", "engine": "e5"}, method="0123456789ab",
    command="python -m analytics evaluate --steps tone --data DIR", basis="measured",
)  # fmt: skip


def row(**changed: Any) -> CardRow:
    """The row of a card with some columns changed."""
    return replace(ROW, **changed)


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """JSON lines, compressed where the name ends in gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


class WordEngine:
    """Tone by one word on each side of the target's own clause: good or bad, جيد or سيئ; each is sure by .8."""

    name = "words 1"

    def score(self, texts: list[str], targets: list[list[Span]]) -> TextTones:
        aimed = [text[start : end + 12] for text, spans in zip(texts, targets, strict=True) for start, end in spans]
        return TextTones(_scores(texts), _scores(aimed))


def _scores(texts: list[str]) -> ToneScores:
    table = np.full((len(texts), 3), 0.1)
    for at, text in enumerate(texts):
        good, bad = ("good" in text or "جيد" in text), ("bad" in text or "سيئ" in text)
        table[at, 2 if good else 0 if bad else 1] = 0.8
    return ToneScores(table, np.full(len(texts), -0.5), np.ones(len(texts)))
