"""Figures of a topic's words over time: a heat map of weights, and lines of ranks."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.figures.layout import dated, dressed, extra, gap_bands, label_of
from analytics.figures.theme import PALETTE, Style
from analytics.figures.trends import HOVER

ROW: Final = 26
"""Height of a term in pixels."""


def words_figure(
    frame: pd.DataFrame, periods: pd.DataFrame, style: Style, *, language: str, terms: int = 15
) -> go.Figure:
    """A heat map of the terms of one language: a row a term, a column a period, darker where it weighs more.

    Terms are in order of their first period, so that the map runs along a diagonal; in Arabic they stand on the right.
    A period in which the topic has no article is empty, one without collection is a band.

    Parameters
    ----------
    frame : DataFrame
        period, language, term, shown, n, weight: ``Study.topic_words``; optional hover.
    periods : DataFrame
        period, period_end, gap: ``Study.volume`` of the same selection and frequency.
    style : Style
        Language and colour scheme.
    language : {"ar", "en"}
        Language of the terms.
    terms : int
        Terms drawn, those of the largest weight in any period.
    """
    shown = leading(frame, language, terms)
    order = shown.drop_duplicates("term")["term"].tolist()
    columns = pd.DatetimeIndex(periods["period"].drop_duplicates())
    weight = np.full((len(order), len(columns)), np.nan)
    said = np.full(weight.shape, "", dtype=object)
    cells = pd.Index(order).get_indexer(pd.Index(shown["term"])), columns.get_indexer(pd.Index(shown["period"]))
    weight[cells], said[cells] = shown["weight"], extra(shown, "hover")
    figure = go.Figure(
        go.Heatmap(
            x=columns,
            y=list(range(len(order))),
            z=weight,
            hovertext=said,
            hovertemplate=HOVER,
            colorscale=[[0, style.surface.grid], [1, style.surface.accent]],
            showscale=False,
            xgap=1,
            ygap=1,
        )
    )
    dressed(figure, style, height=max(1, len(order)) * ROW + 60)
    figure.update_layout(shapes=gap_bands(periods, style))
    _term_axis(figure, shown, order, style)
    return dated(figure, periods, style)


def ranks_figure(
    frame: pd.DataFrame, periods: pd.DataFrame, style: Style, *, language: str, terms: int = 8
) -> go.Figure:
    """Lines of the ranks of one language's terms, the first on top; a line breaks where its term is not ranked.

    Parameters
    ----------
    frame : DataFrame
        period, language, term, shown, n, weight, rank: ``Study.topic_words``; optional hover.
    periods : DataFrame
        period, period_end, gap: ``Study.volume`` of the same selection and frequency.
    style : Style
        Language and colour scheme.
    language : {"ar", "en"}
        Language of the terms.
    terms : int
        Terms drawn, those of the largest weight in any period.
    """
    shown = leading(frame, language, terms)
    columns = pd.DatetimeIndex(periods["period"].drop_duplicates())
    figure = go.Figure()
    for place, term in enumerate(shown["term"].drop_duplicates()):
        own = shown[shown["term"] == term].set_index("period")
        line = own.reindex(columns)
        colour = PALETTE[place % len(PALETTE)]
        figure.add_scatter(
            x=columns,
            y=line["rank"],
            name=label_of(own["shown"].iloc[0]),
            mode="lines+markers",
            line={"color": colour, "width": 2},
            marker={"color": colour, "size": 9},
            connectgaps=False,
            hovertext=line["hover"].fillna("").tolist() if "hover" in line else [""] * len(line),
            hovertemplate=HOVER,
        )
    dressed(figure, style, height=340)
    figure.update_layout(shapes=gap_bands(periods, style), showlegend=True)
    lowest = int(shown["rank"].max()) if len(shown) else 1
    figure.update_yaxes(range=[lowest + 0.5, 0.5], dtick=1, tickformat="d")
    return dated(figure, periods, style)


def leading(frame: pd.DataFrame, language: str, terms: int) -> pd.DataFrame:
    """The rows of the heaviest terms of a language, in order of each term's first period and rank in it."""
    own = frame[frame["language"] == language]
    heaviest = own.groupby("term")["weight"].max().reset_index()
    kept = heaviest.sort_values(["weight", "term"], ascending=[False, True]).head(terms)["term"]
    return own[own["term"].isin(kept)].sort_values(["period", "rank"], ignore_index=True)


def _term_axis(figure: go.Figure, shown: pd.DataFrame, order: list[str], style: Style) -> None:
    """The names of the terms, the first on top."""
    names = shown.drop_duplicates("term").set_index("term")["shown"]
    figure.update_yaxes(
        tickvals=list(range(len(order))),
        ticktext=[label_of(str(names[term]), 28) for term in order],
        range=[len(order) - 0.5, -0.5],
        side="right" if style.is_rtl else "left",
        showgrid=False,
    )
