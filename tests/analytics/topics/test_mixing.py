from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from analytics.topics.mixing import Published, counted_again

HALF = ["ar", "en"] * 50  # 50 articles a language


def members(arabic: int, english: int) -> np.ndarray:
    """So many articles of each language of HALF."""
    chosen = np.zeros(100, dtype=bool)
    chosen[0 : 2 * arabic : 2] = True
    chosen[1 : 2 * english : 2] = True
    return chosen


@pytest.mark.parametrize(
    ("arabic", "english", "mix"),
    [
        (3, 0, "mixed"),  # three of one language by chance: one time in eight
        (4, 0, "only_arabic"),
        (0, 4, "only_english"),
        (0, 3, "mixed"),
        (18, 2, "mostly_arabic"),
        (2, 18, "mostly_english"),
        (17, 3, "mixed"),
        (3, 17, "mixed"),
        (20, 20, "mixed"),
    ],
)
def test_a_topic_is_of_one_language_where_chance_would_not_make_it_so(arabic, english, mix):
    found = Published.of(HALF).mix(members(arabic, english))
    assert found == {"mix": mix, "mix_reason": None if mix == "mixed" else "own_subject"}


def test_as_much_of_a_language_as_the_corpus_has_is_no_mark_of_a_topic():
    languages = ["ar"] * 90 + ["en"] * 10
    topic = np.zeros(100, dtype=bool)
    topic[9:95] = True
    assert Published.of(languages).mix(topic)["mix"] == "mixed"


@pytest.mark.parametrize(("language", "mix"), [("ar", "only_arabic"), ("en", "only_english")])
def test_a_corpus_of_one_language_has_topics_of_one(language, mix):
    assert Published.of([language] * 3).mix(np.array([True, False, False])) == {
        "mix": mix,
        "mix_reason": "one_language",
    }


def test_a_topic_of_one_publisher_says_so():
    publishers = ["sada", "echo"] * 50
    assert Published.of(HALF, publishers=publishers).mix(members(20, 0))["mix_reason"] == "one_publisher"
    many = [f"p{n % 7}" for n in range(100)]
    assert Published.of(HALF, publishers=many).mix(members(20, 0))["mix_reason"] == "own_subject"
    assert Published.of(HALF, publishers=[""] * 100).mix(members(20, 0))["mix_reason"] == "own_subject"


def test_a_topic_of_days_on_which_the_other_language_wrote_nothing_says_so():
    start = date(2016, 1, 1)
    arabic_first = [start + timedelta(days=n + (0 if language == "ar" else 400)) for n, language in enumerate(HALF)]
    assert Published.of(HALF, days=arabic_first).mix(members(20, 0))["mix_reason"] == "other_dates"
    assert Published.of(HALF, days=arabic_first).mix(members(0, 20))["mix_reason"] == "other_dates"
    together = [start + timedelta(days=n) for n in range(100)]
    assert Published.of(HALF, days=together).mix(members(20, 0))["mix_reason"] == "own_subject"
    assert Published.of(HALF, days=[None] * 100).mix(members(20, 0))["mix_reason"] == "own_subject"


def test_no_articles_are_no_mark_of_anything():
    assert Published.of(HALF).mix(np.zeros(100, dtype=bool)) == {"mix": "mixed", "mix_reason": None}


def test_topics_are_counted_again_with_the_articles_that_fit():
    topics = [{"topic_id": 4, "label_en": "Bridge", "mix": "mixed"}, {"topic_id": 7, "label_ar": "مخيم", "mix": "x"}]
    published = Published.of(["ar", "ar", "ar", "ar", "en", "en", "en", "en"])
    topic_of = np.array([4, 4, 4, 4, 4, 9, 9, 9])
    fits = np.array([True, True, True, True, False, True, True, True])
    assert counted_again(topics, published, topic_of, fits) == [
        {"topic_id": 4, "label_en": "Bridge", "n": 4, "language_mix": 1.0, "language_expected": 0.5}
        | {"mix": "only_arabic", "mix_reason": "own_subject"},
        {"topic_id": 7, "label_ar": "مخيم", "n": 0, "language_expected": 0.5, "mix": "x"},
    ]
    assert counted_again(topics[1:], Published.of([]), np.empty(0, dtype=int), np.empty(0, dtype=bool))[0]["n"] == 0
