"""Citations of sentences of our own: source, cue, content, mode and outlet, word by word, in both languages."""

import re
from dataclasses import dataclass
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.annotate.citations import find_citations
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Citation, Mention
from analytics.schema import whole


@dataclass(frozen=True)
class Entry:
    type: str
    name_en: str


REGISTRY = MappingProxyType({
    "observatory": Entry("ngo", "Syrian Observatory for Human Rights"),
    "reuters": Entry("media", "Reuters"),
    "fox": Entry("media", "Fox News"),
    "sana": Entry("media", "SANA"),
    "pentagon": Entry("government_body", "Pentagon"),
    "is": Entry("armed_group", "Islamic State"),
    "salem": Entry("person", "Karim Salem"),
    "kuwait": Entry("state", "Kuwait"),
})  # fmt: skip
NAMES = MappingProxyType({
    "المرصد السوري لحقوق الإنسان": "observatory", "المرصد": "observatory",
    "Syrian Observatory for Human Rights": "observatory",
    "The Observatory": "observatory", "رويترز": "reuters", "Reuters": "reuters", "فوكس نيوز": "fox", "Fox News": "fox",
    "سانا": "sana", "SANA": "sana", "البنتاغون": "pentagon", "Pentagon": "pentagon", "تنظيم الدولة": "is", "ISIS": "is",
    "كريم سالم": "salem", "Karim Salem": "salem", "الكويت": "kuwait", "Kuwait": "kuwait",
})  # fmt: skip


def mentions_of(text: str) -> list[Mention]:
    found: list[Mention] = []
    for name in sorted(NAMES, key=len, reverse=True):
        for match in re.finditer(re.escape(name), text):
            mention = Mention(match.start(), match.end(), name, NAMES[name], "name")
            if not any(mention.overlaps(other) for other in found):
                found.append(mention)
    return found


def cited(text: str, title: str = "") -> tuple[str, list[Citation]]:
    string = whole(title, text)
    return string, find_citations(string, split_sentences(title, text), mentions_of(string), REGISTRY)


def words(text: str, title: str = "") -> list[tuple[str, str, str, str]]:
    """Each citation as source label, cue, the first three words of the content and mode."""
    string, citations = cited(text, title)
    rows = []
    for citation in citations:
        cue = string[citation.cue.start : citation.cue.end] if citation.cue else ""
        content = string[citation.content.start : citation.content.end] if citation.content else ""
        rows.append((citation.source.label, cue, " ".join(content.split()[:3]), citation.mode))
    return rows


ARABIC = [
    ("قال كريم سالم، الأحد، إن القوات انسحبت من القرية.", [("Karim Salem", "قال", "إن القوات انسحبت", "indirect")]),
    ("وذكرت مصادر طبية أن ثلاثة مدنيين أصيبوا.", [("مصادر طبية", "وذكرت", "أن ثلاثة مدنيين", "indirect")]),
    ("أعلن البنتاغون مقتل قيادي في غارة.", [("Pentagon", "أعلن", "مقتل قيادي في", "indirect")]),
    ("أشار المرصد إلى سقوط قتلى.", [("Syrian Observatory for Human Rights", "أشار", "إلى سقوط قتلى.", "indirect")]),
    ("وأكّدت الكويت استعدادها للمساعدة.", [("Kuwait", "وأكّدت", "استعدادها للمساعدة.", "indirect")]),
    ("حذّر مسؤول أمني من عودة الهجمات.", [("مسؤول أمني", "حذّر", "من عودة الهجمات.", "indirect")]),
    ("دعا كريم سالم الأهالي إلى الهدوء.", [("Karim Salem", "دعا", "الأهالي إلى الهدوء.", "indirect")]),
    ("ووصف الوزير السابق القرار بأنه خطأ.", [("الوزير السابق", "ووصف", "القرار بأنه خطأ.", "indirect")]),
    ("غير أن شهود عيان، أكدوا أن الطريق مغلق.", [("شهود عيان", "أكدوا", "أن الطريق مغلق.", "indirect")]),
    ("وكان كريم سالم قد صرح بأن الحملة انتهت.", [("Karim Salem", "صرح", "بأن الحملة انتهت.", "indirect")]),
    ("انتهت الحملة أمس، بحسب المرصد.",
     [("Syrian Observatory for Human Rights", "بحسب", "انتهت الحملة أمس", "indirect")]),
    ("انتهت الحملة، وفقا لمصادر محلية.", [("مصادر محلية", "وفقا", "انتهت الحملة", "indirect")]),
    ("انتهت الحملة أمس، كما أوضح كريم سالم.", [("Karim Salem", "كما أوضح", "انتهت الحملة أمس", "indirect")]),
    ("قال كريم سالم: «لن نترك هذه القرية أبدا».", [("Karim Salem", "قال", "«لن نترك هذه", "direct")]),
    ("قال كريم سالم إن القرية \"نموذج صغير للصمود\" في وجه الحصار.",
     [("Karim Salem", "قال", "إن القرية \"نموذج", "mixed")]),
    ("جاء في بيان للوزارة أن الطريق فتح.", [("بيان للوزارة", "جاء", "أن الطريق فتح.", "indirect")]),
    ("بعد شهرين من إعلان البنتاغون نهاية العملية الأخيرة.",
     [("Pentagon", "إعلان", "نهاية العملية الأخيرة.", "indirect")]),
    ("نقلت رويترز عن مسؤول محلي قوله إن الجسر تهدم.", [("مسؤول محلي", "نقلت", "إن الجسر تهدم.", "indirect")]),
]  # fmt: skip

ENGLISH = [
    ("Karim Salem said the troops left the village.", [("Karim Salem", "said", "the troops left", "indirect")]),
    ("The troops left the village, Karim Salem said on Friday.",
     [("Karim Salem", "said", "The troops left", "indirect")]),
    ("At least ten people were hurt in the raid a monitor said.", [("a monitor", "said", "At least ten", "indirect")]),
    ("A security source confirmed that the road is closed.",
     [("A security source", "confirmed", "that the road", "indirect")]),
    ("The bridge fell on Monday, according to local media.",
     [("local media", "according to", "The bridge fell", "indirect")]),
    ("According to the Syrian Observatory for Human Rights, nine homes burned.",
     [("Syrian Observatory for Human Rights", "According to", "nine homes burned.", "indirect")]),
    ("\"We will never leave this small village\" said Karim Salem.",
     [("Karim Salem", "said", "\"We will never", "direct")]),
    ("Karim Salem, head of the town council, warned that winter was near.",
     [("Karim Salem", "warned", "that winter was", "indirect")]),
    ("The Observatory said 30 houses burned.",
     [("Syrian Observatory for Human Rights", "said", "30 houses burned.", "indirect")]),
    ("The town burned said Karim Salem director of the Observatory a local group.",
     [("Karim Salem", "said", "The town burned", "indirect")]),
    ("The Pentagon denied any part in the raid.", [("Pentagon", "denied", "any part in", "indirect")]),
    ("Karim Salem said the village was \"a small model of patience\" in a long siege.",
     [("Karim Salem", "said", "the village was", "mixed")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ARABIC + ENGLISH)
def test_source_cue_content_mode(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "لم يعلن البنتاغون أي حصيلة.",
        "وزعت المساعدات وفقا لخطة الطوارئ.",
        "بين القرية والمدينة طريق طويل.",
        "يذكر أن المدينة شهدت معارك عنيفة.",
        "Troops were reported near the village.",
        "The aid was shared according to the plan.",
        "The state reports to nobody.",
        "",
        '«»“”""',
    ],
)
def test_nothing_is_cited(text):
    assert words(text) == []


@pytest.mark.parametrize("verb", ["قال", "وقال", "فقال", "قالت", "قالوا", "يقول", "تقول", "وقالوا"])
def test_every_form_of_a_verb_is_a_cue(verb):
    assert words(f"{verb} كريم سالم إن الطريق مغلق.") == [("Karim Salem", verb, "إن الطريق مغلق.", "indirect")]


def test_implied_subject_is_the_source_cited_last():
    rows = words("قال كريم سالم إن الطريق مغلق. وأضاف أن الجسر تهدم. وأشار إلى أن المطر مستمر.")
    assert [row[:2] for row in rows] == [("Karim Salem", "قال"), ("Karim Salem", "وأضاف"), ("Karim Salem", "وأشار")]
    rows = words("The Observatory said nine people died. It said two homes burned.")
    assert [row[0] for row in rows] == ["Syrian Observatory for Human Rights"] * 2


def test_implied_subject_points_at_the_earlier_words():
    string, citations = cited("قال كريم سالم إن الطريق مغلق. وأضاف أن الجسر تهدم.")
    span = citations[1].source.span
    assert span is not None
    assert string[span.start : span.end] == "كريم سالم"
    assert citations[1].source.actor_id == "salem"


def test_participle_takes_the_source_of_its_sentence():
    assert words("قال كريم سالم إن الطريق مغلق، موضحا أن الجسر تهدم.") == [
        ("Karim Salem", "قال", "إن الطريق مغلق", "indirect"),
        ("Karim Salem", "موضحا", "أن الجسر تهدم.", "indirect"),
    ]
    assert words("Karim Salem said the road is closed, adding that the bridge fell.")[1] == (
        "Karim Salem", "adding", "that the bridge", "indirect")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "outlet"),
    [
        ("قالت الطبيبة لشبكة فوكس نيوز إن الجرحى بخير.", "الطبيبة", "Fox News"),
        ("في تصريح لشبكة فوكس نيوز، قال كريم سالم إن الجرحى بخير.", "Karim Salem", "Fox News"),
        ("أصيب خمسة جنود، بحسب ما نقلته رويترز عن مسؤول محلي.", "مسؤول محلي", "Reuters"),
        ("قال كريم سالم لـ«المدينة» إن الطريق مغلق.", "Karim Salem", "المدينة"),
        ("Karim Salem told Reuters that the road is closed.", "Karim Salem", "Reuters"),
        ("Reuters quoted a local doctor as saying the road is closed.", "a local doctor", "Reuters"),
    ],
)
def test_outlet_that_carried_the_statement(text, source, outlet):
    (citation,) = cited(text)[1]
    assert citation.source.label == source
    assert citation.via is not None
    assert citation.via.label == outlet


def test_the_army_is_no_outlet():
    (citation,) = cited("قال متحدث للبنتاغون إن الطريق مغلق.")[1]
    assert citation.via is None


def test_voice_speaks_for_its_body_but_a_member_does_not():
    assert words("قال المتحدث باسم البنتاغون إن الطريق مغلق.")[0][0] == "Pentagon"
    assert words("قال ضباط في البنتاغون إن الطريق مغلق.")[0][0] == "ضباط في البنتاغون"
    assert words("Pentagon officials said the road is closed.")[0][0] == "Pentagon officials"


def test_own_words_add_no_second_citation():
    assert len(words("قال كريم سالم إن ما جرى «نجاح»، بحسب تعبيره.")) == 1
    assert len(words("قال كريم سالم إن الطريق مغلق، وفق كريم سالم.")) == 1


@pytest.mark.parametrize(
    ("text", "label", "actor"),
    [
        ("سقط الجسر في المدينة (رويترز)", "Reuters", "reuters"),
        ("سقط الجسر في المدينة (د ب أ)", "د ب أ", None),
        ("DAMASCUS (SANA) - The bridge fell.", "SANA", "sana"),
        ("The bridge fell. --Reuters", "Reuters", "reuters"),
    ],
)
def test_agency_credits(text, label, actor):
    credit = [citation for citation in cited(text)[1] if citation.mode == "credit"]
    assert [(citation.source.label, citation.source.actor_id) for citation in credit] == [(label, actor)]
    assert credit[0].cue is None
    assert credit[0].content is None


def test_headlines():
    assert words("", "المرصد: مقتل خمسة في غارة")[0][:3] == (
        "Syrian Observatory for Human Rights", ":", "مقتل خمسة في")  # fmt: skip
    assert words("", "الكويت: أمطار غزيرة على المدينة") == []  # a country before a colon is a place
    assert words("", "Ten killed in raid on the town Monitor")[0][:3] == ("Monitor", "Monitor", "Ten killed in")


def test_quotation_goes_on_over_the_end_of_a_sentence():
    string, (citation,) = cited("قال كريم سالم: «الطريق مغلق. والجسر تهدم» ثم غادر.")
    assert citation.content is not None
    assert string[citation.content.start : citation.content.end] == "«الطريق مغلق. والجسر تهدم»"
    assert citation.mode == "direct"


def test_same_citations_for_any_order_of_mentions():
    text = "قال كريم سالم لوكالة رويترز إن الطريق مغلق، بحسب المرصد. Karim Salem told Reuters that ISIS fled."
    string = whole("", text)
    mentions = mentions_of(string)
    found = find_citations(string, split_sentences("", text), mentions, REGISTRY)
    assert len(found) == 3
    assert find_citations(string, split_sentences("", text), mentions[::-1], REGISTRY) == found


PIECES = st.sampled_from(
    [*NAMES, "قال", "وأضاف", "إن", "أن", "بحسب", "ما", "نقلت", "عن", "لوكالة", "جاء في", "كما", "إعلان", "كان", "التي",
     "said", "told", "according to", "quoted", "as saying", "that", "it", "the", "citing", "الطريق", "road", "3", "٤",
     ",", "،", ":", ".", "\n", "(", ")", '"', "“", "”", "«", "»", "-", "--", "#", "ـ", "ً", "😀", "\u200f"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40), st.lists(PIECES, max_size=8), st.sampled_from([" ", ""]))
def test_any_text_gives_citations_inside_it(pieces, title, glue):
    text, head = glue.join(pieces), glue.join(title).replace("\n", " ")
    string, citations = cited(text, head)
    for citation in citations:
        for span in (citation.cue, citation.content, citation.source.span, citation.via and citation.via.span):
            assert span is None or 0 <= span.start < span.end <= len(string)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_an_error(text):
    cited(text)
