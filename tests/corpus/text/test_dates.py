import datetime as dt

import pytest

from corpus.text.dates import UNDATED, Dated, best_date, column_order, parse_date

TODAY = dt.date(2026, 1, 1)


def _utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "expected", "precision"),
    [
        ("2018-03-01", _utc(2018, 3, 1), "day"),
        ("2018/3/1", _utc(2018, 3, 1), "day"),
        ("2018-03", _utc(2018, 3, 1), "month"),
        ("2018-03-01T00:00:00Z", _utc(2018, 3, 1), "day"),
        ("2018-03-01T02:28:09+04:00", _utc(2018, 2, 28, 22, 28, 9), "minute"),
        ("2015-07-21 02:51:32", _utc(2015, 7, 21, 2, 51, 32), "minute"),
        ("Sat, 03 Mar 2018 16:34:17 +0400", _utc(2018, 3, 3, 12, 34, 17), "minute"),
        ("Thu, 12 Apr 2018 11:56:43 GMT", _utc(2018, 4, 12, 11, 56, 43), "minute"),
        ("20180301", _utc(2018, 3, 1), "day"),
        ("1519900000", _utc(2018, 3, 1, 10, 26, 40), "minute"),
        (1519900000000, _utc(2018, 3, 1, 10, 26, 40), "minute"),
        ("5/13/2017 14:30", _utc(2017, 5, 13, 14, 30), "minute"),
        ("5/5/2017", _utc(2017, 5, 5), "day"),
        ("Tuesday, September 3, 2024 5:05 PM", _utc(2024, 9, 3, 17, 5), "minute"),
        ("الثلاثاء 3 أيلول 2024", _utc(2024, 9, 3), "day"),
        ("٣ سبتمبر ٢٠٢٤", _utc(2024, 9, 3), "day"),
        ("3 من آب/أغسطس 2016", _utc(2016, 8, 3), "day"),
        ("3 مارس (آذار) 2016", _utc(2016, 3, 3), "day"),
        ("3 نونبر 2019", _utc(2019, 11, 3), "day"),
        ("12 جويلية 2017", _utc(2017, 7, 12), "day"),
        ("9 غشت 2016", _utc(2016, 8, 9), "day"),
        ("11 avril 2018", _utc(2018, 4, 11), "day"),
        ("2 Ağustos 2019", _utc(2019, 8, 2), "day"),
        ("تشرين الثاني 2018", _utc(2018, 11, 1), "month"),
        (dt.date(2018, 1, 2), _utc(2018, 1, 2), "day"),
    ],
)
def test_a_date_is_read_with_its_precision(value, expected, precision):
    assert parse_date(value, TODAY) == Dated(expected, precision, "metadata")


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("4/5/2017", "day-or-month-first-unknown"),
        ("2026-01-03", "in-the-future"),
        ("1970-01-01", "before-1990"),
        ("0", "not-a-date"),
        ("أمس", "not-a-date"),
        ("5 شوال 1436", "not-a-date"),
        ("2018-02-30", "no-such-day"),
    ],
)
def test_what_is_not_believed_is_undated_with_a_note(value, note):
    assert parse_date(value, TODAY) == Dated(None, "none", "none", note)


def test_tomorrow_is_believed_and_nothing_is_no_date():
    assert parse_date("2026-01-02", TODAY).at == _utc(2026, 1, 2)
    assert parse_date("  ", TODAY) == UNDATED


def test_the_column_shows_which_number_is_the_month():
    assert column_order(["4/5/2017", "4/13/2017"]) == "mdy"
    assert column_order(["4/5/2017", "13/4/2017"]) == "dmy"
    assert column_order(["4/5/2017"]) is None
    assert parse_date("4/5/2017", TODAY, "mdy").at == _utc(2017, 4, 5)
    assert parse_date("4/5/2017", TODAY, "dmy").at == _utc(2017, 5, 4)


def test_the_more_exact_of_two_dates_counts():
    day, minute = parse_date("2018-03-01", TODAY), parse_date("Thu, 01 Mar 2018 02:28:09 +0400", TODAY)
    assert best_date([day, minute]) is minute
    assert best_date([parse_date("14:30", TODAY), day]) is day
    assert best_date([]) == UNDATED


@pytest.mark.parametrize(
    "value",
    [
        "2017-04-05T03:00:00+03:00",
        "Wed, 05 Apr 2017 03:00:00 +0300",
        "5 أبريل 2017 03:00 +03:00",
        dt.datetime(2017, 4, 5, 3, tzinfo=dt.timezone(dt.timedelta(hours=3))),
    ],
)
def test_a_time_that_is_midnight_elsewhere_stays_a_time(value):
    assert parse_date(value, TODAY) == Dated(_utc(2017, 4, 5), "minute", "metadata")


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("9999-12-31T23:59:59-05:00", "in-the-future"),
        ("9999-12-31T23:59:59Z", "in-the-future"),
        ("0001-01-01T03:00+05:00", "before-1990"),
        (dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.timezone(dt.timedelta(hours=-5))), "in-the-future"),
        (dt.datetime(1, 1, 1, 3, tzinfo=dt.timezone(dt.timedelta(hours=5))), "before-1990"),
        (dt.datetime.max, "in-the-future"),
    ],
)
def test_a_date_that_means_never_is_undated_with_a_note(value, note):
    assert parse_date(value, TODAY) == Dated(None, "none", "none", note)


def test_the_last_day_there_is_can_be_today():
    assert parse_date("2018-03-01", dt.date.max).at == _utc(2018, 3, 1)
