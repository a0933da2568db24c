import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.nearcopies import (
    FEWEST_WORDS,
    N_HASHES,
    SIGNATURE_BYTES,
    Evidence,
    are_copies,
    overlap,
    shingles,
    signature,
)
from corpus.text.normalise import fold

WIRE = {
    "ar": (
        "أعلنت قيادة العمليات المشتركة في بغداد اليوم أن قوة خاصة نفذت إنزالا جويا على كهف في سلسلة جبال حمرين كان "
        "يتخذه مسلحون مقرا لهم، وأن الاشتباك استمر ساعات قبل أن تسيطر القوة على المكان. وأضافت في بيان أن طائرات "
        "التحالف قدمت الإسناد من الجو، وأن القوة عثرت على حواسيب ووثائق وعبوات ناسفة أتلفت في موقعها. وقال ضابط شارك "
        "في العملية إن المسلحين كانوا يستعدون لمهاجمة قرى قريبة قبل موسم الحصاد، وإن سكان تلك القرى هم من أبلغ عنهم. "
        "ولم تعلق الحكومة المحلية في كركوك على الحادث حتى مساء اليوم."
    ),
    "en": (
        "Iraq's Joint Operations Command said on Tuesday that a special unit had landed by helicopter at a cave in the "
        "Hamrin mountains which militants used as a base, and that the fight went on for hours before it held the "
        "place. In a statement it added that coalition aircraft gave support from the air, and that computers, papers "
        "and home-made bombs were found, the bombs being destroyed where they lay. An officer who took part said the "
        "militants were preparing to attack nearby villages before the harvest, and that the people of those villages "
        "had reported them. The local government in Kirkuk had not commented by the evening."
    ),
}
OTHER = {
    "ar": (
        "قال وزير الهجرة إن ثلاثة مخيمات في محافظة الأنبار ستغلق قبل حلول الشتاء، وإن العائلات التي ترغب في العودة إلى "
        "ديارها ستحصل على منحة مالية وأثاث ومواد غذائية تكفي شهرا. وانتقدت منظمات إنسانية القرار لأن بيوتا كثيرة ما "
        "زالت مدمرة ولأن قرى كاملة بلا ماء أو كهرباء، ودعت إلى أن تكون كل عودة طوعية."
    ),
    "en": (
        "The minister for migration said three camps in Anbar would close before winter and that families wishing to "
        "go home would get a grant, furniture and food for a month. Aid groups criticised the decision because many "
        "houses still lay in ruins and whole villages had neither water nor power, and asked that every return be free."
    ),
}
DAY = {
    "ar": (
        "نفذت طائرات التحالف {0} غارة أمس على أهداف للتنظيم في العراق وسوريا، بحسب بيان القيادة. وأصابت {1} غارات قرب "
        "الموصل وحدات تكتيكية ودمرت {2} مواقع قتالية و{3} مركبات. وأصابت {4} غارات قرب الرقة مضافات ومستودعا للسلاح. "
        "وقال البيان إن الضربات جزء من عملية العزم الصلب التي تهدف إلى هزيمة التنظيم وحرمانه من الملاذ والموارد."
    ),
    "en": (
        "Coalition aircraft carried out {0} strikes yesterday on the group in Iraq and Syria, the command said. Near "
        "Mosul {1} strikes hit tactical units and destroyed {2} fighting positions and {3} vehicles. Near Raqqa {4} "
        "strikes hit staging areas and a weapons store. The strikes are part of Operation Inherent Resolve, which is "
        "meant to defeat the group and to deny it shelter and means."
    ),
}
LANGUAGES = ("ar", "en")


def _are_copies(one, other, **given):
    return are_copies(Evidence.of(one), Evidence.of(other), **{"same_publisher": False} | given)


def _cut(text, share):
    words = text.split()
    return " ".join(words[: round(len(words) * share)])


def _agreement(one, other):
    pair = [np.frombuffer(signature(text), "<u2") for text in (one, other)]
    return int(np.count_nonzero(pair[0] == pair[1]))


def _numbers(count, seed):
    found = []
    for step in range(1, count + 1):
        mixed = (seed + step * 0x9E3779B97F4A7C15) % 2**64
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB % 2**64
        found.append(mixed ^ mixed >> 31)
    return found


def _mixed(value):
    value = (value ^ value >> 32) * 0xD6E8FEB86659FD93 % 2**64
    return value ^ value >> 32


def _plain_signature(text):
    """The definition of a signature, a letter and a word at a time."""
    letters, places, words = _numbers(2**16, 1), _numbers(64, 2), _numbers(3, 3)
    digests = [
        _mixed(sum(letters[ord(letter)] * (places[at % 64] | 1) for at, letter in enumerate(word)) % 2**64)
        for word in re.findall(r"[^\W_]+", fold(text))
    ]
    joined = [
        _mixed(sum(digests[at + k] * (words[k] | 1) for k in range(3)) % 2**64) >> 32 for at in range(len(digests) - 2)
    ]
    hashes = zip(_numbers(N_HASHES, 4), _numbers(N_HASHES, 5), strict=True)
    lowest = [min((one * (factor | 1) + term) % 2**32 for one in joined) % 2**16 for factor, term in hashes]
    return b"".join(number.to_bytes(2, "little") for number in lowest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signatures_are_arithmetic_alone_so_that_stored_ones_stay_good(language):
    long = WIRE[language] + " " + "x" * 200 + " ١٢٣ 456"
    assert signature(long) == _plain_signature(long)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_typed_again_has_the_same_signature(language):
    text = WIRE[language]
    assert signature(text.replace(" ", "\n ").replace(",", " ،").replace("،", " , ")) == signature(text)
    assert signature(unicodedata.normalize("NFD", text.upper())) == signature(text)


def test_letters_that_only_spelling_tells_apart_have_the_same_signature():
    typed = WIRE["ar"].replace("أ", "ا").replace("إ", "ا").replace("ة", "ه").replace("قال", "قـــال")
    assert typed != WIRE["ar"]
    assert signature(typed) == signature(WIRE["ar"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_text_has_no_signature(language):
    words = WIRE[language].replace("'", "").split()
    assert signature(" ".join(words[: FEWEST_WORDS - 1])) == b""
    assert len(signature(" ".join(words[:FEWEST_WORDS]))) == SIGNATURE_BYTES
    assert signature("") == signature(" \n ") == signature("... ... !") == b""


@pytest.mark.parametrize("language", LANGUAGES)
def test_signatures_of_copies_agree_and_of_others_do_not(language):
    assert _agreement(WIRE[language], _cut(WIRE[language], 0.7)) > N_HASHES // 2
    assert _agreement(WIRE[language], OTHER[language]) < N_HASHES // 20


@settings(max_examples=60)
@given(st.text(), st.text())
def test_any_text_has_a_signature_or_none(one, other):
    assert len(signature(one)) in (0, SIGNATURE_BYTES)
    assert signature(f" {one}\t") == signature(one)
    assert not shingles(other).size or shingles(other).size == shingles(f"{other} ").size


def test_overlap_is_of_all_and_of_the_smaller():
    assert overlap(np.array([1, 2, 3, 4], np.uint32), np.array([3, 4, 5], np.uint32)) == (2 / 5, 2 / 3)
    assert overlap(np.array([7], np.uint32), np.array([7], np.uint32)) == (1.0, 1.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_that_is_cut_or_has_another_beginning_is_one(language):
    text = WIRE[language]
    first = {
        "ar": "كركوك (وكالات) - علمت الصحيفة من مصادرها ما يلي: ",
        "en": "KIRKUK (Agencies) - Our paper has learned: ",
    }
    assert _are_copies(text, first[language] + text)
    assert _are_copies(text, _cut(text, 0.5))
    assert _are_copies(_cut(text, 0.45), text)
    assert not _are_copies(text, _cut(text, 0.35))
    assert not _are_copies(text, OTHER[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_publishers_sequel_with_the_same_background_is_no_copy(language):
    background = _cut(WIRE[language], 0.75)
    sequel = f"{OTHER[language]} {background}"
    report = f"{_cut(OTHER[language][::-1], 0.5)} {background}"
    assert overlap(Evidence.of(sequel).shingles, Evidence.of(report).shingles)[0] > 0.4
    assert _are_copies(sequel, report)
    assert not _are_copies(sequel, report, same_publisher=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_publishers_report_that_grew_under_its_title_is_an_update(language):
    flash, later = _cut(WIRE[language], 0.4), f"{WIRE[language]} {OTHER[language]}"
    assert not _are_copies(flash, later)
    assert not _are_copies(flash, later, same_publisher=True)
    assert _are_copies(flash, later, same_publisher=True, same_title=True)
    assert not _are_copies(WIRE[language], OTHER[language], same_publisher=True, same_title=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_releases_of_two_days_are_no_copies_and_one_release_in_two_papers_is(language):
    monday = DAY[language].format(24, 9, 13, 6, 5)
    tuesday = DAY[language].format(31, 11, 4, 8, 7)
    assert overlap(Evidence.of(monday).shingles, Evidence.of(tuesday).shingles)[0] > 0.5
    assert not _are_copies(monday, tuesday)
    assert not _are_copies(monday, tuesday, same_publisher=True, same_title=True)
    assert _are_copies(monday, monday.replace("24", "٢٤").replace("13", "١٣"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_is_the_same_before_and_after_template_lines_are_taken_out(language):
    lines = {"ar": "نشرة الأخبار\nالصفحة الأولى", "en": "News Bulletin\nFront Page"}
    text = WIRE[language]
    whole = Evidence.of(f"{lines[language]}\n{text}\n{lines[language]}")
    assert np.array_equal(whole.shingles, Evidence.of(text).shingles)
    assert whole.numbers == Evidence.of(text).numbers


def test_evidence_comes_back_from_bytes():
    for text in (DAY["ar"].format(1, 2, 3, 4, 5), DAY["en"].format(9**18, 0, 0, 0, 0), ""):
        one = Evidence.of(text)
        other = Evidence.from_bytes(one.to_bytes())
        assert np.array_equal(one.shingles, other.shingles)
        assert one.numbers == other.numbers
