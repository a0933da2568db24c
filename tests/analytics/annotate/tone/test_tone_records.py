"""Records of the command ``tone``: every record gets a label or a reason, whatever is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from analytics.annotate.tone.engine import Span, TextTones, ToneScores, check_targets
from analytics.annotate.tone.records import tone_records


class WordEngine:
    """Negative where a text, or what follows the target, has "bad" or "سيئ" in it; positive elsewhere."""

    name = "words 1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        check_targets(texts, targets)
        self.seen += texts
        after = [text[end:] for text, spans in zip(texts, targets, strict=True) for _, end in spans]
        return TextTones(_scores(texts), _scores(after))


def _scores(texts: Sequence[str]) -> ToneScores:
    rows = [[0.7, 0.2, 0.1] if "bad" in text or "سيئ" in text else [0.1, 0.3, 0.6] for text in texts]
    probabilities = np.array(rows).reshape(-1, 3)
    score = probabilities[:, 2] - probabilities[:, 0]
    return ToneScores(probabilities, score - 0.1, score + 0.1)


def records(*rows: object) -> list[dict[str, Any]]:
    return list(tone_records(rows, "words", WordEngine()))  # type: ignore[arg-type]


BAD = [
    ({}, "text is missing"),
    ({"id": 1, "text": ""}, "text is empty"),
    ({"text": " \n\t"}, "text is empty"),
    ({"text": "🙂🙂"}, "text has no letters"),
    ({"text": "١٢ / 34 ؟!"}, "text has no letters"),
    ({"text": "\u202e\u200f"}, "text has no letters"),
    ({"text": 7}, "text is int"),
    ({"text": ["نص"]}, "text is list"),
    ({"text": "نص", "start": 0}, "start and end are 0 and None"),
    ({"text": "نص", "start": True, "end": 2}, "start and end are True and 2"),
    ({"text": "نص", "start": "0", "end": "1"}, "give two whole numbers"),
    ({"text": "نص", "start": 0, "end": 3}, "target 0:3 is outside the text of 2 characters"),
    ({"text": "نص", "start": 1, "end": 1}, "target 1:1"),
    ({"text": "نص", "start": -1, "end": 1}, "target -1:1"),
    ({"text": "في عام ٢٠١٧ انتهت", "start": 7, "end": 11}, "target 7:11 has no letters"),
    ({"text": "🙂 ok", "start": 0, "end": 1}, "target 0:1 has no letters"),
    ({"text": "The end. ", "start": 8, "end": 9}, "target 8:9 has no letters"),
    ({"_reason": "the line is not JSON"}, "the line is not JSON"),
    ("a string", "the record is a str"),
    (None, "the record is a NoneType"),
]


@pytest.mark.parametrize(("record", "reason"), BAD)
def test_a_bad_record_gets_a_reason(record: object, reason: str) -> None:
    [found] = records(record)
    assert found["label"] is None
    assert reason in found["reason"]
    assert "score" not in found


def test_records_keep_their_order_and_ids() -> None:
    good = {"id": "ب", "text": "هذا سيئ جدا", "start": 0, "end": 3}
    found = records({"id": 1, "text": ""}, good, {"text": "good"}, {"text": "bad before", "start": 4, "end": 10})
    assert [record.get("id") for record in found] == [1, "ب", None, None]
    figures = ("label", "score", "low", "high", "confidence", "language", "accuracy")
    assert found[1] == {"id": "ب"} | dict(
        zip(figures, ("negative", -0.6, -0.7, -0.5, 0.7, "ar", "unknown"), strict=True)
    )
    assert found[2] == dict(zip(figures, ("positive", 0.5, 0.4, 0.6, 0.6, "en", "unknown"), strict=True))
    assert found[3]["label"] == "positive"


@pytest.mark.parametrize(
    "text",
    ["\ud800 lone surrogate", "x" * 20_000, "a\x00b", "قال said هذا", "Ma fille est à l'école", "ئەو باشە", "🙂 ok"],
)
def test_odd_text_is_scored(text: str) -> None:
    [found] = records({"text": text, "start": 0, "end": 3})
    assert found["label"] == "positive"


def test_half_a_character_is_read_as_a_replacement() -> None:
    engine = WordEngine()
    list(tone_records([{"text": "a \ud800 b"}], "words", engine))
    assert engine.seen == ["a \ufffd b"]


def test_the_accuracy_of_an_engine_is_said_for_the_languages_it_is_known_in() -> None:
    rows = [
        {"text": "The committee met.", "start": 0, "end": 3},
        {"text": "اجتمعت اللجنة.", "start": 0, "end": 6},
        {"text": "Le comité est dans la ville et pour la paix.", "start": 0, "end": 2},
        {"text": "کۆبوونەوەکە لە شارەکە بەڕێوە چوو", "start": 0, "end": 2},
    ]
    found = list(tone_records(rows, "model", WordEngine()))
    assert [record["language"] for record in found] == ["en", "ar", "fr", "ckb"]
    known, unknown = [record["accuracy"] for record in found[:2]], [record["accuracy"] for record in found[2:]]
    assert all(0.4 < figure < 1 for figure in known)
    assert unknown == ["unknown", "unknown"]
    assert all(record["low"] > -1 and "note" not in record for record in found[:2])
    for record in found[2:]:
        assert (record["label"], record["low"], record["score"], record["high"]) == ("positive", -1, 0.5, 1)
        assert record["note"] == "the text is not known to be Arabic or English; how right its tone is is unknown"


def test_a_long_text_of_another_language_has_both_notes() -> None:
    [found] = records({"text": "Le comité est dans la ville et pour la paix. " * 60})
    assert (found["low"], found["high"]) == (-1, 1)
    assert "Arabic or English" in found["note"] and "2,700 characters; its tone is read in pieces" in found["note"]


def test_a_sentence_of_ten_thousand_words_is_read_in_pieces_and_near_its_target() -> None:
    text = "it was good " * 4_166 + "Alpha is bad"
    whole, near, far = records(
        {"text": text}, {"text": text, "start": 49_992, "end": 49_997}, {"text": text, "start": 0, "end": 2}
    )
    assert whole["label"] == "positive"
    assert 0 < whole["score"] < 0.5
    assert (whole["low"], whole["high"]) == (-0.7, 0.6)  # from the low end of its bad piece to the high end of others
    assert "50,004 characters; its tone is read in pieces" in whole["note"]
    assert (near["label"], far["label"]) == ("negative", "positive")
    assert "read near the target" in near["note"]


def test_a_long_text_without_spaces_is_read_to_its_end() -> None:
    engine = WordEngine()
    list(tone_records([{"text": "ب" * 4_001}], "words", engine))
    assert "".join(engine.seen) == "ب" * 4_001
    assert max(map(len, engine.seen)) == 400
