from __future__ import annotations

import numpy as np
import pytest

import analytics.topics.vocabulary as vocabulary_module
from analytics.topics.vocabulary import TopicDocument, build_vocabulary


def document(number: int, text: str, language: str = "en", title: str = "") -> TopicDocument:
    return TopicDocument(f"{number:03}", title, text, language)


def test_few_articles_give_single_words_in_their_commonest_form():
    vocabulary = build_vocabulary(
        [document(1, "Airstrike. airstrikes airstrikes"), document(2, "غارة. الغارة الغارة", "ar")]
    )
    assert vocabulary.terms == {"ar": ("غار",), "en": ("airstrik",)}
    assert vocabulary.shown == {"en": {"airstrik": "airstrikes"}, "ar": {"غار": "الغارة"}}
    assert vocabulary.documents == ("airstrik airstrik airstrik", "غار غار غار")


def test_phrases_are_terms_where_they_are_in_two_articles_and_common_single_words_are_not():
    wheat = [document(n, "Wheat harvest festival") for n in range(3)]
    fields = [document(n, "Wheat fields") for n in range(3, 16)]
    quiet = [document(n, "Calm") for n in range(16, 20)]
    vocabulary = build_vocabulary([*wheat, *fields, *quiet])
    assert vocabulary.terms["en"] == (
        "calm",
        "festiv",
        "field",
        "harvest",
        "harvest_festiv",
        "wheat_field",
        "wheat_harvest",
        "wheat_harvest_festiv",
    )
    assert vocabulary.shown["en"]["wheat_harvest_festiv"] == "Wheat harvest festival"
    assert vocabulary.documents[0] == "festiv harvest harvest_festiv wheat_harvest wheat_harvest_festiv"


def test_weak_words_are_terms_only_in_phrases():
    texts = ["Iraqi forces", "Iraqi forces", *["Quiet gardens"] * 18]
    vocabulary = build_vocabulary([document(n, text) for n, text in enumerate(texts)])
    assert "forc" not in vocabulary.terms["en"]
    assert "iraqi_forc" in vocabulary.terms["en"]


def test_counts_are_of_articles_and_terms():
    vocabulary = build_vocabulary([document(1, "garden garden"), document(2, "river")])
    np.testing.assert_array_equal(vocabulary.counts.toarray(), [[2, 0], [0, 1]])


def test_other_languages_and_no_articles():
    assert build_vocabulary([document(1, "jardin fleuri", "other")]).documents == ("",)
    assert build_vocabulary([]).columns == ()
    assert build_vocabulary([document(1, ""), document(2, "", "ar")]).documents == ("", "")


@pytest.mark.parametrize(("language", "words"), [("ar", ("حرب", "سلام", "نهر")), ("en", ("war", "peace", "river"))])
def test_of_too_many_terms_those_in_most_articles_are_kept(monkeypatch, language, words):
    monkeypatch.setattr(vocabulary_module, "MOST_TERMS", 2)
    first, second, third = words
    texts = [f"{first}، {second}", f"{first}، {third}", f"{first}، {second}"]
    documents = [TopicDocument(f"a{at}", "", text, language) for at, text in enumerate(texts)]
    found = build_vocabulary(documents)
    assert sorted(found.shown[language].values()) == sorted([first, second])
    assert found.counts.toarray().sum() == 5
    assert set(found.terms[language]) == set(found.shown[language])
