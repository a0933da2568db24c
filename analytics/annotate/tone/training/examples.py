"""The labelled sets the tone model is trained on, and what is held back of them for calibration."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from analytics.annotate.tone.engine import Span
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS, whole

_POLARITY: Final = {2.0: 0, 4.0: 1, 6.0: 2}
_OWN: Final = Path(__file__).parent
_HELD_OF: Final = 10  # one article of war news in ten is held back
_SARCASM_KEPT: Final = (
    62  # per cent of its standard-Arabic rows that are trained on: as many as of NewsMTSC's sentences
)
_URL_DIGITS: Final = 16
_VOCABULARY: Final = (
    "attribution_polnear_dev.jsonl.gz",
    "newsmtsc_train.jsonl",
    "topics_agnews_4cat.jsonl.gz",
    "topics_ant_6cat.jsonl.gz",
    "tweets_arabic_train.jsonl.gz",
    "tweets_arsarcasm_train.jsonl.gz",
    "tweets_english_train.jsonl.gz",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its targets, in order and without overlap, and the class of each; without targets one class.

    Attributes
    ----------
    text : str
    targets : tuple of (start, end)
    tones : tuple of int
        Index into ``TONE_LABELS`` of each target, or of the text.
    source : str
        Its set.
    held : bool
        Whether it is kept from training, for calibration.
    """

    text: str
    targets: tuple[Span, ...]
    tones: tuple[int, ...]
    source: str
    held: bool = False


@dataclass(frozen=True, slots=True)
class _Labelled:
    """One label of one set; ``group`` is the article it stands in."""

    source: str
    group: str
    text: str
    target: Span | None
    tone: int


def training_examples(folder: Path) -> list[Example]:
    """Every example of the labelled sets and of the war corpora in a folder, and our own sentences; in canonical order.

    Parameters
    ----------
    folder : Path
        Holds ``labelled`` and ``corpora``; docs/tone.md lists the files.

    Raises
    ------
    ModelError
        If a set is missing.
    """
    sets, corpora = folder / "labelled", folder / "corpora"
    found = [
        *_newsmtsc(sets / "newsmtsc_train.jsonl"),
        *_tweets(sets / "tweets_arabic_train.jsonl.gz", "tweets"),
        *_tweets(sets / "tweets_english_train.jsonl.gz", "tweets"),
        *_tweets(sets / "tweets_arsarcasm_train.jsonl.gz", "sarcasm"),
        *_war_news(sets / "tone_war_news_train.jsonl.gz"),
        *_own_labels(_OWN / "war_news_labels.tsv", corpora),
        *(row for language in ("ar", "en") for row in _own_sentences(_OWN / f"own_sentences_{language}.jsonl")),
    ]
    ordered = sorted(found, key=lambda e: (e.source, e.text, e.target or (-1, -1), e.group, e.tone))
    return [
        example
        for (source, text), labels in groupby(ordered, key=lambda e: (e.source, e.text))
        for example in _joined(source, text, list(labels))
    ]


def _joined(source: str, text: str, labels: list[_Labelled]) -> Iterator[Example]:
    """One example with all targets of a sentence; a target that overlaps another stands alone."""
    held = _is_held(source, labels[0])
    taken: list[_Labelled] = []
    for label in labels:
        if label.target is None:
            yield Example(text, (), (label.tone,), source, held)
        elif taken and taken[-1].target is not None and label.target[0] < taken[-1].target[1]:
            yield Example(text, (label.target,), (label.tone,), source, held)
        else:
            taken.append(label)
    if taken:
        targets = tuple(label.target for label in taken if label.target is not None)
        yield Example(text, targets, tuple(label.tone for label in taken), source, held)


def _is_held(source: str, label: _Labelled) -> bool:
    if source == "sarcasm":
        return zlib.crc32(label.text.encode()) % 100 >= _SARCASM_KEPT
    return source == "war_news" and zlib.crc32(label.group.encode()) % _HELD_OF == 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)
    except OSError as error:
        raise ModelError(
            f"Labelled set {path.name!r} cannot be read: {error}. Give --data the folder of labelled/ and corpora/."
        ) from error


def _newsmtsc(path: Path) -> Iterator[_Labelled]:
    for row in _lines(path):
        for target in row["targets"]:
            span = (target["from"], target["to"])
            tone = _POLARITY[float(target["polarity"])]
            yield _Labelled("newsmtsc", row["primary_gid"], row["sentence_normalized"], span, tone)


def _tweets(path: Path, source: str) -> Iterator[_Labelled]:
    for row in _lines(path):
        if row.get("dialect", "msa") == "msa":
            yield _Labelled(source, row["text"], row["text"], None, row["label"])


def _war_news(path: Path) -> Iterator[_Labelled]:
    for row in _lines(path):
        tone = TONE_LABELS.index(row["label"])
        yield _Labelled("war_news", row["article"], row["text"], (row["start"], row["end"]), tone)


def _own_sentences(path: Path) -> Iterator[_Labelled]:
    for row in _lines(path):
        tone = TONE_LABELS.index(row["label"])
        yield _Labelled("own_sentences", row["text"], row["text"], (row["start"], row["end"]), tone)


def _own_labels(path: Path, corpora: Path) -> Iterator[_Labelled]:
    """Labels of our own on sentences of the war corpora, where both readings agree."""
    texts = dict(_war_texts(corpora))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["reading_a"] != row["reading_b"] or row["reading_a"] not in TONE_LABELS:
                continue
            start, end, first, last = (int(row[name]) for name in ("start", "end", "target_start", "target_end"))
            text = _text_of(texts, row["corpus"], row["article"])[start:end]
            tone = TONE_LABELS.index(row["reading_a"])
            yield _Labelled("war_news", row["article"], text, (first - start, last - start), tone)


def _text_of(texts: dict[tuple[str, str], str], corpus: str, article: str) -> str:
    try:
        return texts[corpus, article]
    except KeyError:
        raise ModelError(
            f"Article {article!r} of corpus {corpus!r} has labels but is not in the folder; give the whole corpus."
        ) from None


def _war_texts(corpora: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Corpus and article with ``whole(title, text)``; an article known by its address alone goes by a digest of it."""
    for name in ("ant_war_2018", "saudinewsnet_war_2015"):
        for row in _lines(corpora / f"{name}.jsonl.gz"):
            digest = hashlib.sha256(row["url"].encode()).hexdigest()[:_URL_DIGITS]
            yield (name, row.get("id") or digest), whole(row.get("title") or "", row.get("text") or "")
    path = corpora / "fa_kes.csv"
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for row in csv.DictReader(file):
                yield ("fa_kes", row["unit_id"]), whole(row["article_title"], row["article_content"])
    except OSError as error:
        raise ModelError(f"Corpus {path.name!r} cannot be read: {error}. Give --data the folder of both.") from error


def vocabulary_texts(folder: Path) -> Iterator[str]:
    """The texts whose pieces the vocabulary keeps: the war corpora and the labelled sets."""
    for _, text in _war_texts(folder / "corpora"):
        yield text
    for name in _VOCABULARY:
        for row in _lines(folder / "labelled" / name):
            yield from (value for value in row.values() if isinstance(value, str))
