"""The accuracy card: how right each step is, per language; calibration; labels that a name alone turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from analytics.evaluation import STEPS, CardRow, word
from analytics.evaluation.versions import method_of
from analytics.figures import reliability_figure
from analytics.figures.layout import plain
from analytics.figures.numbers import DASH
from analytics.figures.theme import colours_of
from dashboard import accuracy_frames as frames
from dashboard.components.charts import graph
from dashboard.components.parts import card
from dashboard.components.toggles import choice_toggle, csv_link
from dashboard.context import Context
from dashboard.kinds import Component, rows_of
from dashboard.view import ALL_STEPS

LABELLED: Final = "gold_dev"
"""The labelled data nearest to what is read here: war news."""
HEADLINE: Final = "macro_f1"


def tone_accuracy(context: Context) -> list[Component]:
    """One line beside a tone: how right the engine of the run is on labelled war news, or that it is not known.

    Figures of another version of the engine than the run's are said to be that.
    """
    texts, engine = context.texts, frames.engine_of(context.study)
    rows = [
        row
        for row in frames.shown_rows(context.study, "tone")
        if (row.measure, row.dataset, row.system) == (HEADLINE, LABELLED, engine)
    ]
    if not rows:
        return [html.P(texts("tones.accuracy_unknown"), className="note", id="tone-accuracy")]
    made_with = str(context.study.run.manifest.get("tone_engine", engine))
    versions = [(row.versions or {}).get("engine", made_with) for row in rows]
    told = []
    for version in dict.fromkeys(versions):
        figures = texts.listed(
            [
                texts("tones.accuracy_in", language=texts(f"language.{row.language}"), figure=figure_text(row))
                for row, measured in zip(rows, versions, strict=True)
                if measured == version
            ]
        )
        key = "tones.accuracy" if version == made_with else "tones.accuracy_other"
        told.append(texts(key, figures=figures, measured=version, version=made_with))
    return [html.P(" ".join(told), className="note", id="tone-accuracy")]


def figure_text(row: CardRow) -> str:
    """A figure with three decimals and its interval."""
    ends = "" if row.low is None or row.high is None else f" ({row.low:.3f} – {row.high:.3f})"
    return f"\u2066{row.figure:.3f}{ends}\u2069"


def step_toggle(context: Context) -> Component:
    """All steps, or one."""
    texts = context.texts
    names = {step: word("step", step, texts.language) for step in STEPS}
    choices = {ALL_STEPS: texts("methods.all_steps"), **names}
    return html.Div(
        choice_toggle(context, "step", choices, texts("methods.step")), className="above", id="methods-steps"
    )


def step_cards(context: Context) -> list[Component]:
    """A table of figures for each step shown."""
    steps = STEPS if context.view.step == ALL_STEPS else (context.view.step,)
    return [_step_card(context, step) for step in steps]


def _step_card(context: Context, step: str) -> Component:
    texts, title = context.texts, word("step", step, context.view.ui)
    rows = [row for row in frames.shown_rows(context.study, step) if row.measure not in frames.FLIPS]
    if not rows:
        return card(title, html.P(texts("methods.not_measured"), className="note"), id=f"methods-{step}")
    shown = context.view.to(step=step)
    own = Context(context.study, context.catalogue, shown, texts)
    notes = dict.fromkeys(note for row in rows for note in row.notes)
    told = [html.Li(word("note", note, texts.language)) for note in notes]
    return card(
        title,
        accuracy_table(context, rows, f"methods-table-{step}"),
        html.Ul(told, className="plain notes"),
        actions=csv_link(own, "accuracy", title),
        id=f"methods-{step}",
    )


def accuracy_table(context: Context, rows: Sequence[CardRow], name: str) -> Component:
    """The figures of rows of the card as a table."""
    texts = context.texts
    heads = ("measure", "language", "figure", "data", "judged", "goal", "when")
    head = html.Tr([html.Th(texts(f"methods.{key}"), scope="col") for key in heads])
    body = [_table_row(context, row) for row in rows]
    table = html.Table([html.Thead(head), html.Tbody(body)], className="table accuracy", id=name)
    return html.Div(table, className="table-frame", tabIndex=0)


def _table_row(context: Context, row: CardRow) -> Component:
    texts, ui = context.texts, context.view.ui
    system = [] if row.system == frames.OURS else [html.Div(html.Code(row.system), className="dim small-text")]
    basis = texts("methods.measured" if row.basis == "measured" else "methods.published", day=row.date)
    older = [] if row.method == method_of(row.step) else [html.Div(texts("methods.older"), className="small-text weak")]
    n = f"{texts.number(row.n)} {word('unit', row.unit, ui)}"
    pieces = []
    if row.n_clusters:
        pieces = [html.Div(texts("methods.pieces", n=texts.number(row.n_clusters)), className="dim small-text")]
    return html.Tr(
        [
            html.Th([word("measure", row.measure, ui), *system], scope="row"),
            html.Td(word("language", row.language, ui)),
            html.Td(_figure(row, word("interval", row.interval, ui))),
            html.Td(word("dataset", row.dataset, ui)),
            html.Td([n, *pieces]),
            html.Td(_goal(context, row)),
            html.Td([basis, *older], title=f"{row.command} · {_versions(row)}"),
        ]
    )


def _figure(row: CardRow, interval: str) -> list[Any]:
    ends = "" if row.low is None or row.high is None else f"\u2066{row.low:.3f} – {row.high:.3f}\u2069"
    return [html.B(f"\u2066{row.figure:.3f}\u2069"), " ", html.Span(ends, className="dim", title=interval)]


def _goal(context: Context, row: CardRow) -> Any:  # noqa: ANN401 - a text or a component
    """The goal and whether it is reached, in words; the best figure of others where one is known."""
    peer = []
    if row.peer is not None:
        name = word("peer", row.peer_name, context.view.ui)
        peer = [html.Div(f"{name}: \u2066{row.peer:.3f}\u2069", className="dim small-text")]
    if row.goal is None:
        return peer or DASH
    sign = "≤" if row.lower_is_better else "≥"
    words = context.texts("methods.reached" if row.meets_goal else "methods.missed")
    kind = "steady" if row.meets_goal else "weak"
    return [f"\u2066{sign} {row.goal:.3f}\u2069 ", html.Span(words, className=kind), *peer]


def _versions(row: CardRow) -> str:
    return ", ".join(f"{name} {one}" for name, one in (row.versions or {}).items())


def reliability_cards(context: Context) -> Component:
    """A reliability diagram of tone for each language."""
    return html.Div([_reliability(context, language) for language in ("ar", "en")], className="pair")


def _reliability(context: Context, language: str) -> Component:
    texts, ui = context.texts, context.view.ui
    title = texts("methods.reliability", language=texts(f"language.{language}"))
    frame = frames.bins(context.study, language)
    actions = csv_link(context, "reliability", title)
    if frame.empty:
        return card(title, html.P(texts("methods.not_measured"), className="note"), actions=actions)
    frame = frame.assign(
        hover=[
            texts("methods.bin", n=texts.number(row.n), sure=texts.percent(row.confidence),
                  right=texts.percent(row.accuracy), low=texts.percent(row.low), high=texts.percent(row.high))
            for row in rows_of(frame)
        ],
        link="",
    )  # fmt: skip
    names = {row.key: plain(word("dataset", row.dataset, ui)) for row in rows_of(frame.drop_duplicates("key"))}
    figure = reliability_figure(
        frame,
        context.style,
        names=names,
        colours=colours_of(list(names)),
        x_title=word("label", "confidence", ui),
        y_title=word("label", "share_right", ui),
        perfect=word("label", "perfect", ui),
    )
    note = texts("methods.reliability_note")
    return card(title, graph(f"methods-reliability-{language}", figure, title), actions=actions, note=note)


def flips_card(context: Context) -> Component:
    """How often the tone changes when only the name does."""
    texts, title = context.texts, context.texts("methods.flips")
    rows = [row for row in frames.shown_rows(context.study, "tone") if row.measure in frames.FLIPS]
    note = texts("methods.flips_note")
    if not rows:
        return card(title, html.P(texts("methods.not_measured"), className="note"), note=note)
    return card(title, accuracy_table(context, rows, "methods-table-flips"), note=note)
