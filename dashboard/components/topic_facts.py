"""What is said of a topic beside its size: its languages, its stability, who made and changed it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import Any, Final

from dash import html

from analytics.topics.edits import Edit, read_edits
from dashboard.components.parts import corpus_text
from dashboard.context import Context
from dashboard.kinds import Component, Row

STEADY: Final = (("steady", 0.85), ("fair", 0.75), ("weak", 0.6), ("shaky", 0.0))
"""How to read a stability, by its least value: the guidance of ``fpc::clusterboot`` (Hennig 2007)."""
COMMAND: Final = "python -m analytics topics"
TERMS: Final = 6


def terms(words: Iterable[str], shown: int = TERMS) -> Component:
    """The first terms of a topic, each in its own direction."""
    return html.Div([corpus_text(str(term), "term") for term in list(words)[:shown]], className="terms")


def languages(context: Context, row: Row) -> Component:
    """Arabic and English articles, the share of Arabic beside the one to be expected, and why a topic is of one."""
    texts = context.texts
    counted = f"\u2066{texts.number(row.n_ar)} / {texts.number(row.n_en)}\u2069"
    found: list[Any] = [html.Div(counted)]
    both = row.n_ar + row.n_en
    if both:
        shares = {"share": texts.percent(row.n_ar / both), "expected": texts.percent(row.language_expected)}
        found.append(html.Div(texts("topics.mix", **shares), className="dim small-text"))
    return html.Div([*found, *mix_flag(context, row)])


def mix_flag(context: Context, row: Row) -> list[Component]:
    """That a topic is of one language in the whole run, and why; nothing where it is not."""
    if row.mix == "mixed":
        return []
    texts = context.texts
    why = f"mix_reason.{row.mix_reason}"
    said = html.Span(texts(why), className="dim small-text") if isinstance(row.mix_reason, str) else None
    return [html.Div([html.Span(texts(f"mix.{row.mix}"), className="badge flag"), " ", said])]


def stability(context: Context, value: float | None) -> Component:
    """A stability in a word and as a figure; a dash where it is not known, as of a topic made by a person."""
    texts = context.texts
    if value is None or value != value:
        return html.Span(texts.decimal(None))
    word = next(name for name, least in STEADY if value >= least)
    return html.Span([texts(f"steady.{word}"), " ", html.Span(texts.decimal(value), className="dim")], className=word)


def marks(context: Context, row: Row, edited: frozenset[int]) -> list[Component]:
    """Badges of a topic that a person made or changed."""
    texts = context.texts
    found = [texts(f"origin.{row.origin}")] if row.origin != "fitted" else []
    found += [texts("topics.edited")] if row.topic_id in edited and not found else []
    return [html.Span(word, className="badge small") for word in found]


def edits_of(context: Context) -> tuple[Edit, ...]:
    """The edits of the workspace that stand; none are read where the run shows none."""
    study = context.study
    return read_edits(study.workspace.root).standing if study.edits.n else ()


def edited(context: Context) -> frozenset[int]:
    """The topics that any edit is about."""
    return frozenset(topic for edit in edits_of(context) for topic in (*edit.named, *edit.made))


def edit_lines(context: Context, topic: int) -> list[Component]:
    """Who changed a topic, when, how and why, the last first."""
    texts = context.texts
    found = []
    for edit in reversed([one for one in edits_of(context) if topic in (*one.named, *one.made)]):
        words = [texts(f"edit.{edit.action}"), corpus_text(edit.who), edit.at[:10]]
        note = [": ", corpus_text(edit.note)] if edit.note else []
        parts: list[Any] = [part for word in words for part in (" · ", word)][1:]
        found.append(html.Li([*parts, *note, " ", command(context, f"undo {edit.number}")]))
    return found


def command(context: Context, words: str) -> Component:
    """A command of topics for this workspace, quoted for a shell, to be copied.

    Parameters
    ----------
    context : Context
    words : str
        The action and what it is about, already quoted.
    """
    return html.Code(command_text(context, words), dir="ltr", className="command")


def command_text(context: Context, words: str) -> str:
    """The same as text."""
    return f"{COMMAND} {words} -w {shlex.quote(str(context.study.workspace.root))}"
