from __future__ import annotations

import datetime as dt
import gzip
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analytics.annotate.pipeline import Annotator
from analytics.evaluation import name_sets, polnear
from analytics.evaluation.data import LabelledData
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.schema import Finding
from analytics.evaluation.steps import actors, citations, dates, duplicates, encoder, places
from corpus.text.dated import dated_day, undated
from tests.analytics.evaluation.made import write_lines


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator.load()


def by_measure(found: list[Finding]) -> dict[str, Finding]:
    return {one.measure: one for one in found}


def test_the_rank_of_the_other_side_is_among_the_other_language() -> None:
    rows = [
        {"lang": "ar", "pair": "p"}, {"lang": "ar"}, {"lang": "en"}, {"lang": "en", "pair": "p"}, {"lang": "en"},
    ]  # fmt: skip
    vectors = np.array([[1, 0], [1, 0], [1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    assert encoder.other_side_ranks(vectors, rows) == {0: 2, 3: 1}


@pytest.mark.parametrize(
    ("found", "columns"),
    [
        (undated(""), ["n"]),
        (dated_day(dt.date(2018, 3, 6), "text"), ["n", "dated", "within 1", "same month"]),
        (dated_day(dt.date(2018, 3, 2), "text"), ["n", "dated", "2-3 off", "same month"]),
        (dated_day(dt.date(2018, 4, 5), "text"), ["n", "dated", ">3 off"]),
    ],
)
def test_a_date_found_is_counted_by_how_far_it_is_off(found: Any, columns: list[str]) -> None:
    assert dates.outcome(found, dt.date(2018, 3, 5)) == columns


def test_shares_of_dates() -> None:
    counts = Counter({"n": 10, "dated": 4, "within 1": 3, ">3 off": 1, "same month": 3})
    got = by_measure(list(dates.findings(counts, "ar", "ant_2018", ())))
    assert {name: (one.figure, one.n) for name, one in got.items()} == {
        "right_day": (0.3, 10), "wrong_day": (0.1, 10), "day_precision": (0.75, 4), "month_precision": (0.75, 4),
    }  # fmt: skip
    assert set(by_measure(list(dates.findings(Counter({"n": 3}), "ar", "x", ())))) == {"right_day", "wrong_day"}


def test_dates_of_made_articles_of_each_corpus(tmp_path: Path) -> None:
    ant = {"id": "1", "source": "s", "url": "", "title": "عنوان", "date": "2018-03-05"}
    ant["text"] = "دمشق - 5 آذار 2018: قال مصدر."
    write_lines(tmp_path / dates.FILES["ant_2018"], [ant, {**ant, "id": "2", "text": "نص بلا تاريخ."}])
    (tmp_path / "corpora" / "fa_kes.csv").write_text(
        "unit_id,article_title,article_content,source,date\n1,T,Plain text.,S,3/5/2018\n", encoding="utf-8"
    )
    inputs = Inputs(LabelledData.open(tmp_path))
    found = [(one.dataset, one.measure, one.n) for one in dates.of_corpus(inputs, "ant_2018") if "day" in one.measure]
    assert ("ant_2018", "right_day", 2) in found and ("ant_2018_address", "right_day", 2) in found
    assert [(one.language, one.figure) for one in dates.of_corpus(inputs, "fa_kes")] == [("en", 0.0), ("en", 0.0)]


def test_copies_are_scored_by_pairs() -> None:
    pairs = [(True, True), (True, False), (False, True), (False, True), (False, False)]
    got = by_measure(list(duplicates.scored(pairs, "ar", "x", ())))
    assert (got["copies_precision"].figure, got["copies_precision"].n) == (0.5, 2)
    assert (got["copies_recall"].figure, got["copies_recall"].n) == (pytest.approx(1 / 3), 3)
    assert list(duplicates.scored([(False, False)], "ar", "x", ())) == []


def test_labelled_pairs_of_two_texts() -> None:
    one, other, is_copy = duplicates.labelled_pairs()[0]
    words = " ".join(f"word{number}" for number in range(80))
    rows = [
        {"source_uri": f"/data/{uri}", "publisher_id": publisher, "text": words, "language": "en"}
        for uri, publisher in ((one, "a"), (other, "b"))
    ]
    assert duplicates.judged(rows) == [("en", False, True, is_copy)]
    assert duplicates.judged(rows[:1]) == []
    assert len(duplicates.labelled_pairs()) == 160


def test_the_sample_s_copies_are_told_in_both_languages() -> None:
    got = {(one.language, one.measure): one for one in duplicates.of_sample(Inputs())}
    assert set(got) == {(tongue, f"copies_{what}") for tongue in ("ar", "en") for what in ("precision", "recall")}
    assert got["ar", "copies_recall"].n == 8
    assert all(one.figure > 0.85 for one in got.values())


def test_places_are_found_and_measured_by_their_own_radius(annotator: Annotator) -> None:
    raqqa = annotator.gazetteer["raqqa"]
    assert raqqa.lat is not None and raqqa.lon is not None
    incidents = [
        places.Incident("الرقة", "ar", raqqa.lat, raqqa.lon),
        places.Incident("الرقة", "ar", raqqa.lat + 5, raqqa.lon),
        places.Incident("كلمة", "ar", 1.0, 1.0),
        places.Incident("Raqqa", "en"),
    ]
    found = places.outcomes(incidents, annotator.gazetteer, annotator.place_matcher)
    assert [(one.is_found, one.is_within) for one in found] == [
        (True, True), (True, False), (False, False), (True, False),
    ]  # fmt: skip
    got = by_measure(list(places.findings(found, "ar", "x", ())))
    assert (got["places_found"].figure, got["within_radius"].figure) == (0.75, 0.5)
    assert places.distance_km(raqqa, incidents[3]) == float("inf")


BRAT = "\n".join(
    [
        "T1\tCue 10 14\tsaid", "T2\tSource 6 9\tSam", "T3\tContent 20 30;40 45\tx",
        "T4\tCue 50 54\tsaid", "T5\tContent 55 60\ty", "T6\tDiscard 70 90\tz",
        "E1\tAttribution:T1 Cue:T1 Source:T2 Content:T3", "E2\tAttribution:T4 Cue:T4 Content:T5",
    ]
)  # fmt: skip


def test_attributions_of_polnear_are_read_from_brat() -> None:
    gold, discarded = polnear.read_brat(BRAT)
    by_cue = {one.cue: one for one in gold}
    assert by_cue[((10, 14),)].content == ((20, 30), (40, 45)) and not by_cue[((10, 14),)].optional
    assert by_cue[((50, 54),)].optional
    assert discarded == [(70, 90)]


def test_citations_of_made_documents_of_polnear(tmp_path: Path) -> None:
    text = 'Headline\n\nJohn Kerry said that the road was closed. "We will go," Kerry added.'
    at = text.index("said")
    brat = f"T1\tCue {at} {at + 4}\tsaid\nT2\tSource 10 20\tJohn Kerry\nT3\tContent {at + 5} {at + 30}\tx\n"
    brat += "E1\tCue:T1 Cue:T1 Source:T2 Content:T3\n"
    write_lines(tmp_path / polnear.FILE, [{"id": "1", "text": text, "brat": brat}])
    got = by_measure(list(citations.of_polnear(Inputs(LabelledData.open(tmp_path)))))
    assert (got["citation_recall"].figure, got["citation_recall"].n) == (1.0, 1)
    assert got["citation_precision"].figure == 0.5
    assert (got["citation_source"].figure, got["citation_content"].figure) == (1.0, 1.0)


def test_a_document_of_one_paragraph_is_none_of_polnear() -> None:
    with pytest.raises(ValueError, match="one paragraph"):
        polnear.headline_and_body("Headline")


@pytest.mark.parametrize(
    ("value", "opens", "named"),
    [
        ("Bashar al-Assad", False, True),
        ("the regime", False, False),
        ("The Foreign Secretary", True, False),
        ("We", True, False),
        ("ISIS", True, True),
        ("their leader", False, False),
    ],
)
def test_which_labels_are_names(value: str, opens: bool, named: bool, annotator: Annotator) -> None:
    assert name_sets.is_name(value, opens, name_sets.roles_of(annotator)) is named


def test_names_of_made_anercorp_and_re3d(tmp_path: Path) -> None:
    lines = ["زار O", "بشار B-PERS", "الأسد I-PERS", "موسكو B-LOC", "و O", "قال O", "زغلول B-PERS", ". O"]
    (tmp_path / "labelled").mkdir()
    (tmp_path / name_sets.ANERCORP).write_bytes(gzip.compress("\n".join(lines).encode()))
    source = tmp_path / name_sets.RE3D / "made"
    write_lines(source / "documents.json", [{"_id": "1", "text": "Today Bashar al-Assad met the regime."}])
    entity = {"documentId": "1", "begin": 6, "end": 21, "type": "Person", "value": "Bashar al-Assad"}
    write_lines(
        source / "entities.json",
        [entity, {**entity, "begin": 26, "end": 36, "value": "the regime"}, {**entity, "documentId": "9"}],
    )
    inputs = Inputs(LabelledData.open(tmp_path))
    assert name_sets.anercorp(inputs.data)[0].labels == [(4, 14, "PERS"), (27, 32, "PERS")]
    arabic = {(one.dataset, one.measure): one for one in actors.of_anercorp(inputs)}
    got = arabic["anercorp_person", "names_recall_registry"]
    assert (got.figure, got.n) == (0.5, 2)
    english = {(one.dataset, one.measure): one for one in actors.of_re3d(inputs)}
    assert (english["re3d_person", "names_recall"].figure, english["re3d_person", "names_recall"].n) == (1.0, 1)
    assert "re3d_organisation" not in {dataset for dataset, _ in english}


def test_pieces_of_anercorp_end_with_a_sentence() -> None:
    tokens = [["a", "O"], [".", "O"], ["b", "O"], ["c", "O"], [".", "O"], ["d", "O"]]
    assert [len(piece) for piece in name_sets.articles(tokens, size=2)] == [2, 3, 1]
