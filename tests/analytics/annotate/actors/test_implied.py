"""Short names of actors never named in full: which of two they mean, and when they mean nobody."""

import pytest

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.sentences import split_sentences

GLOBAL, SAUDI, OBSERVATORY, ARMY, PMF, ISRAEL, TV = (
    "global-coalition",
    "saudi-led-coalition",
    "syrian-observatory-for-human-rights",
    "syrian-arab-army",
    "popular-mobilization-forces",
    "israeli-army",
    "syrian-state-tv",
)
COALITION = {"short_en": ("the coalition", "coalition"), "short_ar": ("التحالف", "قوات التحالف")}
ACTORS = [
    Actor(id="islamic-state", type="armed_group", name_en="ISIS", name_ar="داعش"),
    Actor(id="houthis", type="armed_group", name_en="Houthis", name_ar="الحوثيون"),
    Actor(id=GLOBAL, type="military", name_en="Global Coalition", name_ar="التحالف الدولي", **COALITION),
    Actor(id=SAUDI, type="military", name_en="Saudi-led coalition", name_ar="التحالف العربي", **COALITION),
    Actor(
        id=OBSERVATORY,
        type="ngo",
        name_en="Syrian Observatory for Human Rights",
        name_ar="المرصد السوري لحقوق الإنسان",
        short_en=("the Observatory",),
        short_ar=("المرصد",),
    ),
    Actor(id=ARMY, type="military", name_en="Syrian army", name_ar="الجيش السوري", short_en=("government forces",)),
    Actor(id=PMF, type="military", name_en="PMF", name_ar="الحشد الشعبي", short_ar=("الحشد",)),
    Actor(id=ISRAEL, type="military", name_en="Israeli army", name_ar="الجيش الإسرائيلي", short_ar=("الاحتلال",)),
    Actor(
        id=TV,
        type="media",
        name_en="Syrian state TV",
        name_ar="التلفزيون السوري",
        short_en=("state TV",),
        short_ar=("التلفزيون الرسمي",),
    ),
]


def names(matcher, text):
    mentions = matcher.find("", text, split_sentences("", text))
    return [(mention.surface, mention.actor_id) for mention in mentions if mention.kind == "name"]


@pytest.fixture(scope="module")
def matcher():
    return ActorMatcher(Registry.with_offices(ACTORS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف التحالف مواقع داعش", [("التحالف", GLOBAL), ("داعش", "islamic-state")]),
        ("قصف التحالف مواقع في صنعاء", [("التحالف", SAUDI)]),
        ("قال مسؤول إن التحالف انتهى", []),
        ("قصف التحالف الوطني للأحزاب مواقع داعش", [("داعش", "islamic-state")]),
        ("رفض التحالف مع داعش", [("داعش", "islamic-state")]),
        ("رفض مقاتلو القرية بالتحالف قتال داعش", [("داعش", "islamic-state")]),
        ("ISIS lost the town to the coalition.", [("ISIS", "islamic-state"), ("coalition", GLOBAL)]),
        ("Near Sanaa the coalition struck a depot.", [("coalition", SAUDI)]),
        ("ISIS watched a coalition form.", [("ISIS", "islamic-state")]),
        ("ISIS fled coalition airstrikes.", [("ISIS", "islamic-state"), ("coalition", GLOBAL)]),
        ("ISIS fled; coalition talks failed.", [("ISIS", "islamic-state")]),
        ("The coalition was formed.", []),
    ],
)
def test_the_coalition(matcher, text, expected):
    assert names(matcher, text) == expected


@pytest.mark.parametrize(
    ("near", "far", "meant"),
    [
        ("قصف التحالف خلايا داعش أمس.", "وفي اليمن هدأت الجبهات.", GLOBAL),
        ("قصف التحالف مواقع في اليمن أمس.", "وفي الموصل انسحب داعش.", SAUDI),
        ("The coalition struck ISIS cells.", "Yemen stayed quiet.", GLOBAL),
        ("The coalition struck a depot in Yemen.", "ISIS left the town.", SAUDI),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_where_an_article_speaks_of_both_the_sentence_decides(matcher, near, far, meant, turned):
    text = f"{far}\n{near}" if turned else f"{near}\n{far}"
    coalitions = [actor for _, actor in names(matcher, text) if actor in {GLOBAL, SAUDI}]
    assert coalitions == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "انسحب داعش.\nوهدأت الجبهات في اليمن.\nوقال التحالف كلمته.",
        "ISIS left.\nYemen stayed quiet.\nThe coalition had its say.",
    ],
)
def test_a_sentence_that_speaks_of_neither_decides_nothing(matcher, text):
    assert not {GLOBAL, SAUDI} & {actor for _, actor in names(matcher, text)}


def test_a_full_name_still_goes_first(matcher):
    text = "قال التحالف العربي ذلك.\nانسحب داعش.\nوأضاف التحالف أنه مستمر."
    assert names(matcher, text)[-1] == ("التحالف", SAUDI)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ذكر المرصد أن القصف في سوريا توقف", [("المرصد", OBSERVATORY)]),
        ("ذكر المرصد العراقي أن القصف في سوريا توقف ثم عاد المرصد", []),
        ("The Observatory said shelling in Syria stopped", [("Observatory", OBSERVATORY)]),
        ("The Observatory opened its telescope", []),
        ("Shelling by government forces shook Aleppo", [("government forces", ARMY)]),
        ("Shelling by government forces shook Taiz in Yemen", []),
        ("وصلت قوات الحشد إلى الموصل", [("الحشد", PMF)]),
        ("أراد الحشد للتظاهر في الموصل", []),
        ("وصلت قوات الحشد العشائري إلى الموصل", []),
        ("قصف الاحتلال حيا في غزة", [("الاحتلال", ISRAEL)]),
        ("انتهى الاحتلال عام 1956 كما تقول كتب غزة", []),
        ("بث التلفزيون الرسمي صورا من دمشق", [("التلفزيون الرسمي", TV)]),
        ("بث التلفزيون الرسمي صورا من طهران", []),
        ("State TV showed Damascus at night", [("State TV", TV)]),
    ],
)
def test_other_short_names(matcher, text, expected):
    assert names(matcher, text) == expected


def test_rules_of_actors_the_registry_does_not_have_are_left_out():
    alone = ActorMatcher(Registry([ACTORS[0]]))
    assert names(alone, "قصف التحالف مواقع داعش") == [("داعش", "islamic-state")]
