from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from dash import dcc, html

from dashboard.app import Server
from dashboard.components.grid import rows_note
from dashboard.context import Context
from dashboard.pages.overview import scope_sentence
from dashboard.shell import UNSELECTED, shell
from dashboard.view import PATHS

NAMES = ("sample", "seed", "arabic")
PREFIXES = ("shell", "filter", *PATHS, "reader")


def words(component: Any, walk: Callable[[Any], Any]) -> str:
    found = " ".join(part if isinstance(part, str) else str(getattr(part, "title", "")) for part in walk(component))
    return found.replace("\u2068", "").replace("\u2069", "").replace("\u2066", "")


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("path", [*PATHS.values(), "/nope", "/articles/none"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_every_corpus_has_unique_ids_of_its_own(
    servers: dict[str, Server], walk: Callable[[Any], Any], name: str, path: str, ui: str
) -> None:
    context = servers[name].context(path, f"?ui={ui}&scheme=dark")
    document = shell(context)
    ids = [str(part.id) for part in walk(document) if getattr(part, "id", None)]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    names = [part.id for part in walk(document) if getattr(part, "id", None)]
    plain = [name_["name"] if isinstance(name_, dict) else name_ for name_ in names if name_ != "content"]
    assert [key for key in plain if not str(key).startswith(tuple(f"{prefix}-" for prefix in PREFIXES))] == []
    assert not any(isinstance(part, dcc.Markdown | html.Iframe | html.Script) for part in walk(document))


@pytest.mark.parametrize("path", [path for page, path in PATHS.items() if page not in UNSELECTED])
def test_nothing_selected_says_why_and_how_to_widen(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], path: str
) -> None:
    context = at(path, "ui=en&publisher=nobody")
    found = words(shell(context), walk)
    assert "No article matches" in found
    assert f"no article of {context.study.count()} articles" in found
    links = [part.href for part in walk(shell(context)) if isinstance(part, dcc.Link)]
    assert context.view.to(filters=type(context.filters)()).href in links


def test_the_scope_says_how_many_of_how_many(at: Callable[[str, str], Context], walk: Callable[[Any], Any]) -> None:
    context = at("/", "ui=en&language=ar")
    scope = context.study.scope(context.filters)
    found = words(shell(context), walk)
    assert 0 < scope.n < scope.N
    assert f"{scope.n} articles of {scope.N}," in found
    assert f"{scope.n} in Arabic." in found
    assert f"{scope.n_sample} articles are sample texts written for Marsad" in found


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("path", PATHS.values())
def test_every_page_says_that_sample_texts_are_sample_texts(
    servers: dict[str, Server], walk: Callable[[Any], Any], path: str, ui: str
) -> None:
    def notices(name: str) -> list[str]:
        document = shell(servers[name].context(path, f"ui={ui}"))
        return [words(part, walk) for part in walk(document) if getattr(part, "id", None) == "shell-samples"]

    n = servers["sample"].study.scope().n_sample
    expected = servers["sample"].texts[ui].count("samples", n)
    assert [expected in notice for notice in notices("sample")] == [True]
    assert notices("seed") == []


def test_a_corpus_of_one_has_no_topics_and_says_so(servers: dict[str, Server], walk: Callable[[Any], Any]) -> None:
    server = servers["seed"]
    terms = server.study.run.manifest["topics"]["key_terms"]
    first = next(term for listed in terms.values() for term in listed)
    for path in ("/", "/topics"):
        found = words(shell(server.context(path, "ui=ar")), walk)
        assert "لا مواضيع في هذا التحليل" in found
        assert first in found
    assert "فاعل" in words(shell(server.context("/actors", "ui=ar")), walk)
    assert "مقال واحد" in words(shell(server.context("/articles", "ui=ar")), walk)


def test_bad_parts_of_an_address_are_named(at: Callable[[str, str], Context], walk: Callable[[Any], Any]) -> None:
    found = words(shell(at("/", "ui=en&from=2018-13-01&topic=many&actor=nobody-at-all")), walk)
    assert "from=2018-13-01" in found
    assert "topic=many" in found
    assert "nobody-at-all does not occur in this run" in found


def test_the_reader_marks_what_was_found(at: Callable[[str, str], Context], walk: Callable[[Any], Any]) -> None:
    study = at("/").study
    key = study._query.frame("SELECT article_id FROM citation WHERE cue_start IS NOT NULL ORDER BY 1 LIMIT 1").iloc[
        0, 0
    ]
    article = study.article(key)
    document = shell(at(f"/articles/{key}", "ui=ar"))
    text = next(part for part in walk(document) if getattr(part, "id", None) == "reader-text")
    marks = [part for part in walk(text) if isinstance(part, html.Mark)]
    actor = article.mentions.iloc[0]
    surface = article.whole[actor["start"] : actor["end"]]
    assert (
        "".join(part for part in walk(text) if isinstance(part, str))
        .replace(" ", "")
        .startswith(article.row["title"].replace(" ", ""))
    )
    assert surface.startswith(next(m.children for m in marks if "mark-actor" in m.className))
    assert any("mark-cue" in m.className for m in marks)
    hidden = shell(at(f"/articles/{key}", "ui=ar&hide=cue&hide=actor"))
    kinds = " ".join(m.className for m in walk(hidden) if isinstance(m, html.Mark))
    assert "mark-content" in kinds
    assert "mark-cue" not in kinds and "mark-actor" not in kinds


def test_an_unknown_article_or_topic_is_a_message(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any]
) -> None:
    assert "not in the run" in words(shell(at("/articles/zzz", "ui=en")), walk)
    assert "no topic 9999" in words(shell(at("/topics", "ui=en&focus=9999")), walk)


def test_a_topic_page_has_words_of_both_languages_and_its_nearest_articles(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any]
) -> None:
    context = at("/topics", "ui=ar&focus=0")
    row = context.study.topics().set_index("topic_id").loc[0]
    found = words(shell(context), walk)
    assert row["label_ar"] in found and row["label_en"] in found
    assert row["terms_ar"][0] in found and row["terms_en"][0] in found
    assert context.study.representative(0)["title"].iloc[0] in found


def test_a_share_of_fewer_than_five_articles_is_not_drawn(
    servers: dict[str, Server], walk: Callable[[Any], Any]
) -> None:
    found = words(shell(servers["seed"].context("/actors", "ui=en")), walk)
    assert "In no period were five articles selected" in found


def test_a_long_table_says_how_much_of_it_is_shown(at: Callable[[str, str], Context]) -> None:
    english, arabic = at("/sources", "ui=en"), at("/sources", "ui=ar")
    note = (
        "\u206812 cited sources\u2069 in all. Click a heading to sort. Articles are counted, each copy of a story too."
    )
    assert rows_note(english, "sources", 12) == note
    assert rows_note(english, "sources", 19080).startswith(
        "The first \u2068500\u2069 of \u206819,080 cited sources\u2069;"
    )
    assert "19,080 مصدراً منقولاً عنه" in rows_note(arabic, "sources", 19080)


def test_one_day_is_one_day(servers: dict[str, Server]) -> None:
    context = servers["seed"].context("/", "ui=ar")
    sentence = scope_sentence(context, context.study.scope())
    assert sentence.count("2024") == 1
    assert "12 أيار/مايو 2024" in sentence
