"""Belief and intention, nouns of saying, documents, chains, and what is no citation, in both languages."""

import pytest

from analytics.annotate.citations.english_forms import english_forms
from tests.analytics.annotate.citations.test_citations_found import cited


def acts(text, title=""):
    """Each citation as source label, cue and act."""
    string, citations = cited(text, title)
    return [(c.source.label, string[c.cue.start : c.cue.end] if c.cue else "", c.act) for c in citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("يعتقد مسؤولون محليون أن الحملة ستطول.", [("مسؤولون محليون", "يعتقد", "thought")]),
        ("يرى محللون أن الهدنة لن تصمد.", [("محللون", "يرى", "thought")]),
        ("يخشى السكان من عودة القصف.", [("السكان", "يخشى", "thought")]),
        ("ويأمل النازحون في العودة إلى قراهم.", [("النازحون", "ويأمل", "thought")]),
        ("يعتزم كريم سالم إرسال قافلة جديدة.", [("Karim Salem", "يعتزم", "thought")]),
        ("وأعرب كريم سالم عن قلقه من القصف.", [("Karim Salem", "وأعرب", "said")]),
        ("وكانت تصريحات الوزير بأن الطريق آمن قد أغضبت الأهالي.", [("الوزير", "تصريحات", "said")]),
        ("تعهد كريم سالم بإعادة بناء الجسر.", [("Karim Salem", "تعهد", "said")]),
        ("The commander believes that the road is mined.", [("The commander", "believes", "thought")]),
        ("Residents fear that the shelling will return.", [("Residents", "fear", "thought")]),
        ("The Pentagon plans to send more engineers.", [("Pentagon", "plans", "thought")]),
        ("Karim Salem was confident that the bridge would hold.", [("Karim Salem", "confident", "thought")]),
        ("Karim Salem is hoping that the bridge holds.", [("Karim Salem", "hoping", "thought")]),
        ("Karim Salem's claim that the road was safe angered many.", [("Karim Salem", "claim", "said")]),
        ("Karim Salem promised to rebuild the bridge.", [("Karim Salem", "promised", "said")]),
        ("Karim Salem is demanding new talks.", [("Karim Salem", "demanding", "said")]),
        ("A study by the council found that wells ran dry.", [("A study by the council", "found", "said")]),
        ("Karim Salem was quoted as saying that the road is closed.", [("Karim Salem", "quoted as saying", "said")]),
    ],
)
def test_source_cue_and_act(text, expected):
    assert acts(text) == expected


def test_a_thought_inside_what_is_said_is_no_citation_of_its_own():
    assert acts("Karim Salem said he hopes to rebuild the bridge.") == [("Karim Salem", "said", "said")]
    assert acts("قال كريم سالم إن الأهالي يأملون في العودة.") == [("Karim Salem", "قال", "said")]


@pytest.mark.parametrize(
    "text",
    [
        "رفض المتحدث التعليق على التقرير.",
        "لم يقل الوزير إن الطريق مغلق.",
        "إذا قال الوزير إن الطريق مغلق فسيغضب الأهالي.",
        "هل قال الوزير إن الطريق مغلق؟",
        "ظهر رجلان يُعتقد أنهما من المهاجمين، وهما اللذان يعتقد أنهما فرا.",
        "The minister did not say when the road would open.",
        "A spokesman declined to comment on the report.",
        "If he says the road is open, nobody will believe him.",
        "Did the minister say that the road is open?",
        "The blast claimed the lives of two men.",
        "The so called guards fled.",
        "The offensive aims to open the road.",
        "Two men accused of theft fled.",
    ],
)
def test_nothing_is_said(text):
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("قال كريم سالم لشبكة فوكس نيوز إن المخيم آمن.", "Karim Salem", "Fox News"),
        ("قالت جرانت لشبكة فوكس نيوز إن المخيم آمن.", "جرانت", "Fox News"),
        ("ونقلت رويترز عن سانا عن مصدر محلي قوله إن الجسر تهدم.", "مصدر محلي", "Reuters"),
        ("قال مصدر في الشرطة لوكالة رويترز إن الطريق مغلق.", "مصدر في الشرطة", "Reuters"),
        ("قال ضباط في التحالف للصحيفة إن الطريق مغلق.", "ضباط في التحالف", "الصحيفة"),
        ("The road is closed, Karim Salem was quoted as saying by Reuters.", "Karim Salem", "Reuters"),
        ("A local doctor told Reuters on condition of anonymity that the road is closed.", "A local doctor", "Reuters"),
    ],
)
def test_chains(text, source, via):
    citations = cited(text)[1]
    assert [(c.source.label, c.via.label if c.via else None) for c in citations] == [(source, via)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("«لن نترك هذه القرية»، قال كريم سالم.", "«لن نترك هذه القرية»"),
        ("وأعلن كريم سالم في تسجيل مصور مسؤوليته عن الهجوم.", "مسؤوليته عن الهجوم."),
        ("وبحسب مصادر محلية فإن الطريق مغلق.", "فإن الطريق مغلق."),
        ("وقال كريم سالم “الطريق مغلق والجسر تهدم", "“الطريق مغلق والجسر تهدم"),
        ("''The road is closed,'' said Karim Salem.", "''The road is closed,''"),
        ('"Will they come back?" Karim Salem asked.', '"Will they come back?"'),
        ("A local doctor told Reuters on condition of anonymity that the road is closed.", "that the road is closed."),
    ],
)
def test_where_the_words_said_stand(text, content):
    string, (citation,) = cited(text)
    assert citation.content is not None
    assert string[citation.content.start : citation.content.end] == content


def test_the_implied_subject_goes_on_over_paragraphs():
    assert [
        row[0] for row in acts("قالت مسؤولة محلية إن الطريق مغلق.\n\nوأضافت أن الجسر تهدم.\n\nوتابعت أن المطر مستمر.")
    ] == ["مسؤولة محلية"] * 3


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("say/said", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("call for", {"call for", "calls for", "called for", "calling for"}),
        ("show/showed/shown", {"show", "shows", "showed", "shown", "showing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_forms_of_english_verbs(entry, forms):
    assert {form for form, _ in english_forms(entry)} == forms


HOSTILE = {
    "empty": "",
    "one word": "قال",
    "no full stop": "some words and then more words of a text without any end " * 400,
    "بلا نقطة": "كلمات من نص طويل بلا أي نقطة ولا فاصلة " * 400,
    "quotes only": '"«»“”' * 2000,
    "open quotes": "«قال " * 2000,
    "one verb": "قال إن " * 3000,
    "one clause": "he said that " * 2000,
    "mixed scripts": "قالsaidقال said قال " * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_give_citations_inside_them(text):
    string, citations = cited(text)
    assert all(c.cue is None or 0 <= c.cue.start < c.cue.end <= len(string) for c in citations)


def test_a_statement_is_found_after_any_length_of_text_without_a_full_stop():
    text = (
        "word " * 5000 + ". Karim Salem said the road is closed. " + "كلمة " * 5000 + ". قال كريم سالم إن الطريق مغلق."
    )
    assert acts(text) == [("Karim Salem", "said", "said"), ("Karim Salem", "قال", "said")]


def test_diacritics_and_tatweel_change_nothing():
    assert acts("قَـــالَ كريم سالم إنَّ الطَّرِيقَ مُغْلَقٌ.") == [("Karim Salem", "قَـــالَ", "said")]
