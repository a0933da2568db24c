"""A corpus of more articles than topics are fitted on: what a run, an update and a study say of the others."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from analytics.analyse import analyse
from analytics.annotate.actors import Registry
from analytics.run import current_run
from analytics.study import Study
from analytics.topic_report import names_of
from analytics.topic_schema import ARTICLE_TERMS, ASSIGNMENTS, POSITIONS, TERMS, TOPICS, WORD_FORMS
from analytics.topics import model, positions
from analytics.topics.counting import count_terms
from analytics.topics.known_names import outlet_names
from analytics.topics.sampling import fitted_sample
from analytics.topics.vocabulary import TopicDocument
from corpus import Workspace, add_paths
from corpus.schema import ARTICLES, Table

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
N_FITTED, N_FIRST, N_ALL = 40, 80, 88


def add(workspace: Workspace, first: int, last: int) -> None:
    """So many articles of each language."""
    file = workspace.root.parent / "more.jsonl"
    texts = [
        line
        for language in ("ar", "en")
        for line in (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()[first:last]
    ]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    add_paths(workspace, [file])


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Workspace]:
    """Eighty articles whose topics are fitted on forty, and the same with eight more."""
    root = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "fitted_sample", lambda ids: fitted_sample(ids, N_FITTED))
        patch.setattr(positions, "LAID_OUT", 32)
        patch.setattr("analytics.topics.beyond.BLOCK", 7)
        patch.setattr("analytics.provenance._digest_of_files", lambda files: "the same code throughout")
        first = Workspace.create(root / "first")
        add(first, 0, N_FIRST // 2)
        analyse(first, processes=1)
        second = Workspace.open(shutil.copytree(first.root, root / "second"))
        add(second, N_FIRST // 2, N_ALL // 2)
        analyse(second, update=True, processes=1)
    return first, second


@pytest.fixture(scope="module", params=["fit", "update"])
def large(request: pytest.FixtureRequest, workspaces: tuple[Workspace, Workspace]) -> tuple[Workspace, int]:
    return (workspaces[0], N_FIRST) if request.param == "fit" else (workspaces[1], N_ALL)


def ids(workspace: Workspace, table: Table) -> list[str]:
    return list(workspace.read(table, under=current_run(workspace).under)["article_id"].to_pylist())


def test_every_article_has_a_topic_terms_and_a_place(large: tuple[Workspace, int]) -> None:
    workspace, n = large
    everyone = sorted(workspace.read(ARTICLES, columns=["article_id"])["article_id"].to_pylist())
    assert len(everyone) == n
    for table in (ASSIGNMENTS, ARTICLE_TERMS, POSITIONS):
        assert ids(workspace, table) == everyone, table.name
    run = current_run(workspace)
    rows = workspace.read(ASSIGNMENTS, under=run.under).to_pylist()
    assert sum(row["basis"] == "transformed" for row in rows) >= n - N_FITTED - 5
    counted = [row["topic_id"] for row in rows if row["basis"] != "unfit"]
    topics = {row["topic_id"]: row["n"] for row in workspace.read(TOPICS, under=run.under).to_pylist()}
    assert topics == {topic: counted.count(topic) for topic in topics}


def test_a_fit_and_an_update_count_the_terms_of_an_article_alike(large: tuple[Workspace, int]) -> None:
    workspace, n = large
    under = current_run(workspace).under
    stored = workspace.read(ARTICLE_TERMS, under=under).to_pylist()
    articles = sorted(workspace.read(ARTICLES).to_pylist(), key=lambda row: str(row["article_id"]))
    documents = [
        TopicDocument(*(row[name] for name in ("article_id", "title", "text", "language", "publisher_id", "publisher")))
        for row in articles
    ]
    tables = [workspace.read(table, under=under) for table in (TERMS, WORD_FORMS)]
    registry = Registry.load()
    again = count_terms(*tables, documents, names=names_of(registry), outlets=outlet_names(registry.values()))
    assert stored == again.to_pylist()
    assert len(stored) == n and all(row["terms"] for row in stored)


def test_words_bursts_and_map_of_a_study_speak_of_all_articles(large: tuple[Workspace, int]) -> None:
    workspace, n = large
    study = Study(workspace)
    topics = study.topics()
    largest = int(topics.sort_values("n", ascending=False)["topic_id"].iloc[0])
    size = int(topics.set_index("topic_id")["n"][largest])
    words = study.topic_words(largest, frequency="year", limit=1000)
    per_language = words.groupby(["period", "language"])["N"].first()
    assert int(per_language.sum()) + words.attrs["undated"] == size
    terms = workspace.read(ARTICLE_TERMS, under=current_run(workspace).under)
    having = dict(zip(terms["article_id"].to_pylist(), terms["terms"].to_pylist(), strict=True))
    members = study.articles()
    members = members[members["topic_id"] == largest]["article_id"]
    assert words["n"].sum() == sum(len(having[article]) for article in members)
    drivers = study.burst_drivers(largest, date(1990, 1, 1), date(2030, 1, 1))
    assert int(drivers.terms.groupby("language")["N"].first().sum()) <= size
    assert (drivers.terms["n"] <= drivers.terms["N"]).all()
    found = study.map()
    assert (found.attrs["N"], found.attrs["n_placed"]) == (n, n)
