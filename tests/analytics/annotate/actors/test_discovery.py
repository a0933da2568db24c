"""Names that the registry does not know, in both languages."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from analytics.annotate.pipeline import Annotation, Annotator
from analytics.schema import CANDIDATE_BASES, CANDIDATE_TYPES, whole

SEED = Path(__file__).resolve().parents[4] / "../shared/data/seed_article.txt"


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator.load()


def names(annotator: Annotator, text: str, title: str = "") -> list[tuple[str, str, str]]:
    """Surface, type and basis of the candidates."""
    return [(name.surface, name.type, name.basis) for name in annotator.annotate(title, text).candidates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقلت القوات القيادي في التنظيم فلاح الدندشي.", ("فلاح الدندشي", "person", "title")),
        ("قتل العميد طلعت الجبوراني في المعركة.", ("طلعت الجبوراني", "person", "title")),
        ("وصل أبو قتيبة الزرقاوني إلى البلدة.", ("أبو قتيبة الزرقاوني", "person", "given_name")),
        ("وشارك في اللقاء لعبد الستار الدلفاني.", ("عبد الستار الدلفاني", "person", "given_name")),
        ("حضرت روزينا زويران، رئيسة البلدية.", ("روزينا زويران", "person", "apposition")),
        ("اجتمع مع حركة “أبناء الفرات” أمس.", ("حركة “أبناء الفرات”", "organisation", "designation")),
        ("أعلنت لجنة الهجرة والمهجرين نتائجها.", ("لجنة الهجرة والمهجرين", "organisation", "designation")),
        ("قال الطبيب الهولندي رايمون سلوترين.", ("رايمون سلوترين", "person", "title")),
        ("He met spokesman Kamil Barzuki there.", ("Kamil Barzuki", "person", "title")),
        ("They saw Gen. Halvard Dremsen leave.", ("Halvard Dremsen", "person", "title")),
        ("They met Halvard Dremsen, a spokesman for the camp.", ("Halvard Dremsen", "person", "apposition")),
        ("Fighters saw Omar al-Dremsani leave.", ("Omar al-Dremsani", "person", "given_name")),
        (
            "A note of the Dremsen Relief Committee says so.",
            ("Dremsen Relief Committee", "organisation", "designation"),
        ),
        ("Men of the Sultan Bektash brigade left.", ("Sultan Bektash brigade", "organisation", "designation")),
    ],
)
def test_evidence(annotator: Annotator, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in names(annotator, text)


@pytest.mark.parametrize(
    "text",
    [
        "قضى السكان يوما سعيدا وعاد الهدوء إلى المدينة.",
        "زار الوفد شارع محمد الدندشي ومسجد أبو قتيبة الزرقاوني.",
        "قال مسؤول إن قوات الأمن انتشرت في المدينة.",
        "عاد الرئيس إلى العاصمة بعد زيارة قصيرة.",
        "On Monday the Army Said Little. Civilians fled.",
        "Shells fell on Salim Dremsen neighborhood.",
        "The Moon rose. However it was dark.",
    ],
)
def test_plain_words_are_no_names(annotator: Annotator, text: str) -> None:
    assert names(annotator, text) == []


def test_title_is_kept(annotator: Annotator) -> None:
    found = annotator.annotate("", "اعتقل القيادي في تنظيم “الدولة” فلاح الدندشي ومعه السلاح.").candidates
    assert [(name.surface, name.title) for name in found] == [("فلاح الدندشي", "القيادي في تنظيم الدولة")]
    found = annotator.annotate("", "They saw Deputy Commander Halvard Dremsen leave.").candidates
    assert [(name.surface, name.title) for name in found] == [("Halvard Dremsen", "Deputy Commander")]


def test_names_joined_by_and_are_apart(annotator: Annotator) -> None:
    text = "قبض على محمد نوح الدندشي (ليبي) وعطال خالد زرواني (أفغاني)."
    assert [name[0] for name in names(annotator, text)] == ["محمد نوح الدندشي", "عطال خالد زرواني"]
    text = "They met Omar Dremsen and Samir Falvik there."
    assert [name[0] for name in names(annotator, text)] == ["Omar Dremsen", "Samir Falvik"]


@pytest.mark.parametrize(
    ("text", "key", "surfaces"),
    [
        (
            "اعتقل القيادي فلاح الدندشي. وكان الدندشي في المدينة، وفتش منزل للدندشي.",
            "~فلاح الدندشي",
            ["فلاح الدندشي", "الدندشي", "لدندشي"],
        ),
        (
            "They met spokesman Kamil Barzuki. Later Barzuki left.",
            "~kamil barzuki",
            ["Kamil Barzuki", "Barzuki"],
        ),
    ],
)
def test_repeats_carry_the_key_of_the_full_name(annotator: Annotator, text: str, key: str, surfaces: list[str]) -> None:
    found = annotator.annotate("", text).candidates
    assert [name.surface for name in found] == surfaces
    assert {name.key for name in found} == {key}
    assert [name.basis for name in found][1:] == ["repeated"] * (len(surfaces) - 1)


def test_acronym_in_brackets_repeats_the_body(annotator: Annotator) -> None:
    found = annotator.annotate("", "The Dremsen Relief Committee (DQX) opened. Later DQX closed.").candidates
    assert [(name.surface, name.key) for name in found] == [
        ("Dremsen Relief Committee", "~dremsen relief committee"),
        ("DQX", "~dremsen relief committee"),
        ("DQX", "~dremsen relief committee"),
    ]


@pytest.mark.parametrize(
    ("text", "label", "key"),
    [
        ("قال القيادي فلاح الدندشي إن المدينة آمنة. وأضاف الدندشي أن الطريق مفتوح.", "فلاح الدندشي", "~فلاح الدندشي"),
        (
            'Spokesman Kamil Barzuki said the road was open. Barzuki said: "We are safe here."',
            "Kamil Barzuki",
            "~kamil barzuki",
        ),
    ],
)
def test_sources_of_one_name_are_one(annotator: Annotator, text: str, label: str, key: str) -> None:
    sources = [citation.source for citation in annotator.annotate("", text).citations]
    assert len(sources) == 2
    assert sources[0].label == label
    assert {(source.key, source.kind, source.detail) for source in sources} == {(key, "person", "named")}


def test_unnamed_source_stays_unnamed(annotator: Annotator) -> None:
    for text in ("قال مصدر أمني إن المدينة آمنة.", "A security source said the road was open."):
        (citation,) = annotator.annotate("", text).citations
        assert citation.source.candidate_key is None


def test_registered_names_are_no_candidates(annotator: Annotator) -> None:
    assert names(annotator, "قال الرئيس بشار الأسد إن الحرب مستمرة.") == []
    assert names(annotator, "President Bashar al-Assad said the war goes on.") == []


def test_spans_are_in_order_apart_and_exact(annotator: Annotator) -> None:
    title, text = "لقاء", "التقى العميد طلعت الجبوراني spokesman Kamil Barzuki في دمشق، مع بشار الأسد وفلاح الدندشي."
    found = annotator.annotate(title, text)
    string = whole(title, text)
    spans = sorted([*found.candidates, *found.mentions], key=lambda span: span.start)
    assert len(found.candidates) == 3
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    for name in found.candidates:
        assert string[name.start : name.end] == name.surface
        assert name.type in CANDIDATE_TYPES
        assert name.basis in CANDIDATE_BASES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "محمد",
        "Omar",
        "و",
        "\n\n\n",
        "«" * 500,
        "“”" * 300,
        "عبد",
        "أبو",
        "القائد،",
        "Gen.",
        "abcابتDEF",
        "\U0001f600" * 3,
    ],
)
def test_scant_text_has_no_names(annotator: Annotator, text: str) -> None:
    assert names(annotator, text) == []


def test_diacritics_tatweel_and_hashes_are_read_through(annotator: Annotator) -> None:
    found = annotator.annotate("", "قُتِلَ العميد طَلْعَت الجبــوراني. وذكر #طلعت_الجبوراني أمس.").candidates
    assert [name.key for name in found] == ["~طلعت الجبوراني"] * 2


def test_noise_gives_a_result(annotator: Annotator) -> None:
    noise = "ق1تل الع-ميد طل٣عت //// Gen\u200b. H@lv4rd Dr\u00e9msen ''' ((( محـ مد ؟؟ al--al-- و و و Abu Abu Abu bin."
    assert isinstance(annotator.annotate(noise, noise * 20), Annotation)


@pytest.mark.parametrize(
    "piece",
    [
        "محمد فلاح الدندشي ",
        "القائد ",
        "Omar Dremsen ",
        "Committee of ",
        "رئيس لجنة ",
        "“",
        "Abu ",
    ],
)
def test_long_text_of_one_piece_gives_names_in_order(annotator: Annotator, piece: str) -> None:
    found, _ = annotator.discoverer.find(whole("", piece * 20_000), [], [], [], [])
    assert [name.start for name in found] == sorted(name.start for name in found)


def test_seed_article_every_person_is_found(annotator: Annotator) -> None:
    if not SEED.exists():
        pytest.skip("The shared folder is not here.")
    title, text = SEED.read_text(encoding="utf-8").split("\n\n", 1)
    found = annotator.annotate(title, text)
    string = whole(title, text)
    people = ("بات رايدر", "ريبيكا جرانت", "خالد الدندل", "مايكل كوريلا", "الواحد إخوان")
    escaped = ("محمد نوح محمد", "تيمور تالبركن عبداش", "محمد العبدلي", "خالد زار")
    for person in (*people, *escaped):
        start = string.index(person)
        spans = [*found.candidates, *found.mentions]
        assert any(span.start <= start and start + len(person) <= span.end for span in spans), person


@pytest.mark.parametrize(
    "text",
    [f"قال القيادي قتيبة {'زرنوق' * 60} إن الطريق فُتح.", f"Commander Qutaiba {'Zarn' * 60} said the road was open."],
)
def test_what_is_too_long_for_a_name_is_none(annotator: Annotator, text: str) -> None:
    assert names(annotator, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "دعا الوزير إلى مبادئ حسن الجوار، ولم يبق أحد خلف القضبان.",
        "كتب: سامر الدندشي وصل الوفد إلى المدينة.",
        "سامر الدندشي – الرياض وصل الوفد إلى المدينة.",
        "عاد الهدوء إلى مركز مدينة عفرين وقالوا إنها منظمة “إرهابية”.",
        "The bridge was closed. (Reporting by Omar Dremsen and Samir Falvik; Editing by Kamil Barzuki)",
        "The bridge was closed. Samir Falvik / Omar Dremsen",
    ],
)
def test_phrases_and_credit_lines_hold_no_names(annotator: Annotator, text: str) -> None:
    assert names(annotator, text, "عنوان") == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("وطالب أبو زيد البرلمان بالتحرك.", "أبو زيد"),
        ("انتقدت لجنة الهجرة والمهجرين السابقة القرار.", "لجنة الهجرة والمهجرين"),
        ("اشتبكت كتيبة الدندشي والمتمردين الأكراد أمس.", "كتيبة الدندشي"),
        ("قال عضو جمعية الدندشي الدكتور حضر اللقاء.", "جمعية الدندشي"),
        ("They met Omar Dremsen Executive Director there.", "Omar Dremsen"),
    ],
)
def test_a_name_ends_before_what_is_said_of_it(annotator: Annotator, text: str, surface: str) -> None:
    assert surface in [name[0] for name in names(annotator, text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("وصل الدكتور بدر بن عبد الرحمن الزرنوقي. وقال بدر الزرنوقي إن الطريق مفتوح.", "~بدر عبدالرحمن الزرنوقي"),
        ("وصل الدكتور بدر عبدالرحمن الزرنوقي. وعاد بدر بن عبد الرحمن الزرنوقي.", "~بدر عبدالرحمن الزرنوقي"),
        ("They met Dr. Omar Hadi Dremsen. Later Omar Dremsen left.", "~omar hadi dremsen"),
    ],
)
def test_spellings_of_one_name_have_one_key(annotator: Annotator, text: str, key: str) -> None:
    assert {name.key for name in annotator.annotate("", text).candidates} == {key}
