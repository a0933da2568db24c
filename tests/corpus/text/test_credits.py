import pytest

from corpus.text.credits import Credits, agency_tail, byline, credit_line, dateline, has_photo_credit, taken_from
from corpus.text.normalise import fold


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("BEIRUT (Reuters) - Lorries reached the camp", "BEIRUT", "Reuters"),
        ("ANKARA, Oct 10 (Reuters) - Lorries reached the camp", "ANKARA", "Reuters"),
        ("IRBIL, Iraq (AP) — Lorries reached the camp", "IRBIL, Iraq", "AP"),
        ("DAMASCUS, (SANA) – Lorries reached the camp", "DAMASCUS", "SANA"),
        ("RAQQA, Syria – Lorries reached the camp", "RAQQA, Syria", ""),
        ("بيروت - أ ف ب: وصلت الشاحنات إلى المخيم", "بيروت", "أ ف ب"),
        ("بيروت (رويترز) - وصلت الشاحنات إلى المخيم", "بيروت", "رويترز"),
        ("دير الزور – وصلت الشاحنات إلى المخيم", "دير الزور", ""),
        ("القامشلي ــ وصلت الشاحنات إلى المخيم", "القامشلي", ""),
        ("سانا - دمشق: وصلت الشاحنات", "دمشق", "سانا"),
        ("Beyrouth (AFP) - Les camions sont arrivés", "Beyrouth", "AFP"),
        ("Tunis - TAP. Les camions sont arrivés", "Tunis", "TAP"),
        ("Şanlıurfa - AA: Tırlar kampa ulaştı", "Şanlıurfa", "AA"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- وصلت الشاحنات", "دبي، الإمارات العربية المتحدة", "CNN"),
        ("London (CNN) -- The lorries arrived", "London", "CNN"),
        ("لندن (سي إن إن) – وصلت الشاحنات", "لندن", "سي إن إن"),
        ("ERBİL (AA) - Tırlar kampa ulaştı", "ERBİL", "AA"),
    ],
)
def test_a_dateline_is_read_as_written(line, place, agency):
    assert dateline(line) == Credits(place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING - Lorries reached the camp",
        "Lorries reached the camp - and then the bridge",
        "قال الوزير: نحن هنا",
        "الجسر - وهو الأقدم في المدينة - أغلق",
        "The map - the only one - was lost",
        "عاجل - وصلت الشاحنات",
        "",
    ],
)
def test_words_before_a_dash_are_no_dateline(line):
    assert dateline(line) == Credits()


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("(أ ف ب)", Credits(agency="أ ف ب")),
        ("وكالات", Credits(agency="وكالات")),
        ("فرانس 24/ أ ف ب / رويترز", Credits(agency="أ ف ب / رويترز")),
        ("الرياض – واس", Credits("الرياض", "واس")),
        ("بغداد 5 صفر 1436 هـ الموافق 27 نوفمبر 2014 م واس", Credits("بغداد", "واس")),
        ("لندن: «صحيفة النهر»", Credits("لندن")),
        ("London: Rima Nasser", Credits("London", author="Rima Nasser")),
        ("Avec AFP et Reuters", Credits(agency="AFP et Reuters")),
        ("Kaynak: AA", Credits(agency="AA")),
        ("Reporting by Rima Nasser; Editing by Jon Reed", Credits()),
        ("Jon Reed reported from Baghdad.", Credits()),
    ],
)
def test_a_line_of_nothing_but_credits(line, credits):
    assert credit_line(line, fold(line)) == credits


@pytest.mark.parametrize(
    "line",
    [
        "واشنطن - طهران",
        "معا",
        "مهر",
        "Clashes were reported from the town.",
        "map",
        "دمشق",
        "Beirut: twenty dead",
        "آب",
    ],
)
def test_a_subheading_is_no_credit(line):
    assert credit_line(line, fold(line)) is None


def test_a_place_and_a_name_are_a_by_line_beside_a_stamp_only():
    assert credit_line("القاهرة - سامر الحلبي", "القاهره - سامر الحلبي") is None
    beside = credit_line("القاهرة - سامر الحلبي", "القاهره - سامر الحلبي", beside_stamp=True)
    assert beside == Credits("القاهرة", author="سامر الحلبي")


def test_a_tail_names_its_agency_and_a_bracket_of_words_none():
    assert agency_tail("ولم يصب أحد. (رويترز)") == "رويترز"
    assert agency_tail("No one was hurt. - REUTERS") == "REUTERS"
    assert agency_tail("ولم يصب أحد (كما قال).") == ""
    assert agency_tail("No one was hurt (so far).") == ""


def test_by_lines_and_notes_of_provenance():
    assert byline("By Rima Nasser") == Credits(author="Rima Nasser")
    assert byline("Par Claire Morvan avec Belga") == Credits(author="Claire Morvan", agency="Belga")
    assert byline("كتب - سامر الحلبي") == Credits(author="سامر الحلبي")
    assert byline("By then it was over.") is None
    assert taken_from('* نقلا عن "أخبار النهر" اللندنية') == "أخبار النهر اللندنية"
    assert taken_from("نقلا عن مصادر قولها إن الجسر أغلق.") == ""


@pytest.mark.parametrize(
    "line",
    ["خيام في المخيم (رويترز)", "Tents. Photograph: Ann Lee/AFP", "Tents REUTERS/Ann Lee", "Des tentes © Bassem / AFP"],
)
def test_photo_credits(line):
    assert has_photo_credit(fold(line))
