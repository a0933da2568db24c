from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.chrome import Cleaned
from corpus.text.templates import TEMPLATE_ARTICLES, line_keys, own_lines, template_keys, without_templates

AR = "وصلت إلى المخيم صباح اليوم قافلة من عشرين شاحنة تحمل دقيقا ودواء وخياما بعد أسبوع من الانتظار عند المعبر."
EN = "Twenty lorries with flour, medicine and tents reached the camp this morning after a week of waiting."
FOOT_AR, FOOT_EN = "عين النهر – متابعات", "River Desk – all regions"


def _learned(*texts):
    counts = Counter(key for text in texts for key in line_keys(text))
    return template_keys(counts)


@pytest.mark.parametrize(("own", "foot"), [(AR, FOOT_AR), (EN, FOOT_EN)])
def test_a_line_repeated_in_enough_articles_goes_from_the_edges(own, foot):
    texts = [f"{own}\n\n{number} {own}\n{foot}" for number in range(TEMPLATE_ARTICLES)]
    assert _learned(*texts[1:]) == frozenset()
    keys = _learned(*texts)
    assert without_templates(texts[0], keys) == Cleaned(f"{own}\n\n0 {own}", (foot,))
    assert without_templates(f"{foot}\n{own}", keys) == Cleaned(own, (foot,))


@pytest.mark.parametrize(("own", "foot"), [(AR, FOOT_AR), (EN, FOOT_EN)])
def test_what_stays_whatever_is_repeated(own, foot):
    keys = _learned(*[f"{own}\n{number} {own}\n{foot}" for number in range(TEMPLATE_ARTICLES)])
    for text in (f"{own}\n{foot}\n{own}", foot, f"{own}\n{foot}\nولم يصب أحد."):
        assert without_templates(text, keys) == Cleaned(text)
    assert without_templates(f"{own}\n{foot}", keys, title=foot) == Cleaned(f"{own}\n{foot}")


def test_sentences_dates_and_counts_get_no_key():
    for line in (AR, EN, "ولم يصب أحد.", "No one was hurt.", "من المستفيد؟", "12 05 2019", "12 مايو 2019", "", "***"):
        assert line_keys(line) == ()
    assert len(line_keys("** كل المقالات تمثل كتابها.")) == 1


def test_the_same_line_has_the_same_key_in_other_letters_and_spaces():
    assert line_keys("نقلاً  عن النهر") == line_keys("نقلا عن النهر")
    assert all(0 <= key < 2**63 for key in line_keys(FOOT_EN))


LINES = st.lists(st.sampled_from([AR, EN, FOOT_AR, FOOT_EN, "", "ولم يصب أحد.", "سطر", "A line"]), max_size=16)


@given(LINES, st.sets(st.sampled_from([FOOT_AR, FOOT_EN, "سطر", "A line"])))
def test_lines_left_and_lines_taken_are_the_lines_given(lines, known):
    keys = frozenset(key for line in known for key in line_keys(line))
    found = without_templates("\n".join(lines).strip(), keys)
    given_lines = Counter(line for line in lines if line)
    assert Counter(line for line in found.text.split("\n") if line) + Counter(found.removed) == given_lines
    assert set(found.removed) <= known
    assert found.text or not given_lines


@pytest.mark.parametrize(("own", "foot"), [(AR, FOOT_AR), (EN, FOOT_EN)])
def test_own_lines_are_what_no_template_can_take_out(own, foot):
    edge = f"{foot}\n{foot} b"
    assert own_lines(f"{edge}\n{own}\n{edge}") == own
    assert own_lines(f"{edge}\n12 / 5\n{foot}\n{own}\n\n{own}\n{edge}") == f"12 / 5\n{own}\n\n{own}"
    assert own_lines(f"{own}\n{foot}\n{own}") == f"{own}\n{foot}\n{own}"
    many = "\n".join(f"{foot} {chr(97 + number % 26)}" for number in range(9000))
    assert own_lines(f"{many}\n{own}\n{many}") == own
    assert own_lines(many) == many
    assert own_lines("") == ""


@given(st.lists(st.sampled_from([AR, EN, FOOT_AR, FOOT_EN, "12 / 5", "- 7 -", "", "* note", "x" * 300]), max_size=30))
def test_own_lines_are_those_left_when_templates_are_taken_out_again_and_again(lines):
    text = "\n".join(lines).strip()
    left = text
    while (shorter := without_templates(left, frozenset(line_keys(left))).text) != left:
        left = shorter
    found = own_lines(text).split()
    assert found == left.split() or (found == text.split() and AR not in lines and EN not in lines)
