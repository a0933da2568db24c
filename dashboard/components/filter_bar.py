"""The filter bar: what is selected, as controls and as chips that take a filter away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html

from analytics.study import EVERYTHING, Filters
from dashboard.components.parts import link
from dashboard.components.toggles import unit_toggle
from dashboard.context import Context
from dashboard.kinds import Component, Sent
from dashboard.view import View

IDS: Final[Mapping[str, str]] = {
    "dates": "filter-dates",
    "languages": "filter-language",
    "publishers": "filter-publisher",
    "topics": "filter-topic",
    "actors": "filter-actor",
    "q": "filter-words",
}
OPTIONS_SHOWN: Final = 60
"""Options drawn at once in a list; the rest is found by typing."""
_CHIPS: Final = (
    ("languages", "language"),
    ("publishers", "publisher"),
    ("topics", "topic"),
    ("actors", "actor"),
    ("also_actors", "actor"),
    ("sources", "source"),
    ("also_sources", "source"),
    ("also_named", "actor"),
    ("source_classes", "source_class"),
    ("source_details", "source_detail"),
    ("naming", "naming"),
    ("fit", "fit"),
    ("places", "place"),
    ("also_places", "place"),
    ("candidates", "candidate"),
    ("copied_from", "publisher"),
    ("tones", "tone"),
)
_DAYS: Final = (
    ("date_from", "from"),
    ("date_to", "to"),
    ("story_from", "story_from"),
    ("story_to", "story_to"),
)
_CATALOGUED: Final = ("publisher", "topic", "actor", "source", "place")


def filter_bar(context: Context) -> Component:
    """Controls for dates, language, publisher, topic, actor and words, a chip for each filter, and what is counted."""
    texts = context.texts
    controls = [_dates(context), _languages(context), _select(context, "publishers", "publisher")]
    topics = _select(context, "topics", "topic")  # without topics hidden, not left out: a callback reads all controls
    controls += [topics if context.has_topics else html.Div(topics, hidden=True)]
    controls += [_select(context, "actors", "actor"), _words(context)]
    return html.Section(
        [
            html.Div(controls, className="filters"),
            html.Div([unit_toggle(context), chips(context)], className="under-filters"),
        ],
        className="filter-bar",
        **{"aria-label": texts("filter.title")},
    )


def chips(context: Context) -> Component:
    """A chip for each filter that is set; clicking it removes the filter."""
    texts, filters = context.texts, context.filters
    found = [_chip(context, label, without) for label, without in active(context)]
    if found:
        found.append(link(texts("filter.clear"), context.view.to(filters=filters.cleared()).href, "clear"))
    return html.Div(found, className="chips", id="filter-chips", hidden=not filters or not found)


def active(context: Context) -> list[tuple[str, Filters]]:
    """Each filter that is set: how a chip names it, and the selection without it."""
    texts, filters = context.texts, context.filters
    found: list[tuple[str, Filters]] = []
    for field, key in _DAYS:
        day = getattr(filters, field)
        if day:
            found.append((texts(f"filter.{key}", day=texts.day(day)), filters.narrow(**{field: None})))
    for field, dimension in _CHIPS:
        for value in getattr(filters, field):
            rest = tuple(other for other in getattr(filters, field) if other != value)
            found.append((_label(context, field, dimension, value), filters.narrow(**{field: rest})))
    if filters.q:
        found.append((f"{texts('filter.words')}: {filters.q}", filters.narrow(q="")))
    return found


def unknown(context: Context) -> list[str]:
    """The filters whose value this run does not have, by what they name."""
    found = [
        str(value)
        for field, dimension in _CHIPS
        if dimension in _CATALOGUED
        for value in getattr(context.filters, field)
        if context.catalogue.name(dimension, value, context.view.ui) is None
    ]
    return found + [str(key).removeprefix("~") for key in context.filters.candidates if not _is_candidate(context, key)]


def chosen(view: View, values: Mapping[str, Any]) -> View:
    """The view that the controls ask for.

    Parameters
    ----------
    view : View
        The view of the address; what no control sets is kept.
    values : mapping
        By the keys of :data:`IDS`; wrong types and unknown values are dropped, as in an address.
    """
    query = {
        "language": _texts(values.get("languages")),
        "publisher": _texts(values.get("publishers")),
        "topic": _texts(values.get("topics")),
        "actor": _texts(values.get("actors")),
        "q": _texts([values.get("q") or ""]),
    }
    parsed, _ = Filters.from_query(query)
    start, end = _range(view, values.get("dates"))
    filters = _dated(view.filters, start, end).narrow(
        languages=parsed.languages,
        publishers=parsed.publishers,
        topics=parsed.topics,
        actors=parsed.actors,
        q=parsed.q,
    )
    return view if filters == view.filters else view.to(filters=filters)


def _range(view: View, dates: Sent) -> tuple[date | None, date | None]:
    """The dates chosen; while only one of two is chosen, those of the address."""
    texts = _texts(dates) if isinstance(dates, list) and len(dates) == 2 else []
    if len(texts) == 1 or not isinstance(dates, list):
        return view.filters.date_from, view.filters.date_to
    parsed, _ = Filters.from_query({"from": texts[:1], "to": texts[1:]})
    return parsed.date_from, parsed.date_to


def _dated(filters: Filters, start: date | None, end: date | None) -> Filters:
    """The selection with the days chosen; a period of stories clicked before gives way where the two do not meet."""
    try:
        return filters.narrow(date_from=start, date_to=end)
    except ValueError:
        return filters.narrow(date_from=start, date_to=end, story_from=None, story_to=None)


def _is_candidate(context: Context, key: Hashable) -> bool:
    """Whether an article of the run has an unregistered name; there are too many for the catalogue."""
    return bool(context.study.count(EVERYTHING.narrow(candidates=(key,))))


def _texts(value: Sent) -> list[str]:
    return [text for text in value if isinstance(text, str) and text] if isinstance(value, list) else []


def _label(context: Context, field: str, dimension: str, value: Hashable) -> str:
    texts = context.texts
    if dimension in ("naming", "fit"):
        return texts(f"naming.{value}" if dimension == "naming" else f"fit.{value}")
    if dimension in ("language", "tone", "source_class", "source_detail"):
        return f"{texts(f'filter.{dimension}')}: {texts(f'{dimension}.{value}')}"
    if dimension == "candidate":
        name = str(value).removeprefix("~")
        name = name if _is_candidate(context, value) else texts("filter.unknown", name=name)
        return f"{texts('filter.candidate')}: {name}"
    name = context.name(dimension, value)
    if context.catalogue.name(dimension, value, context.view.ui) is None:
        name = texts("filter.unknown", name=name)
    if field.startswith("also_"):
        return texts("filter.also_named" if field == "also_named" else f"filter.also_{dimension}", name=name)
    title = "filter.copied_from" if field == "copied_from" else f"filter.{dimension}"
    return f"{texts(title)}: {name}"


def _chip(context: Context, label: str, without: Filters) -> Component:
    href = context.view.to(filters=without).href
    title = context.texts("filter.remove", name=label)
    mark = html.Span("×", className="cross", **{"aria-hidden": "true"})
    return link([html.Span(label, dir="auto"), mark], href, "chip", title=title)


def _dates(context: Context) -> Component:
    texts, filters, catalogue = context.texts, context.filters, context.catalogue
    bounds = {"minDate": str(catalogue.first), "maxDate": str(catalogue.last)} if catalogue.first else {}
    return dmc.DatePickerInput(
        id=IDS["dates"],
        type="range",
        label=texts("filter.dates"),
        placeholder=texts("filter.any_date"),
        value=[str(day) if day else None for day in (filters.date_from, filters.date_to)],
        valueFormat="D/M/YYYY",
        clearable=True,
        allowSingleDateInRange=True,
        className="filter dates",
        **bounds,
    )


def _languages(context: Context) -> Component:
    texts = context.texts
    data = [{"value": key, "label": texts(f"language.{key}")} for key in ("ar", "en")]
    data += [{"value": "other", "label": texts("language.other")}] if "other" in context.filters.languages else []
    return _multi_select(context, "languages", "language", data, list(context.filters.languages))


def _select(context: Context, field: str, dimension: str) -> Component:
    keys = context.catalogue.names[dimension][context.view.ui]
    data = [{"value": str(key), "label": context.name(dimension, key)} for key in keys]
    values = [str(value) for value in getattr(context.filters, field)]
    known = {entry["value"] for entry in data}
    data += [{"value": v, "label": context.texts("filter.unknown", name=v)} for v in values if v not in known]
    return _multi_select(context, field, dimension, data, values)


def _multi_select(
    context: Context, field: str, dimension: str, data: Sequence[Mapping[str, str]], values: list[str]
) -> Component:
    texts = context.texts
    return dmc.MultiSelect(
        id=IDS[field],
        label=texts(f"filter.{dimension}"),
        placeholder="" if values else texts("filter.any"),
        data=list(data),
        value=values,
        searchable=len(data) > 3,
        clearable=True,
        limit=OPTIONS_SHOWN,
        nothingFoundMessage=texts("filter.nothing"),
        className=f"filter {dimension}",
    )


def _words(context: Context) -> Component:
    texts = context.texts
    return dmc.TextInput(
        id=IDS["q"],
        label=texts("filter.words"),
        placeholder=texts("filter.any"),
        value=context.filters.q,
        debounce=True,
        className="filter words",
    )
