import datetime as dt
from email.utils import format_datetime

import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.datelines import date_from_name, date_from_text, is_date_line
from corpus.text.dates import parse_date
from corpus.text.deciding import decide
from corpus.text.folding import quick_fold
from corpus.text.normalise import fold

TODAY = dt.date(2026, 1, 1)
NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
FIRST, LAST = dt.date(1990, 1, 1), dt.date(2025, 12, 31)

_PIECES = (
    "3 13 31 2017 2024 1436 1398 4/5/2017 2018-03-01 14:30 GMT+3 أيلول آب/أغسطس شوال رمضان الثلاثاء أمس اليوم منذ "
    "ساعتين الثالث من بتوقيت دمشق September Tuesday May ago last since will août Eylül önce دی ئازاری الموافق ٣ ۳ "
    "1519900000 W05 - , ( ) . \n"
).split(" ")
_TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join))
_LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
_GULF = "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر".split("|")
_MOROCCO = "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر".split("|")
_ALGERIA = "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر".split("|")
_LIBYA = "أي النار|النوار|الربيع|الطير|الماء|الصيف|ناصر|هانيبال|الفاتح|التمور|الحرث|الكانون".split("|")
_ENGLISH = "January February March April May June July August September October November December".split()
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_TURKISH = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
_KURDISH = (
    "کانوونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەممووز|ئاب|ئەیلوول|تشرینی یەکەم|تشرینی دووەم|کانوونی یەکەم".split(
        "|"
    )
)
_HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split("|")
_WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def _named(months):
    return lambda day: f"{day.day} {months[day.month - 1]} {day.year}"


def _hijri(day):
    year, month, number = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    return f"{number} {_HIJRI[month - 1]} {year} هـ"


FORMS = {
    "levant": _named(_LEVANT),
    "gulf": _named(_GULF),
    "morocco": _named(_MOROCCO),
    "algeria": _named(_ALGERIA),
    "libya": _named(_LIBYA),
    "english": _named(_ENGLISH),
    "french": _named(_FRENCH),
    "turkish": _named(_TURKISH),
    "kurdish": _named(_KURDISH),
    "twin": lambda day: f"{day.day} {_LEVANT[day.month - 1]}/{_GULF[day.month - 1]} {day.year}",
    "weekday": lambda day: f"{_WEEKDAYS[day.weekday()]} {day.day} {_GULF[day.month - 1]} {day.year}",
    "month first": lambda day: f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "hijri": _hijri,
    "iso": dt.date.isoformat,
    "iso week": lambda day: "{}-W{:02}-{}".format(*day.isocalendar()),
    "iso ordinal": lambda day: day.strftime("%Y-%j"),
    "compact": lambda day: day.strftime("%Y%m%d"),
    "mail": lambda day: format_datetime(dt.datetime.combine(day, dt.time(0), dt.UTC)),
}


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_value_gives_a_believable_date_or_a_reason(value):
    for found in (parse_date(value, TODAY, reference=NOW), parse_date(value, TODAY, "mdy", kind="excel")):
        assert (found.at is None) == (found.precision == "none") == (found.basis == "none")
        assert found.at is not None or found.note or not value.strip()
        assert found.at is None or FIRST <= found.at.date() <= TODAY + dt.timedelta(days=1)


@given(_TEXTS, _TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_believable_date_or_a_reason(title, text):
    given_date = parse_date(title, TODAY)
    for found in (date_from_text(title, text, TODAY), decide([given_date], title, text, TODAY)):
        assert found.at is not None or found.note
        assert found.at is None or FIRST <= found.at.date() <= TODAY + dt.timedelta(days=1)
    is_date_line(text, TODAY)
    date_from_name(text, TODAY)


@given(st.one_of(st.floats(), st.integers(), st.datetimes(), st.dates(), st.booleans(), st.binary(max_size=20)))
@settings(deadline=None)
def test_any_other_value_gives_a_believable_date_or_none(value):
    found = parse_date(value, TODAY)
    assert found.at is None or FIRST <= found.at.date() <= TODAY + dt.timedelta(days=1)


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(FIRST, LAST))
@settings(max_examples=150, deadline=None)
def test_a_day_written_in_any_form_is_read_back(form, day):
    written = FORMS[form](day)
    found = parse_date(written, TODAY)
    assert (found.at.date(), found.precision, found.note) == (day, "day", "")
    assert parse_date(written.translate(_EASTERN), TODAY) == parse_date(written.translate(_PERSIAN), TODAY) == found


@given(day=st.dates(dt.date(2023, 1, 1), LAST))
@settings(max_examples=100, deadline=None)
def test_a_reported_day_is_proved_in_both_languages(day):
    arabic = f"قال المتحدث، {_WEEKDAYS[day.weekday()]} {day.day} {_LEVANT[day.month - 1]}، إن قافلة {day.year} وصلت."
    english = f"The man said on {day:%A}, {day.day} {_ENGLISH[day.month - 1]}, that the convoy of {day.year} came."
    for text in (arabic, english):
        found = date_from_text("", text, TODAY)
        assert (found.at.date(), found.precision, found.basis) == (day, "day", "inferred")


@given(st.text(max_size=60))
def test_the_quick_folding_is_the_folding(text):
    assert quick_fold(text) == fold(text)


@pytest.mark.parametrize(
    "piece",
    ["3 ", "الثلاثاء ", "3 أيلول ", "2024 ", "كانون ", "may ", "( ", "1/", "2018-", "منذ ", "   ", "\n", "9", "آب/"],
)
def test_a_long_run_of_one_piece_is_read(piece):
    text = piece * (200_000 // len(piece))
    assert date_from_text(text, text, TODAY).at is None
    assert is_date_line(text, TODAY) is None
    assert parse_date(text, TODAY, reference=NOW).at is None
