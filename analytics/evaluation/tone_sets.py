"""Labelled tone: texts, perhaps with a target in them, and the class readers gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from analytics.evaluation.data import LabelledData
from analytics.schema import TONE_LABELS, whole

NEWSMTSC: Final = "labelled/newsmtsc_devtest_mt.jsonl"
TWEETS: Final[Mapping[str, str]] = {
    "ar": "labelled/tweets_arabic_val.jsonl.gz",
    "en": "labelled/tweets_english_val.jsonl.gz",
}
GOLD: Final = "gold/dev.jsonl"
_POLARITIES: Final = {2.0: "negative", 4.0: "neutral", 6.0: "positive"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of a reader.

    Attributes
    ----------
    text : str
    target : tuple of int, optional
        Characters of the target in the text; None where the tone is that of the text.
    label : str
        One of ``TONE_LABELS``.
    language : str
    cluster : str
        The sentence or article it is from: judgements of one are not independent.
    """

    text: str
    target: tuple[int, int] | None
    label: str
    language: str
    cluster: str


def newsmtsc(data: LabelledData) -> list[Judged]:
    """NewsMTSC (Hamborg and Donnay 2021): targets in sentences of American news, one or several a sentence."""

    def judged(row: dict[str, Any]) -> list[Judged]:
        text = str(row["sentence_normalized"])
        targets = [((int(one["from"]), int(one["to"])), _POLARITIES[float(one["polarity"])]) for one in row["targets"]]
        return [Judged(text, target, label, "en", text) for target, label in targets]

    return [one for row in data.json_lines(NEWSMTSC, judged) for one in row]


def tweets(data: LabelledData, language: str) -> list[Judged]:
    """UMSAB (Barbieri et al. 2022), validation part: whole tweets."""
    rows = data.json_lines(TWEETS[language], lambda row: (str(row["text"]), TONE_LABELS[row["label"]]))
    return [Judged(text, None, label, language, f"{number}") for number, (text, label) in enumerate(rows)]


def gold(data: LabelledData) -> list[Judged]:
    """Targets in sentences of the annotated articles, both languages."""

    def judged(row: dict[str, Any]) -> list[Judged]:
        text = whole(row["title"], row["text"])
        return [_in_sentence(text, one, row) for one in row.get("tone", ())]

    return [one for row in data.json_lines(GOLD, judged) for one in row]


def _in_sentence(text: str, row: dict[str, Any], article: dict[str, Any]) -> Judged:
    sentence, target, label = row["sentence"], row["target"], str(row["label"])
    start = int(sentence["start"])
    span = (int(target["start"]) - start, int(target["end"]) - start)
    if label not in TONE_LABELS:
        raise ValueError(f"label {label[:40]!r}")
    return Judged(text[start : int(sentence["end"])], span, label, str(article["lang"]), str(article["id"]))
