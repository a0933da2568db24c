"""Switches that are links: what they change stands in the address."""

from __future__ import annotations

from collections.abc import Mapping

from dash import html

from analytics.study.filters import UNITS
from dashboard.components.parts import link
from dashboard.context import Context
from dashboard.kinds import Component
from dashboard.view import MEASURES


def measure_toggle(context: Context) -> Component:
    """Count or share."""
    texts, view = context.texts, context.view
    options = [
        link(
            texts(f"chart.{measure}"),
            view.to(measure=measure).href,
            "option chosen" if measure == view.measure else "option",
        )
        for measure in MEASURES
    ]
    return html.Div(options, className="toggle", role="group", **{"aria-label": texts("chart.measure")})


def unit_toggle(context: Context) -> Component:
    """Articles or stories: what every number of the page counts."""
    texts, view = context.texts, context.view
    options = [
        link(
            html.Span(texts(f"unit.{unit}"), **({"aria-current": "true"} if unit == view.filters.unit else {})),
            view.to(filters=view.filters.counting(unit)).href,
            "option chosen" if unit == view.filters.unit else "option",
            id=f"filter-unit-{unit}",
            title=texts(f"unit.{unit}_title"),
        )
        for unit in UNITS
    ]
    return html.Div(options, className="toggle unit", role="group", **{"aria-label": texts("unit.label")})


def csv_link(context: Context, name: str, title: str) -> Component:
    """The numbers of a chart or table as a file: the same frame, the same selection."""
    texts = context.texts
    label = texts("chart.csv_title", name=title)
    return html.A(texts("chart.csv"), href=f"/data/{name}.csv?{context.view.query}", className="csv", title=label,
                  **{"aria-label": label})  # fmt: skip


def choice_toggle(context: Context, field: str, choices: Mapping[str, str], label: str) -> Component:
    """One of the choices of a field of the view, each a link.

    Parameters
    ----------
    context : Context
    field : str
        Field of :class:`dashboard.view.View`.
    choices : mapping of str to str
        What can be chosen, and its words.
    label : str
        What is chosen, for those who hear the page.
    """
    view = context.view
    now = getattr(view, field)
    options = [
        link(
            html.Span(words, **({"aria-current": "true"} if choice == now else {})),
            view.to(**{field: choice}).href,
            "option chosen" if choice == now else "option",
        )
        for choice, words in choices.items()
    ]
    return html.Div(options, className="toggle wrap", role="group", **{"aria-label": label})
