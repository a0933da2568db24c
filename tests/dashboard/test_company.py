"""Who appears with whom, profiles, kinds of sources and places: what the pages show and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.schema import ACTORS, CITATIONS, GAZETTEER, ROLES
from analytics.study import Filters
from analytics.study.filters import NAMING
from analytics.study.units import joined
from dashboard.app import Server
from dashboard.components.citing import citing_rows
from dashboard.components.company import drawn_pairs, pair_rows
from dashboard.components.filter_bar import active
from dashboard.components.source_kinds import diversity_rows, kind_filters, unnamed_rows
from dashboard.frames import together as together_frame
from dashboard.links import FIELDS, together
from dashboard.pages.places import place_rows
from dashboard.shell import shell
from dashboard.view import View
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor, citation

UIS = pytest.mark.parametrize("ui", ["ar", "en"])
PAIR, KIN = ("council", "group"), ("office", "state")
ROWS = [
    Row(f"a{n:02}", "q" if n % 3 else "p", "ar" if n % 2 else "en", "2018-01-01", f"s{n // 2}",
        actors=PAIR if n < 7 else KIN, places=("raqqa",) if n % 2 else ("syria",))
    for n in range(14)
]  # fmt: skip
OFFICIAL = {"source_class": "official", "source_detail": "body", "source_label": "مسؤول في المجلس"}
OWN: dict[Any, list[dict[str, Any]]] = {
    ACTORS: [
        actor("group", "جماعة", "Group", "armed_group") | {"qid": "Q42", "parent_id": "state"},
        actor("council", "مجلس", "Council", "other_org") | {"origin": "workspace"},
        actor("state", "دولة", "State", "state"),
        actor("office", "مكتب", "Office", "government_body") | {"parent_id": "state"},
    ],
    ROLES: [
        {"actor_id": "group", "title_ar": "فصيل", "title_en": "Faction", "body_id": "state", "start": "2014-06"},
        {"actor_id": "group", "title_ar": "حليف", "title_en": "Ally", "body_id": None, "start": "2012", "end": "2013"},
    ],
    CITATIONS: [
        citation("a00", "group") | {"content_start": 0, "content_end": 5},
        citation("a01", "~مسؤول في المجلس") | OFFICIAL | {"content_start": 0, "content_end": 5},
        citation("a02", "~مسؤول في المجلس") | OFFICIAL,
        citation("a03", "group") | {"act": "thought"},
    ],
    GAZETTEER: [
        {"place_id": "raqqa", "name_ar": "الرقة", "name_en": "Raqqa", "level": "city", "country": "SY",
         "governorate": "Raqqa", "precision_km": 8.0},
        {"place_id": "syria", "name_ar": "سوريا", "name_en": "Syria", "level": "country", "country": "SY"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return Server(study_of(ROWS, tmp_path_factory.mktemp("company"), OWN))


def words(component: Any, walk: Callable[[Any], Any]) -> str:
    return plainly(" ".join(part for part in walk(component) if isinstance(part, str)))


def plainly(text: str) -> str:
    return text.translate(str.maketrans("", "", "\u2066\u2068\u2069"))


def selection(href: str) -> Filters:
    path, _, query = href.partition("?")
    view = View.parse(path, query)
    assert view.notices == ()
    return view.filters


def named(document: Any, walk: Callable[[Any], Any], name: str) -> Any:
    for part in walk(document):
        own = getattr(part, "id", None)
        if name in (own, own.get("name") if isinstance(own, dict) else None):
            return part
    return None


@UIS
@pytest.mark.parametrize("search", ["", "language=ar", "unit=stories", "actor=group"])
def test_nodes_edges_and_rows_lead_to_as_many_articles_as_they_count(
    made: Server, walk: Callable[[Any], Any], ui: str, search: str
) -> None:
    context = made.context("/actors", f"?ui={ui}&{search}")
    study, filters = context.study, context.filters.narrow(actors=())
    frame = study.co_mentions(filters, actors=context.filters.actors or None)
    rows = pair_rows(context, frame)
    assert rows
    for row in rows:
        assert study.count(selection(row["href"])) == row["n"]
        path, _, query = row["sentences_href"].partition("?")
        read = View.parse(path, query)
        assert (read.filters, read.notices, len(read.pair)) == (context.filters, (), 2)
    found = named(shell(context), walk, "actors-network")
    if found is not None:
        handles, nodes = found.figure.data[-2:]
        for trace in (handles, nodes):
            assert all(study.count(selection(href)) > 0 for href in trace.customdata)
        assert [study.count(selection(href)) for href in nodes.customdata] == [7] * len(nodes.customdata)


@UIS
def test_the_network_says_what_chance_would_give(tmp_path: Path, walk: Callable[[Any], Any], ui: str) -> None:
    rows = [replace(row, story=row.key) for row in ROWS]  # chance is weighed over stories: seven would be too few
    server = Server(study_of(rows, tmp_path, OWN))
    figure = named(shell(server.context("/actors", f"?ui={ui}")), walk, "actors-network").figure
    expected = {"ar": "والمتوقع مصادفةً 3.50", "en": "together in 7 articles, 3.50 by chance; NPMI 1.00, q 0.0009"}
    hover = figure.data[-2].hovertext[0].translate(str.maketrans("", "", "\u2066\u2068\u2069"))
    assert expected[ui] in hover
    dashes = [trace.line.dash for trace in figure.data[:-2]]
    assert sorted(dashes) == ["dot", "solid"]  # the office and its state are kin


@UIS
def test_one_actor_has_a_profile(made: Server, walk: Callable[[Any], Any], ui: str) -> None:
    document = shell(made.context("/actors", f"?ui={ui}&actor=group"))
    roles = words(named(document, walk, "actors-roles"), walk)
    assert roles.index({"ar": "حليف", "en": "Ally"}[ui]) < roles.index({"ar": "فصيل، دولة", "en": "Faction, State"}[ui])
    assert {"ar": "(بدأ حزيران/يونيو 2014)", "en": "(from June 2014)"}[ui] in roles
    assert {"ar": "(2012 – 2013)", "en": "(2012 – 2013)"}[ui] in roles
    assert made.texts[ui]("actors.roles_note") in words(document, walk)
    assert "Title" in words(named(document, walk, "actors-surfaces"), walk)
    assert "Title a00 Raqqa" in words(named(document, walk, "actors-said"), walk)
    assert "Title a03" not in words(named(document, walk, "actors-said"), walk)
    assert "مسؤول في المجلس" in words(named(document, walk, "actors-about"), walk)
    links = {getattr(part, "href", None) for part in walk(document)}
    assert "https://www.wikidata.org/wiki/Q42" in links
    own = made.texts[ui]("actors.own")
    assert own not in words(document, walk)
    assert own in words(shell(made.context("/actors", f"?ui={ui}&actor=council")), walk)
    assert named(shell(made.context("/actors", f"?ui={ui}&actor=nobody")), walk, "actors-roles") is None


@UIS
def test_a_pair_shows_the_sentences_that_name_both(made: Server, walk: Callable[[Any], Any], ui: str) -> None:
    document = shell(made.context("/actors", f"?ui={ui}&pair=group&pair=council"))
    shown = named(document, walk, "actors-pair")
    assert "Title a06 Raqqa" in words(shown, walk)
    assert len(shown.children) == 7
    assert made.texts[ui]("filter.also_named", name={"ar": "جماعة", "en": "Group"}[ui]) in [
        label for label, _ in active(made.context("/actors", f"?ui={ui}&also_named=group"))
    ]


@UIS
@pytest.mark.parametrize("search", ["", "also_named=council&also_named=group", "actor=group", "pair=a&pair=b"])
def test_sentences_can_be_read_from_a_page_that_already_has_a_selection(
    made: Server, walk: Callable[[Any], Any], ui: str, search: str
) -> None:
    context = made.context("/actors", f"?ui={ui}&{search}")
    rows = pair_rows(context, together_frame(context.study, context.view))
    assert rows
    for row in rows:
        path, _, query = row["sentences_href"].partition("?")
        shown = named(shell(made.context(path, query)), walk, "actors-pair")
        assert context.texts("table.open_sentences", n=str(len(shown.children))) == row["sentences"]


@UIS
@pytest.mark.parametrize("pair", ["pair=group", "pair=group&pair=group", "pair=a&pair=b&pair=c", f"pair={'x' * 400}"])
def test_what_is_no_pair_is_said(made: Server, walk: Callable[[Any], Any], ui: str, pair: str) -> None:
    context = made.context("/actors", f"?ui={ui}&{pair}")
    assert (context.view.pair, [notice.key for notice in context.view.notices]) == ((), ["pair"])
    part = f"pair={context.view.notices[0].value}"
    assert plainly(context.texts("notice.pair", part=part)) in words(shell(context), walk)


def test_only_as_many_pairs_are_drawn_as_have_room(made: Server) -> None:
    frame = made.study.co_mentions()
    assert len(drawn_pairs(frame)) == len(frame) == 2
    many = frame.loc[[0] * 3].assign(actor_a=["a", "b", "a"], actor_b=["b", "c", "c"])
    wide = [frame.loc[[0]].assign(actor_a=f"x{n}", actor_b=f"y{n}") for n in range(30)]
    kept = drawn_pairs(pd.concat([*wide, many]))
    assert len(kept) == 20 and set(kept["actor_a"]) == {f"x{n}" for n in range(20)}


@UIS
@pytest.mark.parametrize(
    "search", ["", "source_detail=body", "source_class=official&source_detail=body", "naming=unnamed", "unit=stories"]
)
def test_rows_of_sources_lead_to_their_articles(made: Server, ui: str, search: str) -> None:
    context = made.context("/sources", f"?ui={ui}&{search}")
    study, filters = context.study, context.filters
    unnamed = unnamed_rows(context, study.unnamed_sources(filters, by="publisher"))
    assert unnamed
    for row in unnamed:
        assert study.count(selection(row["href"])) == row["n"]
    for row in diversity_rows(context, study.source_diversity(filters)):
        assert study.count(selection(row["href"])) == 1
    kinds = study.source_classes(filters)
    assert [study.count(kind_filters(filters, row)) for row in kinds.itertuples()] == kinds["n"].tolist()
    cited = citing_rows(context, study.citing(filters))
    assert cited and [study.count(selection(row["href"])) for row in cited] == [row["n"] for row in cited]


def test_a_credit_is_no_unnamed_source(tmp_path: Path) -> None:
    credit = citation("a01", "~وكالات") | {"mode": "credit"}
    study = study_of(ROWS[:4], tmp_path, {CITATIONS: [citation("a00", "~مسؤول") | OFFICIAL, credit]})
    counts = {how: study.count(Filters(naming=(how,))) for how in NAMING}
    assert counts == {"named": 0, "unnamed": 1, "none_named": 1}
    assert study.unnamed_sources()[["n", "n_partly", "N"]].to_numpy().tolist() == [[1, 1, 1]]


def test_a_story_counts_for_each_way_its_articles_name_sources(tmp_path: Path) -> None:
    own = {CITATIONS: [citation("a00", "group"), citation("a01", "~مسؤول") | OFFICIAL]}
    rows = [replace(ROWS[n], publisher="p", story="s") for n in range(2)]
    study = study_of(rows, tmp_path, own)
    stories = Filters(unit="stories")
    assert study.unnamed_sources(stories)[["n", "n_partly", "N"]].to_numpy().tolist() == [[1, 1, 1]]
    assert [study.count(stories.narrow(naming=(how,))) for how in NAMING] == [1, 1, 1]
    assert study.count(stories.narrow(naming=("named", "unnamed"))) == 0  # no one article does both


@UIS
@pytest.mark.parametrize("level", ["place", "country"])
def test_places_are_ranked_by_level_and_lead_to_their_articles(
    made: Server, walk: Callable[[Any], Any], ui: str, level: str
) -> None:
    context = made.context("/places", f"?ui={ui}&level={level}")
    rows = place_rows(context, context.study.places(level=level))
    assert [(row["n"], row["named"]) for row in rows] == [{"place": (7, 7), "country": (14, 7)}[level]]
    assert context.study.count(selection(rows[0]["href"])) == rows[0]["n"]
    raqqa, syria = {"ar": ("الرقة", "سوريا"), "en": ("Raqqa", "Syria")}[ui]
    assert (rows[0]["name"], rows[0]["within"]) == ((raqqa, f"Raqqa{context.texts('list.comma')}{syria}")
                                                    if level == "place" else (syria, ""))  # fmt: skip
    figure = named(shell(context), walk, "places-bars").figure
    assert [made.study.count(selection(href)) for href in figure.data[0].customdata] == list(figure.data[0].x)


def test_a_level_that_is_none_is_said(made: Server) -> None:
    view = made.context("/places", "?level=planet").view
    assert (view.level, [notice.key for notice in view.notices]) == ("place", ["level"])
    assert View.parse("/places", "level=country").to("actors").level == "place"
    assert "level=country" in View.parse("/places", "level=country").href


@UIS
def test_every_filter_has_a_chip(made: Server, ui: str) -> None:
    query = "source_class=official&source_detail=none&place=raqqa&also_place=syria&candidate=~خالد&also_named=group"
    query += "&naming=none_named"
    context = made.context("/articles", f"?ui={ui}&{query}")
    labels = [label.translate(str.maketrans("", "", "\u2068\u2069")) for label, _ in active(context)]
    shown = {"ar": ["مسؤول", "بلا تعريف", "الرقة", "سوريا", "خالد", "جماعة", "ولا يسمّي"],
             "en": ["official", "not described", "Raqqa", "Syria", "خالد", "Group", "no source"]}[ui]  # fmt: skip
    assert len(labels) == 7
    for word in shown:
        assert any(word in label for label in labels)
    for _, without in active(context):
        assert len(without.to_query()) < len(context.filters.to_query())


def test_every_ranked_dimension_has_its_field() -> None:
    assert {field: joined(name)[2] for name, field in FIELDS.items()} == {field: field for field in FIELDS.values()}
    assert together(Filters(also_named=("a",)), "b", "c") == Filters(also_named=("a", "b", "c"))
