from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.topic_data import SECTIONS, by_script, parts
from benchmarks.topic_measures import (
    NEWSROOMS,
    OUTSIDE,
    basic_bootstrap,
    coherence,
    diversity,
    nmi,
    nmi_interval,
    npmi,
    pairwise_ari,
    plain_faults,
    presence,
    shared_ari,
    tokens,
)

AR = ["قصفت الطائرات مدينة الرقة", "استعادت القوّات مدينةَ الرقة", "أسعار النفط", "أسعار القمح في المدينة"]
EN = ["Warplanes struck the city of Raqqa", "Troops retook the CITY of Raqqa", "Oil prices", "Prices in the city"]


def test_nmi_counts_the_articles_outside_as_a_topic_or_leaves_them_out() -> None:
    classes, labels = ["war", "war", "oil", "oil"], [0, OUTSIDE, 1, OUTSIDE]
    assert nmi(classes, labels, outside=False) == pytest.approx(1)
    entropy = 1.5 * math.log(2)  # of the topics 0, -1 and 1 with one, two and one of four articles
    assert nmi(classes, labels) == pytest.approx(0.5 * math.log(2) / ((entropy + math.log(2)) / 2))


def test_nmi_of_a_fit_that_leaves_all_articles_outside_is_nothing() -> None:
    assert nmi(["war", "oil"], [OUTSIDE, OUTSIDE], outside=False) == 0


def test_the_interval_of_a_perfect_match_is_a_point() -> None:
    found = nmi_interval(["war", "oil"] * 50, [0, 1] * 50)
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1))


def test_the_basic_bootstrap_mirrors_the_resamples() -> None:
    found = basic_bootstrap(lambda at: float((at >= 80).mean()), 100)
    assert found.value == 0.2
    assert 0.1 < found.low < 0.2 < found.high < 0.3
    assert basic_bootstrap(lambda at: float((at >= 80).mean()), 100) == found


def test_fits_are_compared_on_the_articles_both_were_given() -> None:
    one = {"a": 0, "b": 0, "c": 1, "d": 1, "only here": 5}
    renamed = {"d": 7, "c": 7, "b": 3, "a": 3, "only there": 7}
    assert shared_ari(one, renamed) == 1
    crossed = {"a": 0, "b": 1, "c": 0, "d": 1}
    assert shared_ari(one, crossed) == pytest.approx(-0.5)


def test_articles_outside_one_of_two_fits_can_be_left_out() -> None:
    one = {"a": 0, "b": 0, "c": 1, "d": 1}
    other = {"a": 0, "b": 0, "c": 1, "d": OUTSIDE}
    assert shared_ari(one, other) < 1
    assert shared_ari(one, other, outside=False) == 1


def test_all_pairs_of_fits_are_compared() -> None:
    same, crossed = {"a": 0, "b": 0, "c": 1, "d": 1}, {"a": 0, "b": 1, "c": 0, "d": 1}
    found = pairwise_ari([same, same, crossed])
    assert (found.value, found.low, found.high) == pytest.approx((0, -0.5, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("القوّاتُ في الرقّة", ("القوات", "في", "الرقه")),
        ("Al-Qaïda's U.S. 2015", ("al", "qaida", "s", "u", "s", "2015")),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_folded_words_and_numbers(text: str, expected: tuple[str, ...]) -> None:
    assert tokens(text) == expected


def test_a_phrase_is_found_where_its_words_stand_side_by_side() -> None:
    arabic = presence(AR, ["مدينة الرقة", "المدينة", "أسعار", "مدينة القمح"])
    assert arabic.toarray().tolist() == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 1, 0]]
    english = presence(EN, ["city of Raqqa", "city", "prices", "oil city"])
    assert english.toarray().tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 1, 1, 0]]


@pytest.mark.parametrize(
    ("texts", "always", "never", "half"),
    [
        (AR, ["مدينة", "الرقة"], ["الرقة", "النفط"], ["أسعار", "النفط"]),
        (EN, ["of", "Raqqa"], ["Raqqa", "oil"], ["prices", "oil"]),
    ],
)
def test_npmi_of_terms_always_never_and_at_times_together(
    texts: list[str], always: list[str], never: list[str], half: list[str]
) -> None:
    # half: together in one text of four, alone in two and in one: log(1/4 / (1/2 * 1/4)) / -log(1/4)
    assert coherence(texts, [always, never, half]) == pytest.approx([1, -1, 0.5])


def test_terms_of_every_text_agree_fully() -> None:
    assert npmi(presence(["war and oil", "oil and war"], ["war", "oil"]), [0, 1]) == 1


def test_coherence_needs_two_terms() -> None:
    with pytest.raises(ValueError, match="fewer than two terms"):
        coherence(AR, [["الرقة"]])


def test_diversity_compares_folded_terms() -> None:
    assert diversity([["أسعار", "النفط"], ["اسعار", "القمح"]]) == 0.75
    assert diversity([["Oil", "prices"], ["oil", "wheat"]]) == 0.75
    assert diversity([]) == 0


@pytest.mark.parametrize(
    ("term", "language", "faults"),
    [
        ("الرقة", "ar", []),
        ("في الرقة", "ar", ["stop word"]),
        ("على", "ar", ["stop word"]),
        ("عام ٢٠١٥", "ar", ["digit", "stop word"]),
        ("سكاي نيوز عربية", "ar", ["publisher"]),
        ("الرياض", "ar", []),
        ("Raqqa", "en", []),
        ("Islamic State", "en", []),
        ("and Raqqa", "en", ["stop word"]),
        ("16th brigade", "en", ["digit"]),
        ("told Reuters", "en", ["publisher"]),
    ],
)
def test_faults_of_terms(term: str, language: str, faults: list[str]) -> None:
    assert plain_faults(term, language, NEWSROOMS) == faults


def test_ranked_terms_are_parted_by_script() -> None:
    ranked = ["2015", "داعش", "IS", "الرقة", "Raqqa", "١٤", "منظمة NGO"]
    assert by_script(ranked, 2) == {"ar": ["داعش", "الرقة"], "en": ["IS", "Raqqa"]}


def test_the_parts_of_a_corpus_are_all_samples_and_shuffles() -> None:
    found = list(parts(20, samples=2, shuffles=1))
    assert [name for name, _ in found] == ["all", "sample 0", "sample 1", "shuffle 0"]
    assert found[0][1].tolist() == list(range(20))
    assert all(len(set(at)) == 18 and (np.diff(at) > 0).all() for name, at in found if name.startswith("sample"))
    assert sorted(found[3][1]) == list(range(20)) != found[3][1].tolist()
    again = list(parts(20, samples=2, shuffles=1))
    assert all((one == other).all() for (_, one), (_, other) in zip(found, again, strict=True))


def test_both_corpora_have_every_shared_section() -> None:
    arabic = {section for name, section in SECTIONS.items() if not name.isdigit()}
    english = {section for name, section in SECTIONS.items() if name.isdigit()}
    assert arabic == english == {"technology", "business", "sport", "world"}
