"""Names of actors in text, on a small registry of our own."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.sentences import split_sentences
from analytics.schema import whole

ACTORS = [
    Actor(
        id="islamic-state",
        type="armed_group",
        name_en="Islamic State",
        name_ar="تنظيم الدولة الإسلامية",
        aliases_en=("ISIS", "IS", "Daesh"),
        aliases_ar=("داعش", "تنظيم الدولة", "الدولة الإسلامية"),
        coref_en=("the group",),
        coref_ar=("التنظيم",),
    ),
    Actor(
        id="observatory",
        type="ngo",
        name_en="Syrian Observatory for Human Rights",
        name_ar="المرصد السوري لحقوق الإنسان",
        short_en=("the Observatory",),
        short_ar=("المرصد",),
    ),
    Actor(
        id="united-states",
        type="state",
        name_en="United States",
        name_ar="الولايات المتحدة",
        aliases_en=("US",),
        capital_en=("Washington",),
        capital_ar=("واشنطن",),
        demonym_en=("American",),
        demonym_ar=("الأميركية", "الأميركي"),
    ),
    Actor(
        id="turkey",
        type="state",
        name_en="Turkey",
        name_ar="تركيا",
        capital_en=("Ankara",),
        capital_ar=("أنقرة",),
        demonym_en=("Turkish",),
        demonym_ar=("التركية", "التركي"),
    ),
    Actor(
        id="saudi-arabia",
        type="state",
        name_en="Saudi Arabia",
        name_ar="السعودية",
        demonym_en=("Saudi",),
        demonym_ar=("السعودي", "السعودية"),
    ),
    Actor(id="the-opinion", type="media", name_en="The Opinion", name_ar="الرأي"),
    Actor(
        id="people-s-protection-units",
        type="armed_group",
        name_en="People's Protection Units",
        name_ar="وحدات حماية الشعب",
    ),
    Actor(
        id="jane-al-example",
        type="person",
        name_en="Jane al-Example",
        name_ar="جين المثال",
        aliases_ar=("محافظ المدينة",),
    ),
]


@pytest.fixture(scope="module")
def matcher():
    return ActorMatcher(Registry.with_offices(ACTORS))


def found(matcher, text, title=""):
    string = whole(title, text)
    mentions = matcher.find(title, text, split_sentences(title, text))
    assert all(string[m.start : m.end] == m.surface for m in mentions)
    return [(m.surface, m.actor_id, m.kind) for m in mentions]


def names(matcher, text, title=""):
    return [(surface, actor) for surface, actor, kind in found(matcher, text, title) if kind == "name"]


IS = "islamic-state"


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("قُتل عناصر من داعش وداعش وبداعش ولداعش أمس", ["داعش"] * 4),
        ('هاجم تنظيم "الدولة الإسلامية" القرية', ['تنظيم "الدولة الإسلامية']),
        ("هاجم «تنظيم الدولة» القرية", ["تنظيم الدولة"]),
        ("وسم #تنظيم_الدولة و#داعش منتشر", ["تنظيم_الدولة", "داعش"]),
        ("أعلن داعِـشُ مسؤوليته", ["داعِـشُ"]),
        ("انضم للدولة الإسلامية", ["لدولة الإسلامية"]),
        ("كلمة مداعشة ليست اسما، وداعشي كذلك", []),
        ("The ISIS attack, Daesh's flag and the Islamic State's men", ["ISIS", "Daesh", "Islamic State"]),
        ("This is not what ISISX isis means", []),
        ("Fighters of IS fled; THIS IS WAR", ["IS"]),
        ("أعلن تنظيم\nالدولة", []),
    ],
)
def test_islamic_state(matcher, text, surfaces):
    assert names(matcher, text) == [(surface, IS) for surface in surfaces]


def test_longest_name_wins(matcher):
    text = "وكانتالحكومة التركيةقد ردت على تنظيم الدولة الإسلامية"
    assert names(matcher, text) == [("الحكومة التركية", "turkey"), ("تنظيم الدولة الإسلامية", IS)]


def test_apostrophes_may_be_lost(matcher):
    text = "The People’s Protection Units are the Peoples Protection Units"
    assert [surface for surface, _ in names(matcher, text)] == ["People’s Protection Units", "Peoples Protection Units"]


def test_short_names_only_after_the_full_name(matcher):
    assert names(matcher, "قال المرصد إن القصف توقف") == []
    full = "قال المرصد السوري لحقوق الإنسان إن القصف توقف. وأضاف المرصد أنه عاد"
    assert [surface for surface, _ in names(matcher, full)] == ["المرصد السوري لحقوق الإنسان", "المرصد"]
    english = "The Syrian Observatory for Human Rights spoke. The local Observatory left. Then the observatory fell."
    assert [s for s, _ in names(matcher, english)] == [
        "Syrian Observatory for Human Rights",
        "Observatory",
        "observatory",
    ]


def test_short_name_in_the_title(matcher):
    assert names(matcher, "قال المرصد السوري لحقوق الإنسان ذلك", title="المرصد: توقف القصف")[0][0] == "المرصد"


def test_surname_after_the_full_name(matcher):
    assert names(matcher, "Al-Example spoke.") == []
    text = "Jane al-Example spoke. Then al-Example left, and Example wrote."
    assert [surface for surface, _ in names(matcher, text)] == ["Jane al-Example", "al-Example", "Example"]
    assert [surface for surface, _ in names(matcher, "قالت جين المثال ثم غادرت المثال")] == ["جين المثال", "المثال"]


def test_an_office_before_its_holder_is_part_of_the_name(matcher):
    assert names(matcher, "وصل محافظ المدينة، السيدة جين المثال أمس") == [("جين المثال", "jane-al-example")]
    assert names(matcher, "وصل محافظ المدينة أمس") == [("محافظ المدينة", "jane-al-example")]


def test_a_minister_is_not_the_ministry(matcher):
    assert names(matcher, "قال وزير الخارجية التركية ذلك") == []
    assert "turkish-foreign-ministry" not in dict(names(matcher, "قال وزير خارجية تركيا ذلك")).values()
    assert names(matcher, "قالت خارجية تركيا ذلك") == [("خارجية تركيا", "turkish-foreign-ministry")]
    assert names(matcher, "قالت الخارجية التركية ذلك") == [("الخارجية التركية", "turkish-foreign-ministry")]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("استطلاع الرأي العام في البلاد", []),
        ("ذكرت صحيفة الرأي أمس", ["الرأي"]),
        ("كتبت «الرأي» أمس", ["الرأي"]),
        ("مصادر للرأي قالت ذلك", ["لرأي"]),
        ("صحيفة «الرأي» قالت ثم أضافت الرأي", ["الرأي", "الرأي"]),
    ],
)
def test_an_outlet_named_like_a_word_is_announced(matcher, text, surfaces):
    assert [surface for surface, _ in names(matcher, text)] == surfaces


def test_one_actor_twice_side_by_side_is_one_mention(matcher):
    assert names(matcher, "أعلن تنظيم الدولة داعش ذلك") == [("تنظيم الدولة داعش", IS)]
    assert len(names(matcher, "تنظيم الدولة (داعش)")) == 2


def test_an_adjective_is_not_the_state(matcher):
    assert names(matcher, "تراجعت الصادرات السعودية") == []
    assert names(matcher, "قالت السعودية ذلك") == [("السعودية", "saudi-arabia")]


def test_common_nouns_are_coreferences_and_need_a_name(matcher):
    assert found(matcher, "انسحب التنظيم من القرية") == []
    assert found(matcher, "هاجم داعش القرية ثم انسحب التنظيم")[1] == ("التنظيم", IS, "coreference")
    assert found(matcher, "ISIS attacked, then the group left")[1] == ("group", IS, "coreference")


def test_acronym_is_not_the_pronoun(matcher):
    assert names(matcher, "They told us that the US and the U.S. agree") == [
        ("US", "united-states"),
        ("U.S.", "united-states"),
    ]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("أعلنت تركيا وقف القصف", ["تركيا"]),
        ("وصل اللاجئون إلى تركيا أمس", []),
        ("انفجار في تركيا", []),
        ("قدمت قرضا لتركيا", ["تركيا"]),
        ("أكدت أنقرة ذلك", ["أنقرة"]),
        ("وصل إلى أنقرة", []),
        ("مباحثات بين واشنطن وأنقرة", ["واشنطن", "أنقرة"]),
        ("Turkey said it would leave", ["Turkey"]),
        ("The blast in Turkey killed two", []),
        ("Talks were held in Ankara", []),
        ("Ankara denied the report", ["Ankara"]),
        ("Fighters crossed from Turkey", []),
        ("an agreement between Washington and Ankara", ["Washington", "Ankara"]),
        ("a turkey for dinner", []),
        ("تركيا.. هجوم يقتل اثنين", []),
        ("على الحدود مع تركيا", []),
        ("الإقليم المتاخم لتركيا", []),
        ("دعا العراق وتركيا إلى الحوار", ["تركيا"]),
        ("سافر بين مدن في السعودية وتركيا", []),
        ("وتواجه تركيا هجمات", ["تركيا"]),
        ("قاتل الأتراك الأميركيين أمس ضد الأميركيين", ["الأميركيين"]),
        ("the border with Turkey", []),
        ("Turkey’s president left", ["Turkey"]),
        ("US President Example", []),
        ("US-led strikes and the Turkey-based group", ["US"]),
        ("Across the map: Ankara\n\nPublished today", []),
    ],
)
def test_states_act_or_are_places(matcher, text, surfaces):
    assert [surface for surface, _ in names(matcher, text)] == surfaces


def test_offices_of_states_are_derived(matcher):
    text = "قالت وزارة الدفاع التركية ذلك. وأضافت وزارة الدفاع أن القصف توقف"
    assert names(matcher, text) == [
        ("وزارة الدفاع التركية", "turkish-defense-ministry"),
        ("وزارة الدفاع", "turkish-defense-ministry"),
    ]
    assert names(matcher, "The Turkish Defence Ministry said so")[0][1] == "turkish-defense-ministry"
    assert names(matcher, "Turkey’s Foreign Ministry said so")[0] == (
        "Turkey’s Foreign Ministry",
        "turkish-foreign-ministry",
    )


WORDS = (
    "داعش و«تنظيم الدولة» ّـ\u200f التنظيم تركيا أعلنت للدولة الإسلامية ISIS US the group Turkey U.S. ' \" # _ - ة s ﻻ 𝕏"
)
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n", " "]))


@given(PIECES, PIECES)
def test_spans_are_exact_ordered_and_apart(matcher, title, text):
    title, text = " ".join(title), "".join(text)
    string = whole(title, text)
    mentions = matcher.find(title, text, split_sentences(title, text))
    assert all(string[m.start : m.end] == m.surface and m.surface.strip() == m.surface != "" for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_an_indefinite_noun_is_not_a_short_name(matcher):
    text = "The Syrian Observatory for Human Rights visited an Observatory. The Observatory closed"
    assert [surface for surface, _ in names(matcher, text)] == ["Syrian Observatory for Human Rights", "Observatory"]


OTHERS = ActorMatcher(
    Registry(
        [
            Actor(
                id="forces",
                type="armed_group",
                name_en="Syrian Democratic Forces",
                name_ar="قوات سوريا الديمقراطية",
                aliases_ku=("Hêzên Sûriya Demokratîk", "QSD", "هێزەکانی سووریای دیموکرات", "پەکەکە"),
                aliases_tr=("Suriye Demokratik Güçleri", "SDG", "IŞİD", "MİT"),
                aliases_fr=(
                    "Forces démocratiques syriennes",
                    "État islamique",
                    "OSDH",
                    "Observatoire syrien des droits de l'homme",
                ),
            )
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Hêzên Sûriya Demokratîk û hezen suriya demokratik", ["Hêzên Sûriya Demokratîk", "hezen suriya demokratik"]),
        ("QSD ji gund vekişiya; qsd nebû", ["QSD"]),
        ("هێزەکانی سووریای دیموکرات لە گوندەکە کشانەوە", ["هێزەکانی سووریای دیموکرات"]),
        ("پەکەکە هات، پەکەکەکان نا، ڕپەکەکە نا", ["پەکەکە"]),
        (
            "SURİYE DEMOKRATİK GÜÇLERİ ve Suriye Demokratik Güçleri",
            ["SURİYE DEMOKRATİK GÜÇLERİ", "Suriye Demokratik Güçleri"],
        ),
        ("IŞİD'in, IŞİD’den ve SDG'nin; MİTHAT değil, MİT'çi", ["IŞİD", "IŞİD", "SDG", "MİT"]),
        ("l'État islamique, d’Etat islamique et l'OSDH", ["État islamique", "Etat islamique", "OSDH"]),
        ("l’Observatoire syrien des droits de l’Homme", ["Observatoire syrien des droits de l’Homme"]),
        ("bOSDH, xl'OSDH et OSDH'ABC", []),
    ],
)
def test_names_of_the_other_languages_of_the_press(text, surfaces):
    assert [surface for surface, _ in names(OTHERS, text)] == surfaces
