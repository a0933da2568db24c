"""Figures of the whole: the map of articles, and the themes with their topics."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.figures.dates import day_name
from analytics.figures.layout import dressed, extra, label_of, plain, rows_of
from analytics.figures.numbers import signed
from analytics.figures.theme import TONE_COLOURS, Style, isolate
from analytics.figures.trends import HOVER
from analytics.study.statistics import SMALL_N
from analytics.topics.labels import SEPARATOR

MARKS: Final = 20_000
"""Articles drawn at most (the ``limit`` of ``Study.map``): a mark with its words is 250 bytes, all are 5 MB."""
HEIGHT: Final = 620
NOTE: Final[Mapping[str, str]] = {
    "ar": "المقالات المتجاورة متشابهة. أما المسافة بين المجموعات المتباعدة فلا معنى لها، ولا للاتجاهات.",
    "en": "Articles side by side are alike. Distances between far groups mean nothing, nor do directions.",
}
"""What a reader must know of the map, under it."""
_LABEL: Final = 30
_LETTER: Final = 7.2  # pixels a letter of a label at 12 points, mean of Arabic and Latin
_LINE: Final = 22  # pixels a line of labels takes with its margin
_WIDTH: Final = 1000  # pixels the map is taken to be wide: on a narrower page labels come closer
_SHARE: Final = 0.01  # of the articles drawn a topic has to have for a label
_TITLE: Final = 90
_TILE: Final = 60
_TONE_END: Final = 0.5
"""Tone at which a tile has the full colour: means of topics lie between -.4 and .1 on our corpora."""


def article_map_figure(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[Hashable, str],
    colours: Mapping[Hashable, str],
    note: str | None = None,
) -> go.Figure:
    """The map of articles, a mark an article, a colour a topic; grey is what fits no topic.

    The largest topics lie at the bottom. A topic's name stands at its middle unless a larger one's is there. The map is
    the same in both languages: it is no text, so that it is not mirrored.

    Parameters
    ----------
    frame : DataFrame
        Rows of ``Study.map``: x, y, topic_id, title, day, publisher; optional hover, link.
    style : Style
        Language and colour scheme.
    names, colours : mapping
        What each topic is called, and its colour on every page; one that is in neither is drawn as no topic.
    note : str, optional
        What stands under the map; :data:`NOTE` by default.
    """
    figure = go.Figure()
    counts = frame["topic_id"].value_counts()
    topics = sorted(counts.index, key=lambda topic: (-int(counts[topic]), topic))
    figure.add_trace(_marks(frame[frame["topic_id"].isna()], style, "", style.surface.muted, 0.35))
    for topic in topics:
        name = label_of(names[topic], _LABEL) if topic in names else ""
        colour = colours.get(topic, style.surface.muted)
        figure.add_trace(_marks(frame[frame["topic_id"] == topic], style, name, colour, 0.75))
    dressed(figure, style, height=HEIGHT)
    span = _ends(frame)
    hidden: dict[str, Any] = {"visible": False, "fixedrange": False}
    figure.update_xaxes(**hidden, range=span[0])
    figure.update_yaxes(**hidden, range=span[1], scaleanchor="x")
    labels = _labels(frame, topics, names, span)
    figure.update_layout(
        annotations=[
            *(_label(*label, style) for label in labels),
            _note(NOTE[style.language] if note is None else note, style),
        ],
        margin={"b": 40},
        dragmode="pan",
        hovermode="closest",
    )
    return figure


def theme_tree_figure(
    themes: pd.DataFrame,
    topics: pd.DataFrame,
    style: Style,
    *,
    measure: str = "count",
    colours: Mapping[Hashable, str] | None = None,
    low_title: str = "",
    high_title: str = "",
) -> go.Figure:
    """Themes and the topics in them as tiles, each as large as its articles.

    A topic of no theme stands beside the themes. With tone, a tile of fewer than five articles has the colour of none.

    Parameters
    ----------
    themes : DataFrame
        Rows of ``Study.themes``: theme_id, parent_id, level, label_ar, label_en, topic_ids, n, mean; optional hover,
        link.
    topics : DataFrame
        Rows of ``Study.topics``: topic_id, label_ar, label_en, n, mean; optional hover, link.
    style : Style
        Language and colour scheme; in Arabic the tiles begin at the right.
    measure : {"count", "tone"}
        What the colours say: which topic it is, as on every page, or the mean tone.
    colours : mapping, optional
        The colour of each topic, for ``measure="count"``.
    low_title, high_title : str
        What the two ends of the scale of tone mean.

    Raises
    ------
    ValueError
        If the measure is unknown.
    """
    if measure not in ("count", "tone"):
        raise ValueError(f"measure is {measure!r}; allowed: count, tone.")
    tiles = _tiles(themes, topics, style)
    figure = go.Figure(
        go.Treemap(
            ids=tiles["key"],
            labels=tiles["label"],
            parents=tiles["parent"],
            # The tile of a theme is as large as its topics together: where a story in two topics counts once for
            # the theme, its own number is smaller than their sum, which Plotly would draw as nothing.
            values=[n if kind == "topic" else 0 for kind, n in zip(tiles["kind"], tiles["n"], strict=True)],
            branchvalues="remainder",
            text=tiles["text"],
            textinfo="text",
            textposition="top right" if style.is_rtl else "top left",
            sort=True,
            customdata=tiles["link"],
            hovertext=tiles["hover"],
            hovertemplate=HOVER,
            tiling={"flip": "x"} if style.is_rtl else {},
            pathbar={"visible": True, "side": "top"},
            root={"color": style.surface.background},
            marker=_tile_colours(tiles, style, measure, colours or {}, _tone_ends(low_title, high_title)),
        )
    )
    dressed(figure, style, height=HEIGHT)
    return figure.update_layout(uniformtext={"minsize": 9, "mode": "hide"})


def _marks(rows: pd.DataFrame, style: Style, name: str, colour: str, opacity: float) -> go.Scattergl:
    return go.Scattergl(
        x=rows["x"],
        y=rows["y"],
        mode="markers",
        name=name,
        marker={"color": colour, "size": 5, "opacity": opacity},
        customdata=extra(rows, "link"),
        hovertext=extra(rows, "hover") if "hover" in rows else [_hover(row, style, name) for row in rows_of(rows)],
        hovertemplate=HOVER,
    )


def _hover(row: Any, style: Style, name: str) -> str:  # noqa: ANN401  a row of a frame
    """Title, day and publisher of an article, and its topic; the title is plain text to Plotly."""
    day = "" if pd.isna(row.day) else day_name(pd.Timestamp(row.day).date(), style.language)
    facts = " · ".join(isolate(plain(fact)) for fact in (day, str(row.publisher)) if fact)
    return "<br>".join(line for line in (label_of(str(row.title), _TITLE), facts, name) if line)


def _ends(frame: pd.DataFrame) -> list[list[float]]:
    """The range of each axis with a margin; around nothing if there is nothing."""
    if frame.empty:
        return [[-1.0, 1.0], [-1.0, 1.0]]
    low, high = frame[["x", "y"]].min().to_numpy(np.float64), frame[["x", "y"]].max().to_numpy(np.float64)
    margin = np.maximum(0.05 * (high - low), 0.5)
    return [[float(a), float(b)] for a, b in zip(low - margin, high + margin, strict=True)]


def _labels(
    frame: pd.DataFrame, topics: Sequence[Hashable], names: Mapping[Hashable, str], span: list[list[float]]
) -> list[tuple[float, float, str]]:
    """Place and text of the topics' names, the largest first, without those that would lie on one of them."""
    (left, right), (bottom, top) = span
    # Both axes have one scale, set by the side that fills the frame first.
    pixel = max((right - left) / _WIDTH, (top - bottom) / HEIGHT)
    placed: list[tuple[float, float, str]] = []
    boxes: list[tuple[float, float, float]] = []
    for topic in (topic for topic in topics if topic in names):
        rows = frame[frame["topic_id"] == topic]
        if len(rows) < max(_SHARE * len(frame), 1):
            continue
        text = label_of(names[topic], _LABEL)
        x, y = float(rows["x"].median()), float(rows["y"].median())
        half = len(text) * _LETTER * pixel / 2
        if all(abs(x - a) >= half + width or abs(y - b) >= _LINE * pixel for a, b, width in boxes):
            boxes.append((x, y, half))
            placed.append((x, y, text))
    return placed


def _label(x: float, y: float, text: str, style: Style) -> dict[str, Any]:
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": style.surface.text},
        "bgcolor": style.surface.background,
        "opacity": 0.75,
        "borderpad": 2,
    }


def _note(text: str, style: Style) -> dict[str, Any]:
    side = 1 if style.is_rtl else 0
    return {
        "xref": "paper",
        "yref": "paper",
        "x": side,
        "y": 0,
        "xanchor": "right" if style.is_rtl else "left",
        "yanchor": "top",
        "yshift": -8,
        "text": isolate(plain(text)),
        "showarrow": False,
        "font": {"size": 12, "color": style.surface.muted},
        "name": "note",
    }


def _tiles(themes: pd.DataFrame, topics: pd.DataFrame, style: Style) -> pd.DataFrame:
    """Tiles of themes, then of topics: kind, id, key, parent (empty at the top), label, text, n, mean, hover, link."""
    lowest = themes[themes["level"] == 1]
    above = {
        topic: theme for theme, held in zip(lowest["theme_id"], lowest["topic_ids"], strict=True) for topic in held
    }
    parents = [list(themes["parent_id"]), [above.get(topic) for topic in topics["topic_id"]]]
    parts = []
    for kind, rows, over in zip(("theme", "topic"), (themes, topics), parents, strict=True):
        labels = [label_of(str(label), _TILE) for label in rows[f"label_{style.language}"]]
        facts = [f"{n:,} · {isolate(signed(mean))}" for n, mean in zip(rows["n"], rows["mean"], strict=True)]
        said = [f"{label}<br>{fact}" for label, fact in zip(labels, facts, strict=True)]
        apart = "<br>" if kind == "topic" else SEPARATOR
        words = [apart.join(map(label_of, str(label).split(SEPARATOR))) for label in rows[f"label_{style.language}"]]
        tails = [f"<br>{n:,}" if kind == "topic" else f" ({n:,})" for n in rows["n"]]
        parts.append(
            pd.DataFrame(
                {
                    "kind": kind,
                    "id": list(rows[f"{kind}_id"]),
                    "key": [f"{kind}-{number}" for number in rows[f"{kind}_id"]],
                    "parent": ["" if pd.isna(parent) else f"theme-{int(parent)}" for parent in over],
                    "label": labels,
                    "text": [word + tail for word, tail in zip(words, tails, strict=True)],
                    "n": list(rows["n"]),
                    "mean": list(rows["mean"]),
                    "hover": extra(rows, "hover") if "hover" in rows else said,
                    "link": extra(rows, "link"),
                }
            )
        )
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _tone_ends(low: str, high: str) -> list[str]:
    """Labels of the scale of tone at its ends and in the middle; the numbers keep their sign in front."""
    return [f"\u2066≤ −{_TONE_END}\u2069 {low}", "0", f"\u2066≥ +{_TONE_END}\u2069 {high}"]


def _tile_colours(
    tiles: pd.DataFrame, style: Style, measure: str, colours: Mapping[Hashable, str], ends: list[str]
) -> dict[str, Any]:
    line = {"color": style.surface.background, "width": 1}
    if measure == "count":
        found = [
            colours.get(key, style.surface.accent) if kind == "topic" else style.surface.grid
            for key, kind in zip(tiles["id"], tiles["kind"], strict=True)
        ]
        return {"colors": found, "line": line}
    tone = [mean if n >= SMALL_N else 0.0 for mean, n in zip(tiles["mean"], tiles["n"], strict=True)]
    return {
        "colors": tone,
        "cmin": -_TONE_END,
        "cmax": _TONE_END,
        "colorscale": [[0, TONE_COLOURS["negative"]], [0.5, TONE_COLOURS["neutral"]], [1, TONE_COLOURS["positive"]]],
        "showscale": True,
        "colorbar": {"tickvals": [-_TONE_END, 0, _TONE_END], "ticktext": ends, "thickness": 12},
        "line": line,
    }
