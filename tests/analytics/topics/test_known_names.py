from __future__ import annotations

from dataclasses import dataclass

import pytest

from analytics.topics.known_names import NameIndex, is_pair, outlet_names, term_names
from analytics.topics.labels import RankedTerm, distinct_terms
from analytics.topics.words import ArabicAnalyser, EnglishAnalyser

NAMES = (
    ("حزب العمال الكردستاني", "Kurdistan Workers' Party", "PKK", "العمال الكردستاني"),
    ("دير الزور", "Deir ez-Zor", "Deir Ezzor"),
    ("تنظيم الدولة الإسلامية", "Islamic State", "داعش", "IS", "ISIS"),
    ("الفرقة 25", "Division 25"),
    ("السفيرة", "al-Safira"),
)


@dataclass(frozen=True)
class Thing:
    name_ar: str
    name_en: str
    aliases_ar: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()
    type: str = "armed_group"


def arabic(text, dropped=()):
    return [(word.stem, word.shown) for word in ArabicAnalyser({}, NameIndex("ar", NAMES, dropped)).words(text)]


def english(text, dropped=()):
    return [(word.stem, word.shown) for word in EnglishAnalyser(NameIndex("en", NAMES, dropped)).words(text)]


@pytest.mark.parametrize("particle", ["", "و", "ل", "ب", "ول"])
def test_a_name_of_several_words_is_one_word_with_any_particle(particle):
    assert arabic(f"{particle}حزب العمال الكردستاني") == [("حزب+عمال+كردستان", "حزب العمال الكردستاني")]
    assert arabic(f"{particle}دير الزور") == [("دير+زور", "دير الزور")]


def test_spellings_of_one_name_are_one_term():
    assert {stem for stem, _ in english("Kurdistan Workers' Party, the PKK")} == {"kurdistan+worker+parti"}
    assert {stem for stem, _ in english("Deir ez-Zor, Deir Ezzor, Deir Ezzor's")} == {"deir+ez-zor"}
    assert {stem for stem, _ in arabic("داعش، وتنظيم الدولة الإسلامية، لداعش")} == {"تنظيم+دول+اسلام"}


def test_a_name_in_capitals_is_no_pronoun():
    assert english("IS is the Islamic State") == [("islam+state", "IS"), ("islam+state", "Islamic State")]
    assert english("IS is there") == []
    assert english("this is where it is") == []


def test_a_name_needs_its_words_side_by_side_and_whole():
    assert [shown for _, shown in arabic("دير، الزور")] == ["دير", "الزور"]
    assert all("+" not in stem for stem, _ in english("Deir and Zor; Islamic states"))


def test_a_name_with_a_number_is_not_its_words_and_one_word_of_a_place_is_no_name():
    assert arabic("الفرقة الموسيقية")[0] == ("فرق", "الفرقة")
    assert arabic("السفيرة")[0] == ("سفير", "السفيرة")
    assert english("division") == [("divis", "division")]


def test_a_name_begins_a_phrase_but_never_continues_one():
    words = list(EnglishAnalyser(NameIndex("en", NAMES)).words("American Islamic State fighters"))
    assert [word.follows for word in words] == [False, False, True]


def test_dropped_names_count_before_others():
    assert arabic("صحيفة دير الزور سلام", ["دير الزور"]) == [("سلام", "سلام")]
    assert english("Deir Ezzor peace", ["Deir Ezzor"]) == [("peac", "peace")]


def test_names_of_actors_and_places_without_media():
    echo = Thing("صدى البلدة", "Town Echo", ("الصدى",), ("Echo",), "media")
    group = Thing("حركة السلام", "Peace Movement", ("السلاميون",), ("Peacers",))
    state = Thing("الحكومة العراقية", "Iraqi government", ("العراق",), ("Iraq",), "state")
    town = Thing("تل أبيض", "Tal Abyad", ("مدينة تل أبيض", "أبيض"))
    quarter = Thing("الدورة", "Dora", ("حي الدورة",))  # a championship, too
    city = Thing("القامشلي", "Qamishli", ("مدينة القامشلي",))
    assert outlet_names([echo, group]) == ("صدى البلدة", "Town Echo", "الصدى", "Echo")
    assert term_names([echo, group, state], [town, quarter, city]) == (
        ("حركة السلام", "Peace Movement", "السلاميون", "Peacers"),
        ("العراق", "Iraq", "الحكومة العراقية", "Iraqi government", "العراق", "Iraq"),
        ("تل أبيض", "Tal Abyad", "مدينة تل أبيض"),
        ("القامشلي", "Qamishli"),
    )
    assert is_pair(("القامشلي", "Qamishli"))
    assert not is_pair(("تل أبيض", "Tal Abyad"))


def test_a_name_stands_for_a_word_of_it_in_a_label():
    ranked = [RankedTerm("كردستان", "كردستان", 1.0), RankedTerm("حزب+عمال+كردستان", "حزب العمال الكردستاني", 0.9)]
    assert [term.shown for term in distinct_terms(ranked, 3)] == ["حزب العمال الكردستاني"]


SHORT = (
    ("الجبهة الوطنية للتحرير", "National Front for Liberation", "NFL", "جوت"),
    ("قوات سوريا الديمقراطية", "Syrian Democratic Forces", "SDF", "قسد"),
    ("الولايات المتحدة", "United States", "US"),
    ("قطر", "UAE"),
)


def short_arabic(text):
    return [word.stem for word in ArabicAnalyser({"قسد": 9}, NameIndex("ar", SHORT)).words(text)]


def short_english(text):
    return [word.stem for word in EnglishAnalyser(NameIndex("en", SHORT)).words(text)]


def test_a_short_alias_is_the_name_only_where_a_text_has_a_fuller_one_as_well():
    assert short_english("NFL quarterback") == ["nfl", "quarterback"]
    assert short_english("NFL, the National Front for Liberation") == ["national+front+for+liber"] * 2
    assert short_english("NFL, and the Syrian Democratic Forces") == ["nfl", "syrian+democrat+forc"]
    assert short_arabic("معارك قسد") == ["معارك", "قسد"]
    assert short_arabic("معارك قوات سوريا الديمقراطية ولقسد") == ["معارك", *["قوات+سور+ديمقراط"] * 2]
    assert short_arabic("معارك قوات سوريا الديمقراطية، جوت") == ["معارك", "قوات+سور+ديمقراط", "جوت"]


def test_a_short_name_with_one_meaning_or_no_fuller_one_is_always_a_name():
    assert short_english("US troops")[0] == "unit+state"
    assert short_english("UAE troops")[0] == "uae"
    assert short_arabic("في قطر") == ["قطر"]
