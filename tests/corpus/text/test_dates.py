import datetime as dt

import pytest

from corpus.text.dates import UNDATED, Dated, best_date, column_order, parse_date

TODAY = dt.date(2026, 1, 1)
NOW = dt.datetime(2024, 9, 5, 10, 30, tzinfo=dt.UTC)  # a Thursday


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
        ("2018-03-01T02:28:09+0400", _utc(2018, 2, 28, 22, 28, 9), "minute"),
        ("2015-07-21 02:51:32", _utc(2015, 7, 21, 2, 51, 32), "minute"),
        ("2024-W05-3", _utc(2024, 1, 31), "day"),
        ("2024W053", _utc(2024, 1, 31), "day"),
        ("2024-123", _utc(2024, 5, 2), "day"),
        ("20180301", _utc(2018, 3, 1), "day"),
        ("20180301T101530Z", _utc(2018, 3, 1, 10, 15, 30), "minute"),
        ("20180301101530", _utc(2018, 3, 1, 10, 15, 30), "minute"),
        ("Sat, 03 Mar 2018 16:34:17 +0400", _utc(2018, 3, 3, 12, 34, 17), "minute"),
        ("Thu, 12 Apr 2018 11:56:43 GMT", _utc(2018, 4, 12, 11, 56, 43), "minute"),
        ("Sunday, 06-Nov-94 08:49:37 GMT", _utc(1994, 11, 6, 8, 49, 37), "minute"),
        ("Sun Nov  6 08:49:37 1994", _utc(1994, 11, 6, 8, 49, 37), "minute"),
        ("Sun Nov 06 08:49:37 +0300 2016", _utc(2016, 11, 6, 5, 49, 37), "minute"),
        ("1519900000", _utc(2018, 3, 1, 10, 26, 40), "minute"),
        (1519900000, _utc(2018, 3, 1, 10, 26, 40), "minute"),
        (1519900000000, _utc(2018, 3, 1, 10, 26, 40), "minute"),
        (1519900000000000, _utc(2018, 3, 1, 10, 26, 40), "minute"),
        (1.5199e18, _utc(2018, 3, 1, 10, 26, 40), "minute"),
        ("5/13/2017 14:30", _utc(2017, 5, 13, 14, 30), "minute"),
        ("5/5/2017", _utc(2017, 5, 5), "day"),
        ("Published: 2017/05/13", _utc(2017, 5, 13), "day"),
        ("نشر في: 13/5/2017", _utc(2017, 5, 13), "day"),
        ("Friday 5/4/2019", _utc(2019, 4, 5), "day"),
        ("الجمعة 4/5/2018", _utc(2018, 5, 4), "day"),
        (dt.date(2018, 1, 2), _utc(2018, 1, 2), "day"),
    ],
)
def test_a_date_is_read_with_its_precision(value, expected, precision):
    assert parse_date(value, TODAY) == Dated(expected, precision, "metadata")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("الثلاثاء 3 أيلول 2024", (2024, 9, 3)),
        ("٣ سبتمبر ٢٠٢٤", (2024, 9, 3)),
        ("۳ سبتمبر ۲۰۲۴", (2024, 9, 3)),
        ("3 من آب/أغسطس 2016", (2016, 8, 3)),
        ("3 مارس (آذار) 2016", (2016, 3, 3)),
        ("3 نونبر 2019", (2019, 11, 3)),
        ("12 جويلية 2017", (2017, 7, 12)),
        ("9 غشت 2016", (2016, 8, 9)),
        ("2 أوت 2016", (2016, 8, 2)),
        ("الثالث من أيلول 2018", (2018, 9, 3)),
        ("الحادي والعشرين من شهر آذار 2018", (2018, 3, 21)),
        ("الفاتح من نوفمبر 2014", (2014, 11, 1)),
        ("5 الفاتح 2009", (2009, 9, 5)),
        ("5 هانيبال/أغسطس 2009", (2009, 8, 5)),
        ("12 الكانون 2008", (2008, 12, 12)),
        ("the third of September 2018", (2018, 9, 3)),
        ("September the twenty-first, 2017", (2017, 9, 21)),
        ("Sept. 3rd, 2018", (2018, 9, 3)),
        ("11 avril 2018", (2018, 4, 11)),
        ("1er août 2017", (2017, 8, 1)),
        ("2 Ağustos 2019", (2019, 8, 2)),
        ("2 Ağu 2019", (2019, 8, 2)),
        ("3ê Adarê 2019", (2019, 3, 3)),
        ("14 Cotmeha 2019", (2019, 10, 14)),
        ("3ی ئازاری 2019", (2019, 3, 3)),
        ("9 تشرینی یەکەم 2019", (2019, 10, 9)),
    ],
)
def test_month_names_of_every_newsroom(value, expected):
    assert parse_date(value, TODAY) == Dated(_utc(*expected), "day", "metadata")


@pytest.mark.parametrize(
    ("value", "day", "note"),
    [
        ("15 شوال 1436 هـ", (2015, 7, 31), ""),
        ("15 شوال 1436 هـ الموافق 31 تموز 2015", (2015, 7, 31), ""),
        ("15 شوال 1436 هـ الموافق 1 آب 2015", (2015, 8, 1), ""),
        ("15 شوال 1436 هـ الموافق 3 آب 2015", (2015, 8, 3), "calendars-disagree"),
        ("31/07/2015 - 15/10/1436", (2015, 7, 31), ""),
        ("1436/10/15", (2015, 7, 31), ""),
        ("15-10-1436", (2015, 7, 31), ""),
        ("١٥ رمضان ١٤٣٩", (2018, 5, 30), ""),
        ("غرة محرم 1440", (2018, 9, 11), ""),
        ("15 Ramadan 1439 AH", (2018, 5, 30), ""),
        ("13 دی 1398", (2020, 1, 3), ""),
        ("۱۳۹۸/۱۰/۱۳", (2020, 1, 3), ""),
        ("1 Farvardin 1403", (2024, 3, 20), ""),
        ("30 اسفند 1399", (2021, 3, 20), ""),
    ],
)
def test_days_of_other_calendars(value, day, note):
    assert parse_date(value, TODAY) == Dated(_utc(*day), "day", "metadata", note)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tuesday, September 3, 2024 5:05 PM", (2024, 9, 3, 17, 5)),
        ("3 أيلول 2024 - 5:05 م", (2024, 9, 3, 17, 5)),
        ("3 أيلول 2024 الساعة 5:05 مساءً", (2024, 9, 3, 17, 5)),
        ("3 أيلول 2024 12:10 صباحاً", (2024, 9, 3, 0, 10)),
        ("3 أيلول 2024 2:10 ليلاً", (2024, 9, 3, 2, 10)),
        ("3 أيلول 2024 17:05 بتوقيت مكة", (2024, 9, 3, 14, 5)),
        ("3 أيلول 2024 17:05 بتوقيت غرينتش", (2024, 9, 3, 17, 5)),
        ("3 أيلول 2016 17:05 بتوقيت دمشق", (2016, 9, 3, 14, 5)),
        ("3 كانون الأول 2016 17:05 بتوقيت دمشق", (2016, 12, 3, 15, 5)),
        ("3 أيلول 2024 17:05 (ت.غ)", (2024, 9, 3, 17, 5)),
        ("3 Sep 2024 17:05 Turkish time", (2024, 9, 3, 14, 5)),
        ("3 Sep 2024 17:05 TRT", (2024, 9, 3, 14, 5)),
        ("3 Sep 2024 17:05 BST", (2024, 9, 3, 16, 5)),
        ("3 Sep 2024 5:05 pm EDT", (2024, 9, 3, 21, 5)),
        ("3 Sep 2024 17:05 GMT+3", (2024, 9, 3, 14, 5)),
        ("3 septembre 2024 à 17h05 CEST", (2024, 9, 3, 15, 5)),
    ],
)
def test_times_are_brought_to_utc(value, moment):
    assert parse_date(value, TODAY) == Dated(_utc(*moment), "minute", "metadata")


@pytest.mark.parametrize(
    "value", ["3 Sep 2024 17:05 AST", "3 Sep 2024, 17:05 local time", "3 أيلول 2024 17:05 بالتوقيت المحلي"]
)
def test_a_zone_of_several_offsets_leaves_the_day(value):
    assert parse_date(value, TODAY) == Dated(_utc(2024, 9, 3), "day", "metadata", "time-zone-unknown")


@pytest.mark.parametrize(
    ("value", "expected", "precision"),
    [
        ("3 hours ago", _utc(2024, 9, 5), "day"),
        ("11 hours ago", _utc(2024, 9, 4), "day"),
        ("25 minutes ago", _utc(2024, 9, 5, 10, 5), "minute"),
        ("منذ 25 دقيقة", _utc(2024, 9, 5, 10, 5), "minute"),
        ("منذ ساعتين", _utc(2024, 9, 5), "day"),
        ("قبل يومين", _utc(2024, 9, 3), "day"),
        ("قبل ٣ أيام", _utc(2024, 9, 2), "day"),
        ("أمس", _utc(2024, 9, 4), "day"),
        ("اليوم 09:15", _utc(2024, 9, 5), "day"),
        ("أول أمس", _utc(2024, 9, 3), "day"),
        ("yesterday", _utc(2024, 9, 4), "day"),
        ("الثلاثاء الماضي", _utc(2024, 9, 3), "day"),
        ("last Thursday", _utc(2024, 8, 29), "day"),
        ("on Tuesday", _utc(2024, 9, 3), "day"),
        ("mardi dernier", _utc(2024, 9, 3), "day"),
        ("il y a 2 jours", _utc(2024, 9, 3), "day"),
        ("hier", _utc(2024, 9, 4), "day"),
        ("2 saat önce", _utc(2024, 9, 5), "day"),
        ("dün", _utc(2024, 9, 4), "day"),
        ("2 weeks ago", _utc(2024, 8, 1), "month"),
    ],
)
def test_a_time_from_now_counts_from_the_moment_of_reading(value, expected, precision):
    assert parse_date(value, TODAY, reference=NOW) == Dated(expected, precision, "inferred")
    assert parse_date(value, TODAY) == Dated(None, "none", "none", "relative-without-reference")


def test_a_time_from_now_that_may_be_of_two_months_is_none():
    assert parse_date("2 months ago", TODAY, reference=NOW).note == "relative-too-coarse"
    assert parse_date("قبل أسبوع", TODAY, reference=_utc(2024, 9, 9)).note == "relative-too-coarse"


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("2026-01-03", "in-the-future"),
        ("1985-01-01", "before-1990"),
        ("5 شوال 1396", "before-1990"),
        ("hello", "not-a-date"),
        ("مرحبا", "not-a-date"),
        (True, "not-a-date"),
        (10**400, "not-a-date"),
        (float("inf"), "not-a-date"),
        (1e30, "not-a-date"),
        (12.5, "not-a-date"),
        ("2018", "year-only"),
        (2018, "year-only"),
        ("عام 2018", "year-only"),
        ("2024-W05", "week-only"),
        ("3/9/24", "two-digit-year"),
        ("3 أيلول", "no-year"),
        ("3 September", "no-year"),
        ("2018-02-30", "no-such-day"),
        ("2018-366", "no-such-day"),
        ("45/13/1436", "no-such-day"),
        ("31 رمضان 1439", "no-such-day"),
    ],
)
def test_what_is_not_believed_is_undated_with_a_note(value, note):
    assert parse_date(value, TODAY) == Dated(None, "none", "none", note)


@pytest.mark.parametrize(
    "value",
    [
        0,
        "0",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "1970-01-01",
        "1970-01-01T00:00:00Z",
        "1969-12-31T19:00:00-05:00",
        "1 كانون الثاني 1970",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "01/01/0001",
        "0001-01-01T03:00+05:00",
        "1900-01-00",
        "1900-01-01",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-05:00",
        dt.datetime.max,
        dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
        dt.datetime(1, 1, 1, 3, tzinfo=dt.timezone(dt.timedelta(hours=5))),
    ],
)
def test_a_date_that_means_none_is_a_placeholder(value):
    assert parse_date(value, TODAY) == Dated(None, "none", "none", "placeholder-date")


def test_an_ambiguous_date_holds_its_two_days():
    found = parse_date("4/5/2017", TODAY)
    assert (found.at, found.note) == (None, "day-or-month-first-unknown")
    assert found.candidates == (dt.date(2017, 5, 4), dt.date(2017, 4, 5))
    assert parse_date("Friday 4/5/2018 14:30", TODAY).at == _utc(2018, 5, 4, 14, 30)


def test_a_weekday_that_does_not_fit_is_noted():
    assert parse_date("Monday 3 September 2024", TODAY).note == "weekday-disagrees"
    assert parse_date("الاثنين 2024-09-03", TODAY).note == "weekday-disagrees"


def test_serial_days_are_read_only_where_the_reader_says_so():
    assert parse_date(43160, TODAY, kind="excel") == Dated(_utc(2018, 3, 1), "day", "metadata")
    assert parse_date("43160.5", TODAY, kind="excel").at == _utc(2018, 3, 1, 12)
    assert parse_date(41698, TODAY, kind="excel-1904").at == _utc(2018, 3, 1)
    assert parse_date(43160, TODAY).note == "not-a-date"
    assert parse_date(1, TODAY, kind="excel").note == "placeholder-date"
    with pytest.raises(ValueError, match="excel-1904"):
        parse_date(43160, TODAY, kind="lotus")


def test_tomorrow_is_believed_and_nothing_is_no_date():
    assert parse_date("2026-01-02", TODAY).at == _utc(2026, 1, 2)
    assert [parse_date(value, TODAY) for value in ("  ", None, float("nan"))] == [UNDATED] * 3


def test_the_column_shows_which_number_is_the_month():
    assert column_order(["4/5/2017", "4/13/2017"]) == "mdy"
    assert column_order(["4/5/2017", "13/4/2017"]) == "dmy"
    assert column_order(["4/5/2017"]) is None
    assert parse_date("4/5/2017", TODAY, "mdy").at == _utc(2017, 4, 5)
    assert parse_date("4/5/2017", TODAY, "dmy").at == _utc(2017, 5, 4)


def test_a_column_of_two_writers_shows_no_order_but_for_a_slip_of_the_pen():
    assert column_order(["13/5/2017", "5/13/2017"]) is None
    assert column_order([*(f"{day}/1/2017" for day in range(13, 32)), "1/13/2017"]) is None  # 19 of 20: 95 in 100
    assert column_order([*(f"{day}/1/2017" for day in range(12, 32)), "31/3/2017", "1/13/2017"]) == "dmy"


@pytest.mark.parametrize(
    ("value", "order", "day"),
    [
        ("13/7/17", "dmy", (2017, 7, 13)),
        ("7/13/17", "mdy", (2017, 7, 13)),
        ("4.5.17", "dmy", (2017, 5, 4)),
        ("1/1/26", "dmy", (2026, 1, 1)),
        ("١٣/٧/١٧", "dmy", (2017, 7, 13)),
    ],
)
def test_two_digits_of_a_year_count_in_a_column_whose_order_is_known(value, order, day):
    assert parse_date(value, TODAY, order).at == _utc(*day)
    assert parse_date(value, TODAY).note == "two-digit-year"


def test_two_digits_of_a_year_are_never_of_the_years_ahead():
    assert parse_date("2/1/26", TODAY, "dmy").note == "before-1990"
    assert parse_date("13/7/97", TODAY, "dmy").at == _utc(1997, 7, 13)
    assert parse_date("13/7/17", TODAY, "mdy").note == "no-such-day"


def test_two_digits_of_a_year_show_an_order_where_no_other_reading_is_left():
    assert column_order(["7/13/17"]) == "mdy"
    assert column_order(["13/7/17"]) is None  # or the 17th of July 2013
    assert column_order(["13/7/97"]) == "dmy"


def test_hour_24_is_the_next_day_and_an_offset_no_place_has_is_none():
    assert parse_date("2017-05-03T24:00:00Z", TODAY) == Dated(_utc(2017, 5, 4), "day", "metadata")
    for value in ("2017-05-03T10:00:00+99:00", "2017-05-03T10:00:00+03:75", "Wed, 03 May 2017 10:00:00 +2000"):
        assert parse_date(value, TODAY) == Dated(_utc(2017, 5, 3), "day", "metadata", "time-zone-unknown")
    assert parse_date("2017-05-03T10:00:00+14:00", TODAY).at == _utc(2017, 5, 2, 20)


def test_the_more_exact_of_two_dates_counts():
    day, minute = parse_date("2018-03-01", TODAY), parse_date("Thu, 01 Mar 2018 02:28:09 +0400", TODAY)
    assert best_date([day, minute]) is minute
    assert best_date([parse_date("14:30", TODAY), day]) is day
    noted = parse_date("الاثنين 2018-03-01", TODAY)
    assert best_date([day, noted]) is day
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


def test_the_last_day_there_is_can_be_today():
    assert parse_date("2018-03-01", dt.date.max).at == _utc(2018, 3, 1)
