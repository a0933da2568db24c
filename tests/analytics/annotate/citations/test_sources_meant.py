"""Who a source is: what is no source, what stands for an earlier one, and keys of unnamed sources."""

from types import MappingProxyType, SimpleNamespace

import pytest

from analytics.annotate.citations import find_citations
from analytics.annotate.citations.arabic_shapes import is_adverb, is_feminine_past, is_verb_form
from analytics.annotate.citations.references import is_monitor, monitors_violence, referred
from analytics.annotate.citations.source_kinds import source_kinds
from analytics.annotate.citations.tokens import tokenise
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Mention, Source
from corpus.text.normalise import fold

ACTORS = MappingProxyType(
    {
        "observatory": SimpleNamespace(type="ngo", name_en="Syrian Observatory for Human Rights"),
        "army": SimpleNamespace(type="armed_group", name_en="Valley Army"),
    }
)
NAMES = {
    "المرصد السوري": "observatory",
    "Syrian Observatory": "observatory",
    "جيش الوادي": "army",
    "Valley Army": "army",
}


def sources(text):
    string = f"\n\n{text}"
    mentions = [
        Mention(at, at + len(name), name, actor, "name")
        for name, actor in NAMES.items()
        for at in [string.find(name)]
        if at >= 0
    ]
    return [c.source for c in find_citations(string, split_sentences("", text), mentions, ACTORS)]


def labels(text):
    return [source.label for source in sources(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال جيش الوادي إن المعركة انتهت. وأكدت قتل خمسة عناصر.", ["Valley Army", "Valley Army"]),
        ("وأكد عدد من قادة الفصائل أن الطريق آمن.", ["عدد من قادة الفصائل"]),
        ("بحسب مصادر طبية فقد وصل خمسة جرحى إلى البلدة.", ["مصادر طبية"]),
        ("وحسب الأطباء المناوبين ستغلق العيادة أبوابها غدا.", ["الأطباء المناوبين"]),
        ("وزير الزراعة يؤكد إرسال القمح إلى البلدة.", ["وزير الزراعة"]),
        ("وطلب سائق الحافلة عدم ذكر اسمه خوفا على أهله.", []),
        ("تجنب الموظفون كشف تفاصيل العقد.", []),
        ("رسوم المرور الجديدة تهدد تجار السوق.", []),
        ("سكب العامل الماء وهذا يكشف عن تلف الأنابيب.", []),
        ("وجد الباحثون طريقا يرجح أنها رومانية.", []),
        ("حضر 75 متهما بينهم طبيب.", []),
        ("لم يكن السبب ماليا فحسب وإنما إداريا أيضا.", []),
        ("أعلن أخيرا أن الجسر فتح.", []),
        ("حسب ذلك النوع من الأشجار يكون الثمر.", []),
    ],
)
def test_what_is_no_source_in_arabic(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال مصدر أمني إن النار أخمدت. وأضاف المصدر أن السكان عادوا.", ["مصدر أمني", "مصدر أمني"]),
        ("قال مصدر أمني إن النار أخمدت. وبحسب المصدر نفسه قتل رجلان.", ["مصدر أمني", "مصدر أمني"]),
        ("قال جيش الوادي إنه انسحب. وأضاف البيان أن الهدنة بدأت.", ["Valley Army", "Valley Army"]),
        ("وأضاف البيان أن الهدنة بدأت.", ["البيان"]),
        ("A security source said the fire was out. The source added that people went home.",
         ["A security source", "A security source"]),
        ("The Valley Army said it withdrew. The statement added that peace was near.", ["Valley Army", "Valley Army"]),
        ("The statement added that peace was near.", ["The statement"]),
        ("A monitor said four men died. The Syrian Observatory said the men were farmers.",
         ["Syrian Observatory for Human Rights", "Syrian Observatory for Human Rights"]),
        ("A monitor said four men died.", ["A monitor"]),
    ],
)  # fmt: skip
def test_a_source_stands_for_one_of_the_same_article(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Activists in rural Hama said five people were killed.", ["Activists in rural Hama"]),
        ("A shopkeeper speaking from the old market inside Hama said bread was dear.", ["A shopkeeper"]),
        ("The Syrian Observatory which counts deaths in Hama said five men died.",
         ["Syrian Observatory for Human Rights"]),
        ("The bridge to the market in Hama said nothing about its age.", []),
    ],
)  # fmt: skip
def test_a_place_at_the_end_of_the_subject_is_not_the_source(text, expected):
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("العلاقة", ("other", "none")),
        ("علامات واضحة", ("other", "none")),
        ("البحرية", ("other", "none")),
        ("نجم كرة القدم", ("other", "none")),
        ("خليل الزيات", ("person", "named")),
        ("خليل", ("person", "named")),
        ("نائب رئيس رابطة النقل لتحرير الطرق", ("official", "field")),
        ("المدير جاني ستيفانينو", ("person", "named")),
        ("Ghouta", ("other", "none")),
        ("Children", ("other", "none")),
        ("Hussein", ("person", "named")),
        ("QNN", ("organisation", "named")),
        ("the aid group Healers Beyond Walls", ("organisation", "named")),
    ],
)
def test_a_name_needs_evidence(words, expected):
    assert source_kinds().of_words(words, tokenise(words), body=False, country=False) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A monitoring group", "the monitoring group"),
        ("Monitoring group", "a monitoring group"),
        ("المصادر المحلية", "مصادر محلية"),
        ("المصدر", "مصدر"),
    ],
)
def test_unnamed_sources_have_one_key_with_and_without_articles(one, other):
    assert Source(one).key == Source(other).key


def test_names_keep_their_article_in_the_key():
    assert Source("The Hague Post", kind="medium", detail="named").key == "~the hague post"
    assert Source("الهاشمي", kind="person", detail="named").key == "~الهاشمي"
    assert Source("The").key == "~the"


@pytest.mark.parametrize("word", ["يحدث", "ستغلق", "وتسببت", "فيقول", "سيعود"])
def test_finite_verbs_by_shape(word):
    assert is_verb_form(word)


@pytest.mark.parametrize("word", ["يوسف", "يمنيه", "تقرير", "جرانت", "الكويت", "بيت", "يوم", "سته", "وقت", ""])
def test_nouns_are_no_verbs_by_shape(word):
    assert not is_verb_form(word)


def test_the_feminine_past_and_adverbs_by_shape():
    assert [is_feminine_past(word) for word in ("افلحت", "سلطات", "الوقت", "مدحت")] == [True, False, False, False]
    assert [is_adverb(word) for word in ("أخيرًا", "مسبقاً", "ألمانيا")] == [True, True, False]


def test_a_bare_definite_noun_is_referred_to_the_last_source_of_its_kind():
    earlier = [Source("مصدر طبي", kind="source", detail="field"), Source("a source", kind="source")]
    kinds = source_kinds()
    assert referred([fold("المصدر")], earlier, kinds) is earlier[0]
    assert referred(["the", "source"], earlier, kinds) is earlier[1]
    assert referred(["the", "same", "source"], [], kinds) is None
    assert referred(["source"], earlier, kinds) is None
    assert referred(["the", "medical", "source"], earlier, kinds) is None


def test_monitors_are_told_by_their_words_and_names():
    assert is_monitor(["a", "monitoring", "group"]) and not is_monitor(["a", "heart", "monitor"])
    assert monitors_violence(ACTORS["observatory"]) and not monitors_violence(ACTORS["army"])
