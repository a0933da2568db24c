"""The folded copy and its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.normalise import as_written, fold, normalise, spaced

ALPHABET = st.characters(codec="utf-8") | st.sampled_from("أإآىةؤئ ـًٌَُِّْ«»\"'“”ﷲﻻ٠١٢۳\u200f\u202b\n_#-داعش")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("داعِشُ", "داعش"),
        ("الأمـــة", "الامه"),
        ("إلى آخر مسؤول بيئة", "الي اخر مسوول بييه"),
        ("کاظمی", "كاظمي"),
        ("٢٠١٩ ۲۰۱۹", "2019 2019"),
        ("«الدولة» “State” ‘x’", '"الدوله" "state" \'x\''),
        ("ERDOĞAN é Ä", "erdogan e a"),
        ("\u202bنص\u202c\u200f", "نص"),
        ("a\u00a0b\tc", "a b c"),
        ("ﻻ", "لا"),
        ("2014–2019", "2014-2019"),
        ("", ""),
    ],
)
def test_fold(text, expected):
    assert fold(text) == expected


def test_span_leads_back_to_the_words_with_their_marks():
    text = "قال «داعِـشُ» إنّه"
    copy = normalise(text)
    at = copy.text.index("داعش")
    start, end = copy.span(at, at + 4)
    assert text[start:end] == "داعِـشُ"


def test_span_of_a_ligature_is_the_ligature():
    copy = normalise("اﻻن")
    assert copy.text == "الان"
    assert copy.span(1, 2) == (1, 2)
    assert copy.span(1, 3) == (1, 2)


def test_span_outside_is_refused():
    with pytest.raises(IndexError, match="not inside"):
        normalise("abc").span(1, 9)


def test_spaced_bridges_quotes_and_underscores():
    text = '#تنظيم_الدولة و«تنظيم  "الدولة"»'
    copy = spaced(normalise(text), '"_#-')
    assert copy.text == " تنظيم الدوله و تنظيم الدوله "
    at = copy.text.rindex("تنظيم الدوله")
    start, end = copy.span(at, at + len("تنظيم الدوله"))
    assert text[start:end] == 'تنظيم  "الدولة'


def test_as_written_keeps_letters_and_case_at_the_copys_places():
    copy = spaced(normalise("The  «أُمّة» U.S."), '"')
    assert copy.text == "the امه u.s."
    assert as_written(copy) == "The أمة»U.S."


def test_spaced_drops_apostrophes():
    copy = spaced(normalise("People’s Units"), "", "'")
    assert copy.text == "peoples units"
    assert copy.span(0, 7) == (0, 8)


@given(st.text(ALPHABET))
def test_every_character_maps_inside_the_original_in_order(text):
    copy = normalise(text)
    spans = [copy.span(i, i + 1) for i in range(len(copy))]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)


@given(st.text(ALPHABET))
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(ALPHABET), st.text(ALPHABET))
def test_folding_is_local(first, second):
    assert fold(first) + fold(second) == fold(first + second)


def test_lone_surrogates_do_not_stop_it():
    assert fold("a\ud800B") == "a\ud800b"
