"""Methods: how right each step is, what it was measured on, what the run was made with, and what it cannot do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from dash import html

from analytics.annotate.tone.engines import HUB
from analytics.run import shown_tone
from dashboard import accuracy_frames as frames
from dashboard.components.accuracy import flips_card, reliability_cards, step_cards, step_toggle
from dashboard.components.parts import alert, card
from dashboard.context import Context
from dashboard.kinds import Component
from dashboard.view import ALL_STEPS

LIMITS: Final = ("score", "interval", "sarcasm", "reported", "languages", "names", "news", "copies")


def page(context: Context) -> list[Any]:
    """The content of the page."""
    texts, step = context.texts, context.view.step
    _, problem = frames.card_of(context.study)
    broken = [alert("", texts("methods.broken"), html.Div(html.Span(problem, lang="en", dir="ltr")), kind="warning",
                    id="methods-broken")] if problem else []  # fmt: skip
    of_tone = [reliability_cards(context), flips_card(context)] if step in (ALL_STEPS, "tone") else []
    return [
        html.P(texts("methods.intro"), className="intro"),
        *broken,
        engine_card(context),
        step_toggle(context),
        *step_cards(context),
        *of_tone,
        limits_card(context),
        run_card(context),
    ]


def engine_card(context: Context) -> Component:
    """Which tone engine read this run, and whether the card knows it."""
    texts, choice = context.texts, frames.engine_of(context.study)
    key = "hub" if choice.startswith(HUB) else choice
    known = {row.system for row in frames.card_of(context.study)[0].rows if row.step == "tone"}
    named = str(context.study.run.manifest.get("tone_engine", choice))
    what = [html.P([html.B(html.Code(named)), " · ", texts(f"engine.{key if texts.has(f'engine.{key}') else 'other'}")],
                   id="methods-engine")]  # fmt: skip
    if choice not in known:
        what.append(alert("", texts("methods.other_engine", names=texts.listed(sorted(known))), kind="warning"))
    return card(texts("methods.engine"), *what)


def limits_card(context: Context) -> Component:
    """What the tone of this page is not, in plain words."""
    texts = context.texts
    items = [html.Li(texts(f"limit.{key}")) for key in LIMITS]
    return card(texts("methods.limits"), html.Ul(items, className="limits", id="methods-limits"))


def run_card(context: Context) -> Component:
    """The run shown: its id, time, corpus, settings, versions."""
    texts, manifest = context.texts, context.study.run.manifest
    rows = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in _facts(context, manifest)]
    return card(texts("methods.run"), html.Dl(rows, className="facts", id="methods-run"))


def _facts(context: Context, manifest: Mapping[str, Any]) -> list[tuple[str, Any]]:
    texts = context.texts
    corpus, settings = manifest["corpus"], manifest["settings"]
    made = pd.Timestamp(manifest["created_at"])
    topics = " · ".join(f"{key} {value}" for key, value in settings["topics"].items() if value is not None)
    packages = ", ".join(f"{name} {one}" for name, one in manifest["packages"].items())
    return [
        (texts("methods.run_id"), html.Code(context.study.result_id)),
        (texts("methods.made_at"), f"{texts.day(made.date())} \u2066{made:%H:%M} UTC\u2069"),
        (texts("methods.corpus"), [texts.counting("articles").count("articles", corpus["n_articles"]), " · ",
                                   html.Code(str(corpus["digest"])[:12])]),
        (texts("methods.encoder"), html.Code(str(settings["encoder"]))),
        (texts("methods.engine"), html.Code(str(manifest.get("tone_engine", shown_tone(manifest))))),
        (texts("methods.topics"), html.Code(topics, dir="ltr")),
        (texts("methods.seed"), html.Code(str(settings["seed"]))),
        (texts("methods.method"), html.Code(str(manifest["method_digest"])[:12])),
        (texts("methods.versions"), html.Code(f"Python {manifest['python']}, {packages}", dir="ltr")),
    ]  # fmt: skip
