"""The sentences a tone comes from: strongest first, one a story, equals in a stated order."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.schema import MENTIONS, TONES
from analytics.study import Filters, Study
from analytics.study.tone_sentences import apportion
from tests.analytics.study.made import LABELS, Row, study_of
from tests.analytics.study.tone_rows import label

# Two articles of one story in Arabic, three of their own in English. Sentence 0 is the title, 1 the text.
ROWS = [
    Row("a1", "aawsat", "ar", "2018-01-01", "a1", True, tone=-0.2),
    Row("a2", "wire", "ar", "2018-01-02", "a1", tone=-0.2),
    Row("b1", "wire", "en", "2018-02-01", "b1", True),
    Row("c1", "wire", "en", "2018-03-01", "c1", True),
    Row("d1", "wire", "en", None, "d1", True),
]
AIMED = [  # article, sentence, start in it, tone towards the actor
    ("a1", 0, 0, -0.8),
    ("a1", 1, 0, -0.9),
    ("a2", 1, 0, -0.9),
    ("b1", 0, 0, 0.6),
    ("b1", 0, 3, -0.7),
    ("c1", 1, 0, 0.7),
    ("d1", 0, 0, None),
    ("d1", 1, 0, -0.7),
]
OWN = {("a1", 0): -0.5, ("a1", 1): 0.1, ("b1", 0): 0.9, ("b1", 1): -0.9, ("c1", 0): None, ("d1", 1): 0.9}


def starts() -> dict[tuple[str, int], tuple[int, int]]:
    return {(row.key, number): (start, end) for row in ROWS for number, start, end in row.spans()}


def mention(article: str, sentence: int, at: int, tone: float | None) -> dict[str, Any]:
    start = starts()[article, sentence][0] + at
    bounds = {} if tone is None else {"tone_low": tone - 0.1, "tone_high": tone + 0.1, "tone_label": label(tone)}
    place = {"article_id": article, "sentence_no": sentence, "start": start, "end": start + 2}
    return {**place, "surface": "xx", "kind": "name", "actor_id": "التحالف", "tone": tone, **bounds}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    tones = [
        {"article_id": row.key, "sentence_no": -1, "start": 0, "end": 9, "tone": row.tone, "label": LABELS[0]}
        for row in ROWS
    ]
    for (key, number), (start, end) in starts().items():
        tone = OWN.get((key, number), 0.0)
        known = {"label": None if tone is None else label(tone), "reason": "no_letters" if tone is None else None}
        tones.append({"article_id": key, "sentence_no": number, "start": start, "end": end, "tone": tone, **known})
    made = {MENTIONS: [mention(*row) for row in AIMED], TONES: tones}
    return study_of(ROWS, tmp_path_factory.mktemp("sentences"), made)


def found(study: Study, **asked: Any) -> list[tuple[str, int, float]]:
    frame = study.tone_sentences(**asked)
    return list(zip(frame["article_id"], frame["sentence_no"], frame["tone"], strict=True))


def test_the_strongest_sentence_of_each_story_comes_first_and_equals_by_date(study: Study) -> None:
    """Of -.9 in both articles of a story the earlier one's; of the three .7, newest first, the undated last."""
    assert found(study, toward="التحالف") == [("a1", 1, -0.9), ("c1", 1, 0.7), ("b1", 0, -0.7), ("d1", 1, -0.7)]
    assert found(study, toward="التحالف", limit=2) == [("a1", 1, -0.9), ("c1", 1, 0.7)]
    assert found(study, toward="التحالف", limit=1) == [("a1", 1, -0.9)]  # of equally many, by name


MILD = [("ar", -0.1), ("ar", -0.2), ("ar", -0.3), ("ar", -0.4), ("en", -0.9), ("en", -0.8), ("en", -0.7)]


@pytest.fixture(scope="module")
def mild(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Stories of one negative sentence each, those in Arabic all less extreme than those in English."""
    rows = [Row(f"m{n}", "wire", tongue, "2018-01-01", f"m{n}", True) for n, (tongue, _) in enumerate(MILD)]
    tones = [
        {"article_id": row.key, "sentence_no": n, "start": start, "end": end, "tone": tone, "label": "negative"}
        for row, (_, tone) in zip(rows, MILD, strict=True)
        for n, start, end in [(-1, 0, 9), *list(row.spans())[:1]]
    ]
    return study_of(rows, tmp_path_factory.mktemp("mild"), {TONES: tones})


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, [-0.4]),
        (2, [-0.9, -0.4]),
        (3, [-0.9, -0.4, -0.3]),
        (4, [-0.9, -0.8, -0.4, -0.3]),
        (6, [-0.9, -0.8, -0.7, -0.4, -0.3, -0.2]),
        (50, [-0.9, -0.8, -0.7, -0.4, -0.3, -0.2, -0.1]),
    ],
)
def test_each_language_has_its_share_of_the_sentences(mild: Study, limit: int, expected: list[float]) -> None:
    """Four sentences in Arabic to three in English: 3 places are 1.71 to 1.29, 6 are 3.43 to 2.57."""
    assert mild.tone_sentences(label="negative", limit=limit)["tone"].tolist() == expected
    arabic = mild.tone_sentences(Filters(languages=("ar",)), label="negative", limit=limit)
    assert arabic["tone"].tolist() == [-0.4, -0.3, -0.2, -0.1][:limit]


@pytest.mark.parametrize(
    ("weights", "most", "seats", "expected"),
    [
        ({"ar": 7, "en": 3}, {"ar": 9, "en": 9}, 6, {"ar": 4, "en": 2}),
        ({"ar": 1, "en": 999}, {"ar": 9, "en": 9}, 6, {"ar": 1, "en": 5}),
        ({"en": 5, "ar": 5}, {"ar": 9, "en": 9}, 3, {"ar": 2, "en": 1}),
        ({"ar": 100, "en": 1}, {"ar": 1, "en": 9}, 5, {"ar": 1, "en": 4}),
        ({"ar": 100, "en": 1, "other": 1}, {"ar": 3, "en": 9, "other": 9}, 3, {"ar": 1, "en": 1, "other": 1}),
        ({"ar": 100, "en": 1, "other": 2}, {"ar": 3, "en": 9, "other": 9}, 2, {"ar": 1, "other": 1}),
        ({"ar": 3, "en": 2}, {"ar": 2, "en": 1}, 9, {"ar": 2, "en": 1}),
        ({}, {}, 4, {}),
    ],
)
def test_seats_are_in_proportion_with_one_at_least_and_no_more_than_can_be_filled(
    weights: dict[str, int], most: dict[str, int], seats: int, expected: dict[str, int]
) -> None:
    assert apportion(weights, most, seats) == expected


def test_a_class_is_asked_for_by_its_own_strength(study: Study) -> None:
    assert found(study, toward="التحالف", label="positive") == [("c1", 1, 0.7), ("b1", 0, 0.6)]
    assert found(study, toward="التحالف", label="negative") == [("a1", 1, -0.9), ("b1", 0, -0.7), ("d1", 1, -0.7)]
    assert found(study, toward="التحالف", label="neutral") == []


def test_a_sentence_has_its_words_its_interval_and_all_spans_of_the_actor(study: Study) -> None:
    frame = study.tone_sentences(toward="التحالف").set_index("article_id")
    assert frame.loc["b1", "spans"] == ((0, 2), (3, 5))
    assert (frame.loc["b1", "tone_low"], frame.loc["b1", "tone_high"]) == pytest.approx((-0.8, -0.6))
    assert frame.loc["b1", "sentence"] == "Title b1 Raqqa"
    assert frame.loc["a1", "sentence"] == "نص عن الرَّقّة"
    start, end = frame.loc["a1", ["start", "end"]]
    whole = study.article("a1").whole
    assert whole[start:end] == "نص عن الرَّقّة" and frame.loc["a1", "spans"] == ((start, start + 2),)
    assert frame["n_copies"].to_dict() == {"a1": 1, "c1": 0, "b1": 0, "d1": 0}


def test_the_sentences_of_articles_are_ranked_by_their_own_tone(study: Study) -> None:
    frame = study.tone_sentences(label="positive")
    assert frame[["article_id", "sentence_no", "tone"]].to_numpy().tolist() == [["b1", 0, 0.9], ["d1", 1, 0.9]]
    assert frame["spans"].tolist() == [(), ()] and frame["tone_low"].isna().all()
    assert found(study, label="negative") == [("b1", 1, -0.9), ("a1", 0, -0.5)]
    assert ("c1", 0) not in [row[:2] for row in found(study, limit=100)]


@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_a_selection_holds_whatever_is_counted(study: Study, unit: str) -> None:
    filters = Filters(publishers=("wire",), languages=("ar",), unit=unit)
    assert found(study, filters=filters, toward="التحالف") == [("a2", 1, -0.9)]
    assert found(study, filters=Filters(languages=("en",), publishers=("aawsat",), unit=unit), toward="التحالف") == []


def test_what_does_not_exist_is_empty_and_what_is_not_allowed_is_said(study: Study) -> None:
    assert study.tone_sentences(toward="nobody").empty
    with pytest.raises(ValueError, match="label is 'angry'; allowed: negative, neutral, positive"):
        study.tone_sentences(label="angry")
    with pytest.raises(ValueError, match="limit is 0; allowed: 1 or more"):
        study.tone_sentences(limit=0)
