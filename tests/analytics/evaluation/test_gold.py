from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analytics.annotate.pipeline import Annotator
from analytics.evaluation.canonical import canonical, is_one_of
from analytics.evaluation.data import LabelledData
from analytics.evaluation.gold import COUNTS, GoldArticle, article_counts, predicted
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.steps import actors, citations

SHARED = Path(__file__).resolve().parents[3] / "../shared"


def span(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def article(mentions: list[dict[str, Any]], cited: list[dict[str, Any]]) -> GoldArticle:
    return GoldArticle.of({"id": 1, "lang": "ar", "title": "", "text": "", "mentions": mentions, "citations": cited})


def counts(one: GoldArticle, names: list[Any], cited: list[Any]) -> dict[str, float]:
    return dict(zip(COUNTS, article_counts(one, names, cited), strict=True))


def test_names_are_matched_one_to_one_and_linked_by_either_reading() -> None:
    gold = article(
        [
            span(0, 5, canonical="Islamic State"),
            span(10, 15, canonical="Turkey", canonical_also="Turkish Armed Forces"),
            span(20, 25, canonical="Iran", optional=True),
            span(30, 35, canonical="Iraq"),
        ],
        [],
    )
    names = [
        span(2, 6, name="ISIS"),
        span(4, 5, name="Islamic State"),  # the gold's one is taken
        span(10, 15, name="Turkish Armed Forces"),
        span(20, 25, name="Russia"),  # optional: neither error nor hit
    ]
    found = counts(gold, names, [])
    assert (found["mentions"], found["mentions_found"], found["mentions_hit"], found["linked"]) == (3, 3, 2, 2)


def test_citations_are_matched_by_cue_or_by_source_where_there_is_none() -> None:
    gold = article(
        [],
        [
            {"source": span(0, 5, canonical="Reuters"), "cue": span(6, 10), "content": span(12, 30)},
            {"source": span(40, 46, canonical="AFP"), "cue": None, "content": None},
            {"source": span(60, 66, canonical="x"), "cue": span(70, 75), "content": span(80, 90), "optional": True},
        ],
    )
    cited = [
        {"source": {"name": "رويترز"}, "cue": span(8, 9), "content": span(15, 30)},
        {"source": span(40, 46, name="Agence France-Presse"), "cue": None, "content": None},
        {"source": span(60, 66, name="x"), "cue": span(70, 75), "content": span(80, 90)},
        {"source": span(60, 66, name="x"), "cue": span(95, 99), "content": None},
    ]
    found = counts(gold, [], cited)
    assert (found["citations"], found["citations_found"], found["citations_hit"]) == (2, 3, 2)
    assert found["sources"] == 1  # another name without a span is not Reuters
    assert (found["contents"], found["contents_hit"]) == (1, 1)  # within three characters of the gold's beginning


@pytest.mark.parametrize(
    ("one", "other"),
    [("the  Islamic State", "ISIS"), ("Syria", "Syrian regime"), ("Türkiye", "turkey"), ("U.S.", "US"), ("AP", "ap")],
)
def test_names_of_one_actor_are_equal(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_an_empty_name_is_nobody() -> None:
    assert not is_one_of("", ("", ""))
    assert not is_one_of("Iran", ("Iraq", ""))


def test_what_the_annotator_finds_is_put_as_the_gold_writes_it() -> None:
    annotator = Annotator.load()
    title, text = "بيان", "قالت قوات سوريا الديمقراطية إن عناصر من داعش اعتقلوا."
    names, cited = predicted(annotator.annotate(title, text), annotator.registry)
    assert {one["name"] for one in names} == {"Syrian Democratic Forces", "Islamic State"}
    whole = f"{title}\n\n{text}"
    assert whole[cited[0]["cue"]["start"] : cited[0]["cue"]["end"]] == "قالت"
    assert cited[0]["source"]["name"] == "Syrian Democratic Forces"


def test_figures_on_the_gold_are_those_of_the_project_s_scorer() -> None:
    if not (SHARED / "eval" / "score_annotations.py").exists():
        pytest.skip("the scorer and the gold lie in ../shared, which is not here")
    spec = importlib.util.spec_from_file_location("score_annotations", SHARED / "eval" / "score_annotations.py")
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    inputs = Inputs(LabelledData.open(SHARED))
    lines = (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    made = {}
    for one in rows:
        found = inputs.annotator.annotate(one["title"], one["text"])
        names, cited = predicted(found, inputs.annotator.registry)
        mentions = [{**name, "name_en": name["name"], "actor_id": name["name"], "kind": "name"} for name in names]
        for each in cited:
            each["source"]["label"] = each["source"]["name"]
        made[one["id"]] = {"mentions": mentions, "citations": cited}
    asked = scorer.score(rows, made)
    for step in (actors, citations):
        for finding in step.of_gold(inputs):
            assert finding.figure == pytest.approx(asked[finding.language][finding.measure], abs=1e-12), finding


def test_f1_of_nothing_is_nothing() -> None:
    assert actors.f1(0, 1, 2)(np.zeros((1, 3))).tolist() == [0.0]
    assert actors.f1(0, 1, 2)(np.array([[1.0, 2.0, 2.0]])).tolist() == [0.5]
