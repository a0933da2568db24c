"""Counterfactual sentences: every name in its slot, with the words around it in agreement."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from analytics.annotate.tone.swaps import GROUPS, LANGUAGES, swap_cases
from analytics.annotate.tone.swaps.cases import read_cases
from analytics.errors import RegistryError
from analytics.schema import TONE_LABELS

TONE = Path(__file__).parents[5] / "analytics/annotate/tone"
NAMES = """
agreements = ["masculine", "feminine", "plural"]
names = [
    { group = "actors", bearer = "army", form = "الجيش", agrees = "masculine" },
    { group = "actors", bearer = "police", form = "الشرطة", agrees = "feminine" },
    { group = "communities", bearer = "tribes", form = "المقاتلون", agrees = "plural", oblique = "المقاتلين" },
]
"""
ENGLISH = """
agreements = ["singular", "plural"]
names = [{ group = "actors", bearer = "army", form = "army", agrees = "singular", article = "the" },
         { group = "actors", bearer = "police", form = "police", agrees = "plural" }]
"""


def sentence(text: str, groups: str = '["actors", "communities"]', expected: str = "neutral", name: str = "a-1") -> str:
    return f'[[sentences]]\nid = "{name}"\nexpected = "{expected}"\ngroups = {groups}\ntext = "{text}"\n'


def written(folder: Path, content: str) -> Path:
    path = folder / "cases.toml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_stands_where_its_span_says(language: str) -> None:
    cases = swap_cases(language)
    assert len({(case.sentence, case.name) for case in cases}) == len(cases)
    for case in cases:
        assert not re.search(r"[{}|]|\s\s", case.text), case.text
        assert case.text.endswith(".")
        named = case.text[case.start : case.end]
        endings = str.maketrans({"ي": "و"})  # an Arabic plural ends otherwise as an object
        assert named.casefold().translate(endings) == case.name.casefold().translate(endings), case.text
    assert {case.language for case in cases} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_120_sentences_with_every_label_in_every_kind_of_group(language: str) -> None:
    sentences = {case.sentence: case for case in swap_cases(language)}
    assert len(sentences) >= 120
    counts = Counter(case.expected for case in sentences.values())
    assert set(counts) == set(TONE_LABELS)
    assert max(counts.values()) <= 1.5 * min(counts.values())
    for group in GROUPS:
        labels = {case.expected for case in swap_cases(language) if case.group == group}
        assert labels == set(TONE_LABELS), group


def test_both_languages_name_the_same_bearers_and_tell_the_same_events() -> None:
    arabic, english = (swap_cases(language) for language in ("ar", "en"))
    assert {(c.group, c.bearer) for c in arabic} == {(c.group, c.bearer) for c in english}
    told = [{c.sentence: c.expected for c in cases} for cases in (arabic, english)]
    assert told[0] == told[1]


def test_no_arabic_template_joins_a_letter_to_a_name() -> None:
    """ل before ال is written otherwise, so a slot must stand free."""
    text = (TONE / "swaps/ar.toml").read_text(encoding="utf-8")
    assert not re.findall(r"\w\{[NG]\}", text.split("[[sentences]]", 1)[1])


def test_arabic_words_agree_with_the_name_and_its_case(tmp_path: Path) -> None:
    path = written(tmp_path, NAMES + sentence("قال شاهد إن {G} {أعاد|أعادت|أعادوا} له بيته."))
    assert [case.text for case in read_cases(path, "ar")] == [
        "قال شاهد إن الجيش أعاد له بيته.",
        "قال شاهد إن الشرطة أعادت له بيته.",
        "قال شاهد إن المقاتلين أعادوا له بيته.",
    ]


def test_a_verb_before_a_plural_subject_is_singular(tmp_path: Path) -> None:
    path = written(tmp_path, NAMES + sentence("{وصل|وصلت} {N} إلى البلدة."))
    cases = read_cases(path, "ar")
    assert [case.text for case in cases][1:] == ["وصلت الشرطة إلى البلدة.", "وصل المقاتلون إلى البلدة."]
    assert [case.text[case.start : case.end] for case in cases] == ["الجيش", "الشرطة", "المقاتلون"]


def test_english_words_agree_and_an_article_is_no_part_of_the_target(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH + sentence("{N} {is|are} back.", '["actors"]'))
    cases = read_cases(path, "en")
    assert [case.text for case in cases] == ["The army is back.", "Police are back."]
    assert [(case.start, case.end) for case in cases] == [(4, 8), (0, 6)]
    assert [(case.sentence, case.event, case.bearer) for case in cases] == [
        ("a-1", "a", "army"),
        ("a-1", "a", "police"),
    ]


def test_only_names_of_the_groups_of_a_sentence_are_put_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, NAMES + sentence("عاد {N}.", '["communities"]'))
    assert [case.text for case in read_cases(path, "ar")] == ["عاد المقاتلون."]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (sentence("لا اسم هنا."), "no slot"),
        (sentence("{N} و {G}."), "two slots"),
        (sentence("{قال} {N}."), "2 to 3 words"),
        (sentence("{ا|ب|ج|د} {N}."), "2 to 3 words"),
        (sentence("{N}.", expected="good"), "expected is 'good'; allowed: negative, neutral, positive"),
        (sentence("{N}.", '["armies"]'), "group is 'armies'"),
        (sentence("{N}.") + sentence("{G}."), "several sentences are called a-1"),
        ('[[sentences]]\nid = "a-1"\n', "expected"),
        ("sentences = 3", "list of tables"),
        ("[[sentences", "cannot be read as TOML"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(RegistryError, match=re.escape(message)):
        read_cases(written(tmp_path, NAMES + rows), "ar")


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'; allowed: ar, en"):
        swap_cases("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_one_that_the_model_was_trained_on(language: str) -> None:
    """Six words in a row, names aside, would be a sentence told again."""
    path = TONE / f"training/own_sentences_{language}.jsonl"
    trained = {json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()}
    assert len(trained) > 100
    told = {f"{case.text[: case.start]}X{case.text[case.end :]}" for case in swap_cases(language)}
    assert {run for text in trained for run in _runs(text)} & {run for text in told for run in _runs(text)} == set()


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
