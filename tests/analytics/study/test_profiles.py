"""One actor: what is known of it and what the articles show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.errors import RunError
from analytics.schema import ACTORS, MENTIONS, ROLES
from analytics.study import Filters, Study
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor, mention


def said(source: str | None, label: str, sentence: int, content: tuple[int, int] | None = None, **more: Any) -> Any:
    start, end = content or (None, None)
    own = {"source_key": source or f"~{label}", "source_actor_id": source, "source_label": label}
    return {**own, "sentence_no": sentence, "content_start": start, "content_end": end, **more}


ROWS = [
    Row("a", "p", "ar", "2018-01-01", "a", True, actors=("army",), cited=(said("army", "الجيش", 1),)),
    Row("b", "q", "ar", "2018-01-02", "a", actors=("army",), cited=(said("army", "الجيش", 1),)),
    # the title, in which the army is named, is what the monitor says; what it hopes is no statement
    Row("c", "p", "ar", "2018-01-03", "c", actors=("army",), meant=("army",),
        cited=(said("sohr", "المرصد", 0, (0, 9)), said("sohr", "المرصد", 0, (0, 9), act="thought"))),
    Row("d", "q", "en", "2018-01-04", "d", actors=("army", "sohr"),
        cited=(said(None, "a resident", 0, (0, 9)), said("army", "the army", 0, (0, 9)), said("sohr", "SOHR", 0))),
]  # fmt: skip
OWN = {
    ACTORS: [
        actor("state", "دولة", "State", "state"),
        actor("ministry", "وزارة", "Ministry", "government_body") | {"parent_id": "state"},
        actor("army", "الجيش", "Army", "military") | {"parent_id": "ministry", "qid": "Q1"},
        actor("brigade", "لواء", "Brigade", "military") | {"parent_id": "army"},
        actor("sohr", "المرصد", "SOHR", "ngo") | {"parent_id": "gone"},
    ],
    ROLES: [
        {"actor_id": "army", "title_ar": "عضو", "title_en": "Member", "body_id": "state", "start": "2017-05"},
        {"actor_id": "army", "title_ar": "قائد", "title_en": "Leader", "body_id": None, "start": "2014", "end": "2016"},
        {"actor_id": "army", "title_ar": "شريك", "title_en": "Partner", "body_id": "gone"},
        {"actor_id": "sohr", "title_ar": "راصد", "title_en": "Monitor", "body_id": None},
    ],
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("profile"), OWN)


def test_what_is_known_of_an_actor(study: Study) -> None:
    view = study.actor("army")
    assert view.row == {
        "actor_id": "army", "name_ar": "الجيش", "name_en": "Army", "type": "military", "qid": "Q1",
        "parent_id": "ministry", "origin": "registry",
    }  # fmt: skip
    assert view.roles["title_en"].tolist() == ["Leader", "Member", "Partner"]
    assert view.roles.loc[1, ["body_id", "body_ar", "body_en", "start"]].tolist() == [
        "state",
        "دولة",
        "State",
        "2017-05",
    ]
    assert view.holders["actor_id"].tolist() == ["ministry", "state"]
    assert view.held[["actor_id", "name_ar"]].to_numpy().tolist() == [["brigade", "لواء"]]
    assert study.actor("sohr").holders.empty  # its parent is not in this run


def test_the_words_for_an_actor_are_counted(study: Study) -> None:
    found = study.actor("army").surfaces
    assert found.to_numpy().tolist() == [["Title", "name", 4, 4], ["Title", "coreference", 1, 1]]
    stories = study.actor("army", Filters(unit="stories")).surfaces
    assert stories.to_numpy().tolist() == [["Title", "name", 4, 3], ["Title", "coreference", 1, 1]]


def test_what_an_actor_says_is_shown_newest_first(study: Study) -> None:
    found = study.actor("army").said
    assert found[["article_id", "sentence_no", "sentence", "mode"]].to_numpy().tolist() == [
        ["d", 0, "Title d Raqqa", "indirect"],
        ["b", 1, "نص عن الرَّقّة", "indirect"],
        ["a", 1, "نص عن الرَّقّة", "indirect"],
    ]
    assert study.actor("army", Filters(languages=("en",))).said["article_id"].tolist() == ["d"]
    assert study.actor("army", limit=1).said["article_id"].tolist() == ["d"]


def test_who_speaks_of_an_actor_is_another_and_says_it(study: Study) -> None:
    view = study.actor("army")
    columns = ["source_key", "name_ar", "name_en", "n", "n_citations"]
    assert view.said_about[columns].to_numpy().tolist() == [
        ["sohr", "المرصد", "SOHR", 1, 1],
        ["~a resident", "a resident", "a resident", 1, 1],
    ]
    assert view.said_about_sentences[["article_id", "sentence", "name_en"]].to_numpy().tolist() == [
        ["d", "Title d Raqqa", "a resident"],
        ["c", "Title c الرقة", "SOHR"],
    ]
    assert study.actor("brigade").said_about.empty


def test_the_sentence_shown_is_the_one_that_mentions_the_actor(tmp_path: Path) -> None:
    whole = (0, 99)  # the monitor's words are all of the article; the verb that cites it stands in the title
    rows = [
        Row("a", "p", "ar", "2018-01-03", "a", later=("army",), cited=(said("sohr", "المرصد", 0, whole),)),
        Row("b", "p", "en", "2018-01-02", "b", actors=("army",), cited=(said("sohr", "SOHR", 1, whole),)),
        Row("c", "p", "ar", "2018-01-01", "c", meant=("army",), cited=(said("sohr", "المرصد", 0, whole),)),
    ]
    named_late = [
        mention("b", "army", "coreference"),
        mention("b", "army") | {"sentence_no": 1, "start": 15, "end": 33},
    ]
    mentions = [found for row in (rows[0], rows[2]) for found in row.mentions()] + named_late
    view = study_of(rows, tmp_path, {**OWN, MENTIONS: mentions}).actor("army")
    assert view.said_about[["n", "n_citations"]].to_numpy().tolist() == [[3, 3]]
    assert view.said_about_sentences[["article_id", "sentence_no", "sentence"]].to_numpy().tolist() == [
        ["a", 1, "نص عن الرَّقّة"],
        ["b", 1, "A text about Raqqa"],  # named there, only referred to in the title
        ["c", 1, "نص عن الرَّقّة"],
    ]


def test_an_actor_of_no_selection_and_of_no_run(study: Study) -> None:
    empty = study.actor("army", Filters(publishers=("nobody",)))
    assert (len(empty.surfaces), len(empty.said), len(empty.said_about_sentences)) == (0, 0, 0)
    assert len(empty.roles) == 3
    with pytest.raises(RunError, match="no actor 'nobody'"):
        study.actor("nobody")
