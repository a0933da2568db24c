"""Reads the labelled sets the tone model is trained and measured on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analytics.annotate.tone.features import Target
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS

_POLARITY: Final = {2.0: 0, 4.0: 1, 6.0: 2}


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its target or None, its class (index into ``TONE_LABELS``), its set and the article it stands in."""

    text: str
    target: Target
    tone: int
    source: str
    group: str


def training_examples(folder: Path) -> list[Example]:
    """Every training example of the labelled sets in a folder, in a canonical order.

    Raises
    ------
    ModelError
        If a set is missing.
    """
    found = [
        *_newsmtsc(folder / "newsmtsc_train.jsonl"),
        *_tweets(folder / "tweets_arabic_train.jsonl.gz", "tweets"),
        *_tweets(folder / "tweets_english_train.jsonl.gz", "tweets"),
        *_tweets(folder / "tweets_arsarcasm_train.jsonl.gz", "arsarcasm"),
        *_war_news(folder / "tone_war_news_train.jsonl.gz"),
    ]
    return sorted(found, key=lambda e: (e.source, e.group, e.text, e.target or (-1, -1), e.tone))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)
    except OSError as error:
        raise ModelError(
            f"Labelled set {path.name!r} cannot be read: {error}. Give --data the folder of them."
        ) from error


def _newsmtsc(path: Path) -> Iterator[Example]:
    for row in _lines(path):
        # Two rows of one article share an "<outlet>_<article>" prefix.
        group = "_".join(row["primary_gid"].split("_")[:2])
        for target in row["targets"]:
            span = (target["from"], target["to"])
            yield Example(row["sentence_normalized"], span, _POLARITY[float(target["polarity"])], "newsmtsc", group)


def _tweets(path: Path, source: str) -> Iterator[Example]:
    for row in _lines(path):
        if row.get("dialect", "msa") == "msa":
            yield Example(row["text"], None, row["label"], source, row["text"])


def _war_news(path: Path) -> Iterator[Example]:
    for row in _lines(path):
        tone = TONE_LABELS.index(row["label"])
        yield Example(row["text"], (row["start"], row["end"]), tone, "war_news", row["article"])
