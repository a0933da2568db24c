"""Where sentences begin and end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.annotate.sentences import split_sentences
from analytics.schema import whole


def pieces(text, title="T"):
    string = whole(title, text)
    return [string[s.start : s.end] for s in split_sentences(title, text)][1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army left. The town fell.", ["The army left.", "The town fell."]),
        ("Gen. Adam Lee of the U.S. Army spoke. He left.", ["Gen. Adam Lee of the U.S. Army spoke.", "He left."]),
        ("They flew to the U.S. The talks failed.", ["They flew to the U.S.", "The talks failed."]),
        ("It rose 3.5 percent to 1.2. Who paid? Nobody!", ["It rose 3.5 percent to 1.2.", "Who paid?", "Nobody!"]),
        ('"We won." He left.', ['"We won."', "He left."]),
        ("“We won.” He left. (So it goes.) End", ["“We won.”", "He left.", "(So it goes.)", "End"]),
        ("J. Smith read No. 5 on Jan. 3. It was long.", ["J. Smith read No. 5 on Jan. 3.", "It was long."]),
        ("One line\nanother line\n\nthird", ["One line", "another line", "third"]),
        ("1. First point. 2. Second", ["1. First point.", "2. Second"]),
        ("They fled.The town fell, see a site.com.", ["They fled.", "The town fell, see a site.com."]),
        ("It was over... or was it. al-Hasan fled.", ["It was over... or was it.", "al-Hasan fled."]),
        ("He left in 2014. The war went on.", ["He left in 2014.", "The war went on."]),
        ("انسحب الجيش. سقطت البلدة.", ["انسحب الجيش.", "سقطت البلدة."]),
        ("قال د. سامي إنها 3.5 في المئة. هل تكفي؟ لا!", ["قال د. سامي إنها 3.5 في المئة.", "هل تكفي؟", "لا!"]),
        ("وصل أ.د. سامي. ثم غادر", ["وصل أ.د. سامي.", "ثم غادر"]),
        ("قال: «انتصرنا.» ثم غادر.", ["قال: «انتصرنا.»", "ثم غادر."]),
        ("هل عادوا؟نعم عادوا.ثم رحلوا", ["هل عادوا؟", "نعم عادوا.", "ثم رحلوا"]),
        ("العراق.. مقتل عشرة", ["العراق.. مقتل عشرة"]),
        ("انتهى الأمر… عاد الجميع", ["انتهى الأمر…", "عاد الجميع"]),
        ("***\n---\n", []),
        ("", []),
    ],
)
def test_pieces(text, expected):
    assert pieces(text) == expected


def test_title_is_number_zero_and_whole():
    sentences = split_sentences(" Who won? Nobody. ", "A. B")
    assert (sentences[0].start, sentences[0].end, sentences[0].number) == (1, 17, 0)


def test_empty_article_has_its_empty_title():
    assert [(s.start, s.end, s.number) for s in split_sentences("", "")] == [(0, 0, 0)]


@given(st.text(), st.text(st.sampled_from("aAبد .!?؟…\n\"'»”)3")))
def test_spans_are_ordered_numbered_and_lose_no_letter(title, text):
    string = whole(title, text)
    sentences = split_sentences(title, text)
    assert [s.number for s in sentences] == list(range(len(sentences)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    covered = {i for s in sentences for i in range(s.start, s.end)}
    assert {i for i in range(len(title), len(string)) if string[i].isalnum()} <= covered


@given(st.text(st.sampled_from("0123456789.")))
def test_never_inside_a_number(text):
    text = f"1{text}1"
    assert pieces(text) == [text]


@pytest.mark.parametrize("character", ['"', ".", " ", "\n", "؟", "a.", 'ب." ', "»", "( "])
def test_a_megabyte_of_one_character(character):
    text = character * (1_000_000 // len(character.encode()))
    sentences = split_sentences("t", text)
    assert sentences[-1].end <= len(text) + 3
