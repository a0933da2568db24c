"""States as actors and as places, and the offices an article names without their state."""

import pytest

from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.sentences import split_sentences


@pytest.fixture(scope="module")
def shipped():
    return ActorMatcher(Registry.load())


def named(matcher, text, title=""):
    mentions = matcher.find(title, text, split_sentences(title, text))
    return [(mention.surface, mention.actor_id) for mention in mentions if mention.kind == "name"]


@pytest.mark.parametrize(
    "text",
    [
        "أصيب أربعون جنديا تركيا في الانفجار",
        "أغلق الجسر الواقع على الشريط الحدودي للمدينة مع تركيا",
        "نزح الآلاف من أكراد تركيا",
        "التقى الوفد علماء السعودية",
        "غادر الفريق عن طريق إسرائيل",
        "كثير من الشركات تغادر إيران",
        "وصل المبعوث الأممي لليمن",
        "كتاب عن الاحتلال النازي لفرنسا",
        "خدمات للسوريين في المخيم",
        "انتشر الحراس على الجانب العراقي من الحدود",
        "أتلانتا، الولايات المتحدة الأمريكية (قناة)-- بدأ العام الدراسي",
        "Atlanta, United States (Channel)-- The school year began.",
        "Syria has been gripped by a long drought.",
        "Footage from districts east of Damascus showed smoke.",
        "Last update: 22 August KSA 01:41",
    ],
)
def test_a_place_or_an_adjective_is_no_actor(shipped, text):
    assert named(shipped, text) == []


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("غارات نسبت إلى إسرائيل", "إسرائيل", "israel"),
        ("مقاتلون مدعومون من إيران", "إيران", "iran"),
        ("وهو المشروع الذي تعارضه الرياض", "الرياض", "saudi-arabia"),
        ("تفاهم يضمن الانسحاب، كما تؤكد تركيا", "تركيا", "turkey"),
        ("The plan that Turkey rejected", "Turkey", "turkey"),
    ],
)
def test_a_state_that_is_party_to_something_acts(shipped, text, surface, actor):
    assert named(shipped, text) == [(surface, actor)]


TURKISH = "شهدت تركيا موجة حر. وقال مسؤول تركي إن المدارس التركية أغلقت. "


@pytest.mark.parametrize(
    ("sentence", "surface", "actor"),
    [
        ("وأعلن مكتب رئيس الوزراء في بيان عطلة.", "مكتب رئيس الوزراء", "turkish-prime-ministers-office"),
        ("وداهمت شرطة مكافحة الإرهاب منزلا.", "شرطة مكافحة الإرهاب", "turkish-counter-terrorism-police"),
        ("وأعلنت الحكومة عطلة.", "الحكومة", "turkey"),
        ("ونشر الجيش دوريات.", "الجيش", "turkish-army"),
    ],
)
def test_offices_belong_to_the_state_of_the_article(shipped, sentence, surface, actor):
    last = shipped.find("", TURKISH + sentence, split_sentences("", TURKISH + sentence))[-1]
    assert (last.surface, last.actor_id) == (surface, actor)


def test_offices_of_the_state_of_an_english_article(shipped):
    text = "Turkey is hot. A Turkish school closed, said a Turkish teacher. The government said it would help."
    last = shipped.find("", text, split_sentences("", text))[-1]
    assert (last.surface, last.actor_id, last.kind) == ("government", "turkey", "coreference")


@pytest.mark.parametrize(
    "text",
    [
        "وأعلنت الحكومة عطلة.",  # no state
        TURKISH + "واتفق رئيس الحكومة مع النقابة.",  # the person
        TURKISH + "وانتقد الحكومة المحلية.",  # another government
        TURKISH + "وأعلنت الحكومة في ميانمار عطلة.",  # of another country
        "زار وفد تركي مدرسة تركية، وزار وفد عراقي مدرسة عراقية، وبقي وفد تركي. وأعلنت الحكومة عطلة.",  # two states
    ],
)
def test_an_office_of_no_clear_state_is_left_out(shipped, text):
    assert not any("الحكومة" in surface for surface, _ in named(shipped, text))


def test_services_are_told_from_the_army(shipped):
    text = "قال الجيش الروسي إن سلاح الجو الروسي حلق. Later the Syrian air force and the Turkish General Staff spoke."
    assert [actor for _, actor in named(shipped, text)] == [
        "russian-army",
        "russian-aerospace-forces",
        "syrian-air-force",
        "turkish-general-staff",
    ]


@pytest.mark.parametrize(
    "text", ["Turkish warplanes and three Turkish soldiers", "حلقت المقاتلات التركية، وعاد جنود أتراك"]
)
def test_planes_and_soldiers_are_plain_nouns(shipped, text):
    assert named(shipped, text) == []


def test_an_article_does_not_hide_a_longer_name(shipped):
    assert named(shipped, "the UN Security Council met") == [("UN Security Council", "un-security-council")]


def test_names_repeated_side_by_side_are_two_mentions(shipped):
    assert [surface for surface, _ in named(shipped, "وسوم: تنظيم داعش تنظيم داعش الإرهابي")] == [
        "تنظيم داعش",
        "تنظيم داعش الإرهابي",
    ]


def test_an_adjective_is_no_ministry(shipped):
    text = "قالت وزارة الخارجية الفرنسية إن المساعدات الخارجية تراجعت، وأضافت الخارجية أنها تأسف"
    assert [surface for surface, _ in named(shipped, text)] == ["وزارة الخارجية الفرنسية", "الخارجية"]


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck Turkey on Monday.",
        "A blast rocked Baghdad.",
        "زلزال يضرب تركيا ويقتل المئات",
        "انفجار يهز بغداد",
        "الطيران قصف صنعاء فجرا",
    ],
)
def test_a_state_that_is_struck_is_a_place(shipped, text):
    assert named(shipped, text) == []


def test_a_state_that_strikes_acts(shipped):
    assert named(shipped, "Turkey struck the village.") == [("Turkey", "turkey")]
    assert named(shipped, "قصفت تركيا القرية") == [("تركيا", "turkey")]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Al-Qaeda claimed it. The group said so.", ("group", "al-qaeda")),
        ("Hezbollah fired rockets. The group said so.", ("group", "hezbollah")),
        ("Daesh fled and Hezbollah came. The group said so.", ("group", "hezbollah")),
        ("هاجم تنظيم القاعدة القرية وقال التنظيم إنه باق", ("التنظيم", "al-qaeda")),
        ("أعلنت حركة حماس هدنة وقالت الحركة إنها ملتزمة", ("الحركة", "hamas")),
        ("قاتلت قوات سوريا الديمقراطية وقالت القوات إنها باقية", ("القوات", "syrian-democratic-forces")),
    ],
)
def test_a_definite_noun_is_the_last_actor_of_its_kind(shipped, text, last):
    mention = shipped.find("", text, split_sentences("", text))[-1]
    assert (mention.surface, mention.actor_id, mention.kind) == (*last, "coreference")


def test_a_group_of_something_is_no_actor(shipped):
    assert named(shipped, "Daesh fled. The group of states met.") == [("Daesh", "islamic-state")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("صوت البرلمان الأمريكي أمس", "us-congress"),
        ("The US parliament voted.", "us-congress"),
        ("أعلنت وزارة المالية الأمريكية عقوبات", "us-treasury"),
        ("The US Finance Ministry spoke.", "us-treasury"),
        ("اجتمع مجلس الوزراء اللبناني أمس", "lebanese-cabinet"),
        ("French prosecutors spoke.", "paris-prosecutors-office"),
        ("قالت النيابة العامة المصرية إنها تحقق", "egyptian-public-prosecution"),
        ("شرحت النيابة العامة الألمانية موقفها", "german-federal-prosecutors-office"),
    ],
)
def test_an_institution_of_a_state_is_one_actor(shipped, text, actor):
    assert [actor_id for _, actor_id in named(shipped, text)] == [actor]


def test_an_office_of_an_intelligence_elsewhere_is_not_the_one_named_before(shipped):
    assert named(shipped, "قالت المخابرات الأميركية ذلك ونفته المخابرات العسكرية الصومالية") == [
        ("المخابرات الأميركية", "us-intelligence")
    ]


def test_isis_of_the_guardian(shipped):
    assert named(shipped, "Isis fled from Mosul.") == [("Isis", "islamic-state")]
    assert named(shipped, "Isis was a goddess of the Nile.") == []
