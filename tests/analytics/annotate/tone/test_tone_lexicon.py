"""The lexicon engine on sentences of our own: who does what, negation, both languages, exact arithmetic."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest

import analytics.annotate.tone as package
from analytics.annotate.citations.tokens import tokenise
from analytics.annotate.tone.engines import load_engine
from analytics.annotate.tone.intervals import interval
from analytics.annotate.tone.lexicon import FEATURES, Constants, LexiconEngine, features_of, read_text
from analytics.annotate.tone.lexicon_hits import Told
from analytics.annotate.tone.lexicon_words import LANGUAGES, read_lexicon, verb_forms

FOLDER = Path(package.__file__).parent


@pytest.fixture(scope="module")
def engine() -> LexiconEngine:
    loaded = load_engine("lexicon")
    assert isinstance(loaded, LexiconEngine)
    return loaded


def towards(engine: LexiconEngine, text: str, *names: str) -> list[float]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list(engine.score([text], [spans]).aimed.score)


@pytest.mark.parametrize(
    ("text", "worse", "better"),
    [
        ("Alpha accused Bravo.", "Bravo", "Alpha"),
        ("Alpha was accused by Bravo.", "Alpha", "Bravo"),
        ("Alpha, accused of treason, met Bravo.", "Alpha", "Bravo"),
        ("Alpha massacred the people of Bravo.", "Alpha", "Bravo"),
        ("The people of Bravo were massacred by Alpha.", "Alpha", "Bravo"),
        ("Alpha praised Bravo.", "Alpha", "Bravo"),
        ("Bravo was praised by Alpha.", "Alpha", "Bravo"),
        ("Bravo helped the wounded, while Alpha threatened them.", "Alpha", "Bravo"),
        ("اتهمت ألفا منظمة برافو.", "برافو", "ألفا"),
        ("أشاد ألفا بالأمس ببرافو.", "ألفا", "برافو"),
        ("أدان ألفا بشدة هجوم برافو.", "برافو", "ألفا"),
        ("ارتكبت برافو مجزرة، وأنقذت ألفا الجرحى.", "برافو", "ألفا"),
        ("قتل المدنيون في قصف على يد برافو، بحسب ألفا.", "برافو", "ألفا"),
    ],
)
def test_it_tells_who_does_what_to_whom(engine: LexiconEngine, text: str, worse: str, better: str) -> None:
    low, high = towards(engine, text, worse, better)
    assert low < high


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("Alpha is honest.", "Alpha is not honest."),
        ("Alpha helped us.", "Alpha never helped us."),
        ("كان ألفا نزيها.", "لم يكن ألفا نزيها."),
        ("نجح ألفا.", "لم ينجح ألفا."),
    ],
)
def test_a_negation_turns_praise(engine: LexiconEngine, plain: str, negated: str) -> None:
    name = "Alpha" if "Alpha" in plain else "ألفا"
    assert towards(engine, negated, name)[0] < 0 < towards(engine, plain, name)[0]


@pytest.mark.parametrize(
    ("text", "worse"),
    [
        ("Alpha is honest.", "Alpha is somewhat honest."),
        ("Alpha is very honest.", "Alpha is honest."),
        ("كان الموقف خطيرا.", "كان الموقف خطيرا للغاية وكان شديد خطيرا."),
    ],
)
def test_intensity_is_felt(engine: LexiconEngine, text: str, worse: str) -> None:
    scores = engine.score([text, worse], [[], []]).whole.score
    assert scores[1] < scores[0]


def test_what_follows_a_but_counts_more(engine: LexiconEngine) -> None:
    texts = [
        "It was awful but wonderful.",
        "It was wonderful but awful.",
        "كان مروعا لكن رائعا.",
        "كان رائعا لكن مروعا.",
    ]
    scores = engine.score(texts, [[]] * 4).whole.score
    assert scores[1] < scores[0] and scores[3] < scores[2]


@pytest.mark.parametrize("text", ["The Heroic Martyrs met in the city.", "اجتمعت كتائب الأبطال الشجعان في المدينة."])
def test_the_words_of_a_name_say_nothing_of_it(engine: LexiconEngine, text: str) -> None:
    name = "The Heroic Martyrs" if text.isascii() else "كتائب الأبطال الشجعان"
    [plain] = towards(
        engine, text.replace(name, "Alpha" if text.isascii() else "ألفا"), "Alpha" if text.isascii() else "ألفا"
    )
    assert towards(engine, text, name) == [plain]
    assert engine.words(text, (text.index(name), text.index(name) + len(name))) == []


def test_terms_that_only_sound_like_tone_say_nothing(engine: LexiconEngine) -> None:
    texts = ["Alpha met the national security adviser of Bravo.", "التقى ألفا أعضاء مجلس الأمن في منظمة حقوق الإنسان."]
    assert [engine.words(text) for text in texts] == [[], []]


def test_the_words_that_moved_a_score_add_up_where_there_is_one(engine: LexiconEngine) -> None:
    text = "وأشاد الوزير بالمتطوعين الشجعان"
    words = engine.words(text)
    assert [text[word.start : word.end] for word in words] == ["وأشاد", "الشجعان"]
    assert all(word.weight > 0 for word in words)
    [one] = engine.words("Alpha accused Bravo.", (14, 19))
    nothing = engine.score(["Alpha met Bravo."], [[(10, 15)]]).aimed.score[0]
    assert one.weight == pytest.approx(towards(engine, "Alpha accused Bravo.", "Bravo")[0] - nothing, abs=1e-6)


def test_any_order_and_company_give_the_same(engine: LexiconEngine) -> None:
    texts = ["Alpha praised Bravo.", "ارتكب ألفا مجزرة.", "", "123", "🙂", "Alpha خان the نصر"]
    together = engine.score(texts, [[(0, 5)], [(6, 10)], [], [], [], []])
    turned = engine.score(texts[::-1], [[], [], [], [], [(6, 10)], [(0, 5)]])
    assert np.array_equal(together.whole.probabilities, turned.whole.probabilities[::-1])
    assert np.array_equal(together.aimed.probabilities, turned.aimed.probabilities[::-1])
    alone = engine.score([texts[1]], [[(6, 10)]])
    assert np.array_equal(alone.aimed.probabilities[0], together.aimed.probabilities[1])
    assert engine.score([], []).whole.probabilities.shape == (0, 3)


@pytest.mark.parametrize("text", ["x" * 20_000, "كلمة " * 10_000, "\ud800 bad", "!؟" * 50, "a\x00b", "bad " * 3_000])
def test_odd_text_is_scored(engine: LexiconEngine, text: str) -> None:
    scores = engine.score([text], [[(0, 1)]])
    for found in (scores.whole, scores.aimed):
        assert found.probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert -1 <= found.low[0] <= found.score[0] <= found.high[0] <= 1


def test_features_are_logarithms_of_sums_by_relation_and_sign() -> None:
    _, marked = read_text("Alpha accused Bravo of a massacre.")
    accused, massacre = marked.hits
    assert (accused.entry.object, massacre.entry.doer) == (-3, -2)
    features = dict(zip(FEATURES, features_of(marked.told_of((14, 19))), strict=True))
    # "accused" is done to Bravo, beside it; "massacre", its deed, is two tokens after it: it fades by 1 / (1 + 2/8)
    assert features.pop("object negative") == pytest.approx(math.log1p(3))
    assert features.pop("doer negative") == pytest.approx(math.log1p(2 / 1.25))
    assert set(features.values()) == {0.0}
    assert sum(features_of([Told(accused, "far", -1.0), Told(accused, "far", -2.0)])) == pytest.approx(math.log1p(3))


def test_probabilities_are_a_softmax_against_neutral() -> None:
    weights = np.zeros((len(FEATURES), 2))
    weights[0] = [1.0, -1.0]
    constants = Constants(np.array([0.5, 0.0]), weights, 0.8)
    [row] = constants.probabilities(np.eye(len(FEATURES))[:1])
    parts = np.exp([1.5, 0.0, -1.0])
    assert row == pytest.approx(parts / parts.sum(), abs=1e-6)


def test_an_interval_spans_the_likeliest_labels_and_the_score() -> None:
    rows = np.array([[0.7, 0.2, 0.1], [0.5, 0.1, 0.4], [0.1, 0.8, 0.1], [0.05, 0.9, 0.05]])
    low, high = interval(rows, np.full(4, 0.8))
    assert low.tolist() == [-1.0, -1.0, 0.0, 0.0]
    assert high.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert interval(np.array([[0.2, 0.7, 0.1]]), np.array([0.5]))[0].tolist() == [-0.1]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("قتل", {"قتلوا", "قتلتهم", "يقتل", "تقتلون", "يقتلها"}),
        ("أشاد", {"اشادت", "يشيد", "تشيد"}),
        ("دان/يدين", {"دانت", "يدين", "يدينون"}),
        ("تصدى/يتصدى", {"تصدت", "تصدوا", "يتصدون", "تصدي"}),
        ("استهدف", {"استهدفوه", "يستهدفون"}),
    ],
)
def test_arabic_verbs_are_found_in_their_persons(verb: str, forms: set[str]) -> None:
    assert forms <= verb_forms(verb)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("وبالمجازر", ["فظائع"]),
        ("للإرهابيين", ["ذم شديد"]),
        ("سيقصفونهم", ["عنف"]),
        ("والأبطال البواسل", ["مدح شديد", "مدح شديد"]),
        ("فجر اليوم أمين عام حسن كريم", []),
        ("accusations criticised heroes", ["accusation", "accusation", "strong praise words"]),
        ("the just kind of thing came back", []),
    ],
)
def test_words_are_found_in_their_forms_and_common_words_are_not(text: str, groups: list[str]) -> None:
    _, marked = read_text(text)
    assert [hit.entry.group for hit in marked.hits] == groups


def test_the_longest_phrase_is_found() -> None:
    lexicon, tokens = read_lexicon("ar"), tokenise("جرائم حرب")
    found = lexicon.found(tokens, 0)
    assert found is not None
    assert found[1] == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_stands_in_one_group_and_every_group_has_words(language: str) -> None:
    content = tomllib.loads((FOLDER / f"lexicon_{language}.toml").read_text("utf-8"))
    groups = content["group"]
    assert len({group["name"] for group in groups}) == len(groups)
    assert all(group.get("words", "").split() or group.get("verbs", "").split() for group in groups)


def test_constants_never_make_blame_praise() -> None:
    content = tomllib.loads((FOLDER / "lexicon_weights.toml").read_text("utf-8"))
    for language in LANGUAGES:
        for kind in ("whole", "target"):
            for name, (negative, positive) in content[language][kind]["weights"].items():
                assert (negative >= 0 >= positive) if name.endswith("negative") else (negative <= 0 <= positive)
