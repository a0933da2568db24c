from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.figures import Style, article_map_figure, theme_tree_figure
from analytics.figures.maps import NOTE
from analytics.figures.theme import SURFACES, TONE_COLOURS

NAMES = {0: "مخيم الهول · أطفال", 1: "<b>courts</b>", 2: "small"}
COLOURS = {0: "#0072B2", 1: "#D55E00", 2: "#009E73"}


def articles(topics: list[int | None], **columns: list[Any]) -> pd.DataFrame:
    n = len(topics)
    frame = {
        "x": [float(i) for i in range(n)],
        "y": [float(-i) for i in range(n)],
        "topic_id": pd.array(topics, dtype="Int64"),
        "title": ["<script>عنوان</script>"] * n,
        "day": [date(2018, 5, 12)] * n,
        "publisher": ["A & B"] * n,
    }
    return pd.DataFrame(frame | columns)


@pytest.mark.parametrize("style", [Style("ar", "dark"), Style("en", "light")])
def test_a_mark_an_article_and_a_colour_a_topic(style: Style) -> None:
    frame = articles([1, 0, None, 0], link=["/1", "/2", "/3", "/4"])
    figure = article_map_figure(frame, style, names=NAMES, colours=COLOURS)
    unfit, first, second = figure.data
    assert unfit.marker.color == SURFACES[style.scheme].muted
    assert [trace.marker.color for trace in (first, second)] == ["#0072B2", "#D55E00"]  # the larger at the bottom
    assert list(first.x) == [1.0, 3.0]
    assert list(first.customdata) == ["/2", "/4"]
    assert list(unfit.customdata) == ["/3"]
    assert {trace.type for trace in figure.data} == {"scattergl"}
    assert figure.layout.xaxis.autorange is None  # the same map in both languages
    assert figure.layout.yaxis.scaleanchor == "x"


def test_hostile_titles_and_names_are_plain_text() -> None:
    figure = article_map_figure(articles([1]), Style("en"), names=NAMES, colours=COLOURS)
    (said,) = figure.data[1].hovertext
    assert said == (
        "\u2068&lt;script&gt;عنوان&lt;/script&gt;\u2069<br>\u206812 May 2018\u2069 · \u2068A &amp; B\u2069"
        "<br>\u2068&lt;b&gt;courts&lt;/b&gt;\u2069"
    )
    assert figure.layout.annotations[0].text == "\u2068&lt;b&gt;courts&lt;/b&gt;\u2069"


def test_an_undated_article_and_own_words_on_a_mark() -> None:
    frame = articles([0], day=[None])
    assert "2018" not in article_map_figure(frame, Style("ar"), names=NAMES, colours=COLOURS).data[1].hovertext[0]
    frame = articles([0], hover=["كلمات"])
    assert list(article_map_figure(frame, Style("ar"), names=NAMES, colours=COLOURS).data[1].hovertext) == ["كلمات"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_map_says_what_distances_do_not_mean(language: str) -> None:
    figure = article_map_figure(articles([0]), Style(language), names=NAMES, colours=COLOURS)
    note = figure.layout.annotations[-1]
    assert note.text == f"\u2068{NOTE[language]}\u2069"
    assert note.xanchor == {"ar": "right", "en": "left"}[language]


def test_names_stand_at_the_middle_and_never_on_each_other() -> None:
    apart = articles([0, 0, 0, 1, 1], x=[0.0, 1.0, 50.0, 30.0, 30.0], y=[0.0, 2.0, 90.0, 40.0, 40.0])
    *names, _ = article_map_figure(apart, Style("ar"), names=NAMES, colours=COLOURS).layout.annotations
    assert [(name.x, name.y, name.text) for name in names] == [
        (1.0, 2.0, "\u2068مخيم الهول · أطفال\u2069"),
        (30.0, 40.0, "\u2068&lt;b&gt;courts&lt;/b&gt;\u2069"),
    ]
    close = articles([0, 0, 0, 1, 1], x=[0.0, 1.0, 50.0, 1.5, 1.5], y=[0.0, 2.0, 90.0, 2.0, 2.0])
    *names, _ = article_map_figure(close, Style("ar"), names=NAMES, colours=COLOURS).layout.annotations
    assert [name.x for name in names] == [1.0]  # of two in one place the larger


def test_a_hidden_topic_is_drawn_without_a_name() -> None:
    figure = article_map_figure(articles([9, 0]), Style("en"), names=NAMES, colours=COLOURS)
    hidden = figure.data[2]
    assert hidden.marker.color == SURFACES["light"].muted
    assert "9" not in hidden.hovertext[0]
    assert [note.text for note in figure.layout.annotations[:-1]] == ["\u2068مخيم الهول · أطفال\u2069"]


def test_nothing_to_draw_is_an_empty_map() -> None:
    figure = article_map_figure(articles([]), Style("en"), names=NAMES, colours=COLOURS)
    assert len(figure.data) == 1
    assert list(figure.layout.xaxis.range) == [-1.0, 1.0]


THEMES = pd.DataFrame(
    {
        "theme_id": [7, 0, 1],
        "parent_id": pd.array([None, 7, 7], dtype="Int64"),
        "level": [2, 1, 1],
        "label_ar": ["الكل", "مخيم · أطفال", "محاكم"],
        "label_en": ["all", "camp · children", "courts"],
        "topic_ids": [[3, 4, 5], [3, 4], [5]],
        "n": [9, 5, 5],  # a story in both counts once above them
        "mean": [-0.2, -0.4, 0.1],
    }
)
TOPICS = pd.DataFrame(
    {
        "topic_id": [3, 4, 5, 6],
        "label_ar": ["الهول · <b>", "روج", "باريس", "وحده"],
        "label_en": ["al-Hol · <b>", "Roj", "Paris", "alone"],
        "n": [4, 3, 5, 1200],
        "mean": [-0.9, -0.1, 0.1, 0.0],
        "link": ["/3", "/4", "/5", "/6"],
    }
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_topics_lie_in_their_themes(language: str) -> None:
    (tree,) = theme_tree_figure(THEMES, TOPICS, Style(language), colours={3: "#0072B2"}).data
    assert list(tree.ids) == ["theme-7", "theme-0", "theme-1", "topic-3", "topic-4", "topic-5", "topic-6"]
    assert list(tree.parents) == ["", "theme-7", "theme-7", "theme-0", "theme-0", "theme-1", ""]
    assert list(tree.values) == [0, 0, 0, 4, 3, 5, 1200]
    assert list(tree.customdata) == ["", "", "", "/3", "/4", "/5", "/6"]
    assert tree.tiling.flip == {"ar": "x", "en": None}[language]
    camp, hol = {"ar": ("مخيم", "الهول"), "en": ("camp", "al-Hol")}[language]
    assert tree.text[1].startswith(f"\u2068{camp}\u2069 · ")
    assert tree.text[1].endswith(" (5)")
    assert tree.text[3] == f"\u2068{hol}\u2069<br>\u2068&lt;b&gt;\u2069<br>4"
    assert tree.text[6].endswith("<br>1,200")
    assert tree.marker.colors[3] == "#0072B2"
    assert tree.marker.colors[1] == SURFACES["light"].grid


def test_tone_colours_the_tiles_that_have_articles_enough() -> None:
    figure = theme_tree_figure(THEMES, TOPICS, Style("en"), measure="tone", low_title="negative", high_title="positive")
    (tree,) = figure.data
    assert list(tree.marker.colors) == [-0.2, -0.4, 0.1, 0.0, 0.0, 0.1, 0.0]  # of 4 and 3 articles nothing is said
    assert (tree.marker.cmin, tree.marker.cmax) == (-0.5, 0.5)
    assert [colour for _, colour in tree.marker.colorscale] == [
        TONE_COLOURS[k] for k in ("negative", "neutral", "positive")
    ]
    assert list(tree.marker.colorbar.ticktext) == ["\u2066≤ −0.5\u2069 negative", "0", "\u2066≥ +0.5\u2069 positive"]


def test_topics_without_themes_stand_side_by_side() -> None:
    (tree,) = theme_tree_figure(THEMES.head(0), TOPICS, Style("ar")).data
    assert list(tree.parents) == ["", "", "", ""]
    (empty,) = theme_tree_figure(THEMES.head(0), TOPICS.head(0), Style("ar")).data
    assert empty.ids is None or len(empty.ids) == 0


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="measure is 'size'; allowed: count, tone"):
        theme_tree_figure(THEMES, TOPICS, Style("en"), measure="size")
