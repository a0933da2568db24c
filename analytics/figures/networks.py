"""Figures of company: a network of pairs, and bars of one actor's company."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from analytics.figures.bars import bar_rows
from analytics.figures.layout import dressed, extra, label_of
from analytics.figures.theme import Style
from analytics.figures.trends import HOVER

NODES: Final = 40
"""Actors drawn at most: the labels of more cannot be told apart."""
HEIGHT: Final = 560
LABEL: Final = 24
"""Characters of a label: what fits between two nodes."""
STEPS: Final = 300
"""Rounds of moving. Over ten networks of 40 nodes and 80 edges made by lot, edges are at rest after 100 (mean length
.43 of the mean distance, .44 after 300 and after 1,000), while fewer labels lie on each other: 26 pairs of 780 after
100, 22 after 300, 9 after 1,000, which takes .4 s instead of .1."""
PULL: Final = 0.6
"""Pull to the middle. With 40 nodes and 30 edges, many of them parts of their own, 27 pairs of labels lie on each other
at 0, 12 at .3, 2 at .6 and 1 at 1.2, where edges are a seventh longer."""
LEAST_BOND: Final = 0.3
"""How strongly the weakest edge binds; from 0 to .6 edges' mean length changes by 4 %, so that it hardly matters."""
_SIZES: Final = (10.0, 38.0)
_WIDTHS: Final = (1.0, 6.0)
_ROOM: Final = (0.28, 0.09)
"""Width and height of a label beside its node, as parts of the square: 170 by 25 of 1,200 by 560 pixels."""
_MIDDLES: Final = 5
"""Places along an edge that can be pointed at: Plotly answers to points alone, not to lines."""
ROOM_FOR_BOTH: Final = 1.2
"""Length of the axis of company over its longest bar: two numbers stand behind a bar, not one."""
Floats = NDArray[np.float64]


def network_figure(nodes: pd.DataFrame, edges: pd.DataFrame, style: Style) -> go.Figure:
    """A network: a node an actor, as large as it is often named, an edge a pair, as wide as it is associated.

    The same pairs in any order give the same picture. A click on a node or an edge leads to its articles.

    Parameters
    ----------
    nodes : DataFrame
        key, name, n; optional colour, hover, link.
    edges : DataFrame
        a and b (keys of nodes), weight (0 to 1, such as npmi); optional is_dim (drawn dashed and pale), hover, link.
    style : Style
        Language and colour scheme.
    """
    nodes = nodes.sort_values("key", ignore_index=True)
    edges = edges.sort_values(["a", "b"], ignore_index=True)
    place = {key: at for at, key in enumerate(nodes["key"])}
    pairs = np.array([[place[a], place[b]] for a, b in zip(edges["a"], edges["b"], strict=True)], dtype=np.int64)
    pairs = pairs.reshape(-1, 2)
    at = positions(len(nodes), pairs, edges["weight"].to_numpy(np.float64))
    figure = go.Figure()
    for line in _lines(at, pairs, edges, style):
        figure.add_trace(line)
    figure.add_trace(_handles(at, pairs, edges))
    figure.add_trace(_nodes(at, nodes, style))
    dressed(figure, style, height=HEIGHT)
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_xaxes(**hidden, range=[-1.25, 1.25])
    figure.update_yaxes(**hidden, range=[-1.15, 1.15])
    return figure


def positions(n: int, pairs: NDArray[np.int64], weights: Floats) -> Floats:
    """Places of nodes between -1 and 1, near where they are bound together (Fruchterman and Reingold 1991).

    They begin on a circle, each beside those it is bound to, so that nothing is drawn by lot; a weak pull to the middle
    keeps parts that are bound to nothing else inside the frame.

    Parameters
    ----------
    n : int
    pairs : ndarray of shape (m, 2)
        The two ends of each edge.
    weights : ndarray of shape (m,)
        How strongly each edge binds, 0 to 1.

    Returns
    -------
    ndarray of shape (n, 2)
    """
    if n == 0:
        return np.zeros((0, 2))
    pull = np.zeros((n, n))
    pull[pairs[:, 0], pairs[:, 1]] = pull[pairs[:, 1], pairs[:, 0]] = _bonds(weights)
    turn = np.empty(n)
    turn[_visited(pull)] = 2 * np.pi * np.arange(n) / n
    at = np.column_stack([np.cos(turn), np.sin(turn)])
    apart = np.sqrt(4.0 / n)  # the distance at which an even spread over the square would be at rest
    for heat in np.linspace(0.2, 0.002, STEPS):
        between = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-6)
        force = apart**2 / distance**2 - pull * distance / apart
        np.fill_diagonal(force, 0)
        shift = (between * force[:, :, None]).sum(axis=1) - PULL * at
        length = np.maximum(np.sqrt((shift**2).sum(axis=1)), 1e-9)
        at = at + shift * (np.minimum(length, heat) / length)[:, None]
    return _parted(_spread(at))


def _bonds(weights: Floats) -> Floats:
    bonds: Floats = LEAST_BOND + (1 - LEAST_BOND) * np.clip(weights, 0, 1)
    return bonds


def _visited(pull: Floats) -> list[int]:
    """The nodes in the order of a walk that goes to the most strongly bound first, the first of equals."""
    found: list[int] = []
    waiting = list(range(len(pull)))[::-1]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.append(node)
            near = [int(other) for other in np.argsort(-pull[node], kind="stable") if pull[node, other] > 0]
            waiting += near[::-1]
    return found


def _spread(at: Floats) -> Floats:
    """The places moved and stretched to fill the square; a single one is in the middle."""
    low, high = at.min(axis=0), at.max(axis=0)
    found: Floats = (2 * at - low - high) / np.where(high - low > 1e-9, high - low, 1)
    return found


def _parted(at: Floats) -> Floats:
    """The places moved apart up and down where their labels would lie on each other, and back into the frame."""
    width, height = _ROOM
    for _ in range(STEPS):
        aside = at[:, None, 0] - at[None, :, 0]
        above = at[:, None, 1] - at[None, :, 1]
        is_close = (np.abs(aside) < width) & (np.abs(above) < height)
        np.fill_diagonal(is_close, False)
        if not is_close.any():
            break
        upward = np.where(above == 0, np.arange(len(at))[:, None] < np.arange(len(at))[None, :], above > 0)
        push = np.where(is_close, np.where(upward, 1, -1) * (height - np.abs(above)) / 2, 0)
        at = np.column_stack([at[:, 0], at[:, 1] + 0.5 * push.sum(axis=1)])
    return _spread(at)


def _lines(at: Floats, pairs: NDArray[np.int64], edges: pd.DataFrame, style: Style) -> list[go.Scatter]:
    """A line an edge: Plotly gives a whole trace one width."""
    dim = edges["is_dim"].tolist() if "is_dim" in edges else [False] * len(edges)
    low, high = _WIDTHS
    lines = []
    for (a, b), weight, is_dim in zip(pairs.tolist(), edges["weight"], dim, strict=True):
        lines.append(
            go.Scatter(
                x=[at[a, 0], at[b, 0]],
                y=[at[a, 1], at[b, 1]],
                mode="lines",
                hoverinfo="skip",
                customdata=["", ""],
                hovertext=["", ""],
                opacity=0.35 if is_dim else 0.6,
                line={
                    "color": style.surface.muted,
                    "width": low + (high - low) * float(np.clip(weight, 0, 1)),
                    "dash": "dot" if is_dim else "solid",
                },
            )
        )
    return lines


def _handles(at: Floats, pairs: NDArray[np.int64], edges: pd.DataFrame) -> go.Scatter:
    """Unseen points along each edge that say what it is and where it leads."""
    parts = (np.arange(_MIDDLES) + 1) / (_MIDDLES + 1)
    start, end = at[pairs[:, 0]], at[pairs[:, 1]]
    found = start[:, None, :] + parts[None, :, None] * (end - start)[:, None, :]
    flat = found.reshape(-1, 2)
    return go.Scatter(
        x=flat[:, 0],
        y=flat[:, 1],
        mode="markers",
        name="edges",
        marker={"size": 14, "opacity": 0},
        customdata=np.repeat(extra(edges, "link"), _MIDDLES).tolist(),
        hovertext=np.repeat(extra(edges, "hover"), _MIDDLES).tolist(),
        hovertemplate=HOVER,
    )


def _nodes(at: Floats, nodes: pd.DataFrame, style: Style) -> go.Scatter:
    counts = nodes["n"].to_numpy(np.float64)
    low, high = _SIZES
    sizes = low + (high - low) * np.sqrt(counts / max(counts.max(initial=0), 1))
    colours = nodes["colour"].tolist() if "colour" in nodes else [style.surface.accent] * len(nodes)
    return go.Scatter(
        x=at[:, 0],
        y=at[:, 1],
        mode="markers+text",
        name="nodes",
        text=[label_of(str(name), LABEL) for name in nodes["name"]],
        textposition=["top center" if y >= 0 else "bottom center" for y in at[:, 1]],
        textfont={"size": 12, "color": style.surface.text},
        cliponaxis=False,
        marker={"size": sizes, "color": colours, "line": {"color": style.surface.background, "width": 1.5}},
        customdata=extra(nodes, "link"),
        hovertext=extra(nodes, "hover"),
        hovertemplate=HOVER,
    )


def company_figure(frame: pd.DataFrame, style: Style, *, x_title: str = "") -> go.Figure:
    """How strongly others are associated with one actor, as bars; in Arabic they grow from the right.

    Parameters
    ----------
    frame : DataFrame
        name, n, npmi; optional colour, hover, link. The number of articles stands in each label.
    style : Style
        Language and colour scheme.
    x_title : str
        What the axis says.
    """
    return bar_rows(
        frame,
        style,
        values=frame["npmi"].tolist(),
        texts=[f"\u2066{value:.2f} (n = {n:,})\u2069" for value, n in zip(frame["npmi"], frame["n"], strict=True)],
        longest=max(frame["npmi"], default=0.0) * ROOM_FOR_BOTH,
        x_title=x_title,
        ticks={"tickformat": ".1f", "dtick": 0.2},
    )
