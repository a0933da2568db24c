"""Places in text, on a small gazetteer of our own."""

import itertools
import re

import pytest

from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.places.matcher import PlaceMatcher
from analytics.annotate.spans import Mention
from analytics.errors import RegistryError

PLACES = [
    Place(id="hama", name_en="Hama", name_ar="حماة", level="city", country="SY"),
    Place(id="hama-governorate", name_en="Hama", name_ar="حماة", level="governorate", country="SY"),
    Place(id="deir-ez-zor", name_en="Deir ez-Zor", name_ar="دير الزور", level="city", aliases_en=("Deir al-Zour",)),
    Place(id="al-bab", name_en="Al-Bab", name_ar="الباب", level="town", country="SY"),
    Place(id="iraq", name_en="Iraq", name_ar="العراق", level="country", country="IQ"),
    Place(id="douma", name_en="Douma", name_ar="دوما", level="city"),
    Place(id="jeddah", name_en="Jeddah", name_ar="جدة", level="city"),
    Place(id="balad", name_en="Balad", name_ar="بلد", level="city"),
    Place(id="hit", name_en="Hit", name_ar="هيت", level="town", country="IQ"),
]


@pytest.fixture(scope="module")
def matcher():
    return PlaceMatcher(Gazetteer(PLACES))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصلوا إلى حماة وبحماة ولحماة", [("حماة", "hama")] * 3),
        ("في محافظة حماة وفي ريف حماة", [("حماة", "hama-governorate")] * 2),
        ("Fighting in Hama province and in Hama.", [("Hama", "hama-governorate"), ("Hama", "hama")]),
        ("عاد للعراق عبر #دير_الزور", [("لعراق", "iraq"), ("دير_الزور", "deir-ez-zor")]),
        ("The road to Deir Ez-Zor and Deir al-Zour", [("Deir Ez-Zor", "deir-ez-zor"), ("Deir al-Zour", "deir-ez-zor")]),
        ("فتح الباب ثم دخل مدينة الباب", [("الباب", "al-bab")]),
        ("Hit men hit the town of Hit", [("Hit", "hit")]),
        ("حماةٌ وحموات والعراقي والعراقية", [("حماةٌ", "hama")]),
        ("iraqi Iraqis irAq", []),
        ("زاروا دوما، ودوماً يعودون إلى دوما", [("دوما", "douma"), ("دوما", "douma")]),
        ("عاد إلى جده في جدة", [("جدة", "jeddah")]),
        ("كل بلد في بلد آخر، وقضاء بلد", [("بلد", "balad")]),
        ("", []),
    ],
)
def test_places(matcher, text, expected):
    found = matcher.find(text, [])
    assert [(text[place.start : place.end], place.place_id) for place in found] == expected
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_place_inside_an_actor_is_not_a_place(matcher):
    text = "جيش العراق في العراق"
    mention = Mention(0, 10, "جيش العراق", "iraqi-army", "name")
    assert [(place.start, place.end) for place in matcher.find(text, [mention])] == [(14, 20)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('level = "planet"', "level 'planet' is unknown"),
        ('level = "city"\nlat = 91.0', "'lat' must be between -90 and 90, got 91.0"),
        ('level = "city"\nheight = 3', "unknown key 'height'"),
    ],
)
def test_a_faulty_gazetteer_is_refused(tmp_path, row, message):
    path = tmp_path / "places.toml"
    path.write_text(f'[[place]]\nid = "x"\nname_en = "X"\nname_ar = "س"\n{row}\n', encoding="utf-8")
    with pytest.raises(RegistryError, match=re.escape(message)):
        Gazetteer.load(path)


REGION = [
    *PLACES,
    Place(id="raqqa-governorate", name_en="Raqqa", name_ar="الرقة", level="governorate", country="SY"),
    Place(id="raqqa", name_en="Raqqa", name_ar="الرقة", level="city", country="SY", governorate="raqqa-governorate"),
    Place(
        id="resafa",
        name_en="Resafa",
        name_ar="رصافة الشام",
        level="town",
        country="SY",
        governorate="raqqa-governorate",
    ),
    Place(
        id="ratlah", name_en="Ratlah", name_ar="رطلة", level="village", country="SY", governorate="raqqa-governorate"
    ),
    Place(id="karama", name_en="Ratba", name_ar="رتبة", level="village", country="SY", governorate="raqqa-governorate"),
    Place(id="idlib-governorate", name_en="Idlib province", name_ar="محافظة إدلب", level="governorate", country="SY"),
    Place(id="ariha", name_en="Ariha", name_ar="أريحا", level="town", country="SY", governorate="idlib-governorate"),
    Place(id="jericho", name_en="Jericho", name_ar="أريحا", level="city", country="PS"),
    Place(id="ramallah", name_en="Ramallah", name_ar="رام الله", level="city", country="PS"),
    Place(id="iraq-sinjar", name_en="Sinjar", name_ar="سنجار", level="town", country="IQ"),
    Place(id="sinjar-district", name_en="Sinjar", name_ar="سنجار", level="district", country="IQ"),
    Place(id="homs", name_en="Homs", name_ar="حمص", level="city", country="SY"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحبوا من رطلة", []),
        ("انسحبوا من قرية رطلة", ["ratlah"]),
        ("في رصافة الشام، ثم من رطلة ورتبة", ["resafa", "ratlah", "karama"]),
        ("رصافة الشام قالت إن رطلة هادئة", ["resafa"]),
        ("They left Ratlah", []),
        ("They left the village of Ratlah", ["ratlah"]),
        ("From Resafa they went to Ratlah, Ratba and home", ["resafa", "ratlah", "karama"]),
        ("غارات على أريحا في محافظة إدلب", ["ariha", "idlib-governorate"]),
        ("حواجز حول رام الله وأريحا", ["ramallah", "jericho"]),
        ("في قضاء سنجار وفي سنجار", ["sinjar-district", "iraq-sinjar"]),
        ("Sinjar district and Sinjar", ["sinjar-district", "iraq-sinjar"]),
        ("كحمص وحمص", ["homs"]),
    ],
)
def test_context_decides(text, expected):
    matcher = PlaceMatcher(Gazetteer(REGION))
    assert [place.place_id for place in matcher.find(text, [])] == expected


@pytest.mark.parametrize(
    "text",
    [
        "الرقة" * 40_000,
        "رطلة " * 40_000,
        "ب" * 100_000,
        "«" * 100_000,
        "الرقةRaqqa" * 20_000,
        "\u0640" * 50_000,
        "\x00 \ud7ff",
    ],
    ids=["joined", "names", "letter", "quotes", "mixed scripts", "tatweel", "odd"],
)
def test_any_text_gives_a_result(text):
    found = PlaceMatcher(Gazetteer(REGION)).find(text, [])
    assert all(0 <= a.start < a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_point_is_as_precise_as_its_level_says():
    town = Place(id="t", name_en="T", name_ar="ت", level="town", lat=35.0, lon=40.0)
    province = Place(id="g", name_en="G", name_ar="ج", level="governorate", lat=35.0, lon=40.0, radius_km=79)
    area = Place(id="a", name_en="A", name_ar="أ", level="area", lat=35.0, lon=40.0)
    assert [p.precision_km for p in (town, province, area)] == [4.0, 79, None]
    assert Place(id="n", name_en="N", name_ar="ن", level="town").precision_km is None


def test_a_place_in_no_known_governorate_is_refused(tmp_path):
    path = tmp_path / "places.toml"
    row = '[[place]]\nid = "x"\nname_en = "X"\nname_ar = "س"\nlevel = "town"\ngovernorate = "Raqqa"\n'
    path.write_text(row, encoding="utf-8")
    with pytest.raises(RegistryError, match="must be the id of a governorate, got 'Raqqa'"):
        Gazetteer.load(path)


BOXES = {"SY": (32.2, 37.4, 35.6, 42.5), "IQ": (29.0, 37.5, 38.7, 48.8)}


def test_the_gazetteer_shipped_keeps_its_rules():
    gazetteer = Gazetteer.load()
    assert len(gazetteer) > 1000
    for place in gazetteer.values():
        assert (place.lat is None) == (place.lon is None)
        if place.country in BOXES and place.lat is not None and place.lon is not None:
            south, north, west, east = BOXES[place.country]
            assert south <= place.lat <= north and west <= place.lon <= east, place
        if place.level in {"town", "village", "neighbourhood"} and place.lat is not None:
            assert round(place.lat, 4) == place.lat  # never finer than eleven metres
    kinds = {place.level for place in gazetteer.values() if place.country in BOXES}
    assert kinds >= {"governorate", "district", "city", "town", "village", "camp", "prison", "base", "river", "area"}
    governorates = [p for p in gazetteer.values() if p.level == "governorate" and p.country in BOXES]
    assert sum(p.country == "SY" for p in governorates) == 14 and sum(p.country == "IQ" for p in governorates) == 19


def test_names_of_the_gazetteer_shipped_are_found():
    matcher = PlaceMatcher(Gazetteer.load())
    text = "اشتباكات في بادية السخنة وعند سجن غويران، ثم في مخيم الهول وقضاء الحويجة وقرية رطلة بريف الرقة."
    assert [place.place_id for place in matcher.find(text, [])] == [
        "sukhnah-desert",
        "sinaa-prison",
        "al-hol-camp",
        "hawija-district",
        "ratlah",
        "raqqa-governorate",
    ]
    for text, expected in (
        ("A bomb in Tripoli, northern Lebanon", ["tripoli-lebanon", "lebanon"]),
        ("انفجار في طرابلس في لبنان", ["tripoli-lebanon", "lebanon"]),
        ("From Tripoli to Benghazi", ["tripoli", "benghazi"]),
        ("بريف دير الزور، سيطر الجيش على الميادين", ["deir-ez-zor-governorate", "mayadin"]),
        ("قال مراسل الميادين في دير الزور", ["deir-ez-zor"]),
    ):
        assert [place.place_id for place in matcher.find(text, [])] == expected, text
    text = "From Hawija district to the Anbar desert; near al-Hol camp, Ghwayran prison and Ain al-Asad base."
    assert [place.place_id for place in matcher.find(text, [])][:3] == [
        "hawija-district",
        "anbar-desert",
        "al-hol-camp",
    ]
