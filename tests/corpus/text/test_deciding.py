import datetime as dt

import pytest

from corpus.text.dates import parse_date
from corpus.text.deciding import decide

TODAY = dt.date(2026, 1, 1)


def _decided(value: str, text: str):
    return decide([parse_date(value, TODAY)], "عنوان", text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("وصلت القافلة يوم الجمعة 5 أيار إلى المخيم.", (5, 5)),
        ("وصلت القافلة يوم الخميس 4 أيار إلى المخيم.", (5, 4)),
        ("The convoy reached the camp on 5 April, the council said.", (4, 5)),
        ("وصلت القافلة اليوم الخميس إلى المخيم.", (5, 4)),
        ("The convoy came yesterday, Tuesday, the council said.", (4, 5)),
        ("قال المتحدث، الخميس 4 أيار 2017، إن القافلة وصلت.", (5, 4)),
    ],
)
def test_the_text_chooses_one_of_two_days(text, day):
    value = "5/5/2017" if day == (5, 5) else "4/5/2017"
    found = _decided(value, text)
    assert found.at == dt.datetime(2017, *day, tzinfo=dt.UTC)
    assert found.basis == ("metadata" if day == (5, 5) else "text")


@pytest.mark.parametrize(
    "text",
    [
        "وصلت القافلة إلى المخيم.",
        "The convoy reached the camp on 4 May, and left it on 5 April.",
        "قال المتحدث، الثلاثاء 3 أيلول 2024، إن القافلة وصلت.",
    ],
)
def test_a_text_that_speaks_for_none_or_both_leaves_the_question(text):
    found = _decided("4/5/2017", text)
    assert (found.at, found.note) == (None, "day-or-month-first-unknown")


def test_a_month_of_the_metadata_becomes_the_day_the_text_proves_in_it():
    text = "قال المتحدث، الثلاثاء 3 أيلول 2024، إن القافلة وصلت."
    assert _decided("2024-09", text).at == dt.datetime(2024, 9, 3, tzinfo=dt.UTC)
    assert _decided("2024-08", text) == parse_date("2024-08", TODAY)
    assert _decided("2024-09-01", text) == parse_date("2024-09-01", TODAY)


def test_without_a_date_the_text_or_the_reason_counts():
    text = "قال المتحدث، الثلاثاء 3 أيلول 2024، إن القافلة وصلت."
    assert decide([], "عنوان", text, TODAY).basis == "inferred"
    assert _decided("hello", text).at == dt.datetime(2024, 9, 3, tzinfo=dt.UTC)
    assert _decided("hello", "وصلت القافلة.").note == "not-a-date"
    assert decide([], "عنوان", "وصلت القافلة.", TODAY).note == "no-date-in-text"


def test_a_text_chooses_no_day_that_is_not_believed():
    assert _decided("4/5/1985", "وصلت القافلة يوم 4 أيار إلى المخيم.").at is None
    assert _decided("4/5/1985", "The convoy reached the camp on 4 May.").at is None
    assert _decided("4/5/2085", "The convoy reached the camp on 4 May.").at is None
