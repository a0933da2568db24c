from __future__ import annotations

from itertools import pairwise

import pytest

from analytics.topics.glossary import glossary, translations
from analytics.topics.labels import RankedTerm, borrowed_label, distinct_terms, label

RANKED = [
    RankedTerm("قوات", "قوات", 1.0),
    RankedTerm("عراق", "العراق", 0.9),
    RankedTerm("قوات_عراق", "القوات العراقية", 0.7),
    RankedTerm("موصل", "الموصل", 0.4),
    RankedTerm("قوات_عراق_مشترك", "القوات العراقية المشتركة", 0.2),
    RankedTerm("نهر", "النهر", 0.1),
]


def test_a_phrase_stands_for_its_words_and_no_word_comes_twice():
    assert [term.shown for term in distinct_terms(RANKED, 10)] == ["القوات العراقية", "الموصل", "النهر"]
    assert [term.shown for term in distinct_terms(RANKED, 2)] == ["القوات العراقية", "الموصل"]
    assert distinct_terms([], 3) == []


def test_a_phrase_of_little_weight_does_not_stand_for_its_word():
    ranked = [RankedTerm("oil", "oil", 1.0), RankedTerm("oil_price", "oil prices", 0.2)]
    assert [term.shown for term in distinct_terms(ranked, 5)] == ["oil"]


def test_a_label_has_three_parts_and_differs_from_those_taken():
    terms = [RankedTerm(word, word, 1.0) for word in ("Mosul", "Tikrit", "Hawija", "Sinjar")]
    assert label(terms) == "Mosul · Tikrit · Hawija"
    assert label(terms, ["Mosul · Tikrit · Hawija"]) == "Mosul · Tikrit · Sinjar"
    assert label(terms[:1]) == "Mosul"
    assert label([]) == ""


def test_a_label_is_borrowed_from_names_known_in_the_other_language():
    to_english, to_arabic = translations([("القوات العراقية", "Iraqi forces"), ("الموصل", "Mosul")])
    assert borrowed_label(RANKED[2:], to_english) == "Iraqi forces · Mosul"
    assert borrowed_label([RankedTerm("mosul", "Mosul", 1.0)], to_arabic) == "الموصل"
    assert borrowed_label(RANKED[-1:], to_english) == ""


def test_a_phrase_gives_its_longest_known_part():
    names = {"موصل": "Mosul", "قديم_موصل": "old Mosul"}
    assert borrowed_label([RankedTerm("مدين_قديم_موصل", "مدينة الموصل", 1.0)], names) == "old Mosul"
    assert borrowed_label([RankedTerm("مدين_موصل", "مدينة الموصل", 1.0)], names) == "Mosul"


def test_of_two_translations_the_first_counts():
    to_english, _ = translations([("الموصل", "Mosul"), ("موصل", "al-Mawsil")])
    assert list(to_english.values()) == ["Mosul"]


def test_the_glossary_is_in_both_languages():
    assert len(glossary()) > 200
    for arabic, english in glossary():
        assert any("ء" <= letter <= "ي" for letter in arabic), arabic
        assert english.isascii(), english
    assert len(set(glossary())) == len(glossary())
    assert all(one != other for one, other in pairwise(glossary()))


def test_a_label_does_not_say_the_same_root_twice():
    english = [RankedTerm(word.lower(), word, 1.0) for word in ("Turkey", "Turkish", "Iran", "Iraq")]
    arabic = [RankedTerm("عراق", "العراق", 1.0), RankedTerm("عراقي", "العراقيين", 0.9), RankedTerm("نفط", "النفط", 0.8)]
    assert label(english) == "Turkey · Iran · Iraq"
    assert label(arabic) == "العراق · النفط"


@pytest.mark.parametrize(("one", "other"), [("بيونغ_يانغ", "بيونغيانغ"), ("air_strike", "airstrike")])
def test_a_term_and_its_words_written_together_fill_one_place(one, other):
    ranked = [RankedTerm(one, one, 2.0), RankedTerm(other, other, 1.0), RankedTerm("x", "x", 0.5)]
    assert [term.key for term in distinct_terms(ranked, 3)] == [one, "x"]
