"""Texts that try to be more than text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from dash import dcc, html
from plotly.utils import PlotlyJSONEncoder

from analytics.analyse import analyse
from analytics.study import Study
from corpus import Workspace, add_paths
from dashboard.app import Server
from dashboard.assets_routes import csv_text
from dashboard.shell import shell

HOSTILE = '=cmd|"/c calc"!A1 <img src=x onerror=alert(1)> \u202eدلوتم\u202c <script>alert(2)</script>'
URL = "javascript:alert(3)"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Four articles that try it in every field."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = [
        {"title": f"{HOSTILE} {n}", "text": f"{HOSTILE}\n\nقالت وزارة الدفاع إن <b>داعش</b> {n}\n\n" + "أ" * 9000,
         "source": f"<svg onload=alert({n})>", "url": URL, "date": "2018-01-02", "author": "</script><script>"}
        for n in range(4)
    ]  # fmt: skip
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    workspace = Workspace.create(folder / "workspace")
    add_paths(workspace, [path])
    analyse(workspace)
    return Server(Study(str(workspace.root)))


@pytest.mark.parametrize("path", ["/", "/topics", "/actors", "/sources", "/articles", "reader"])
def test_hostile_words_are_text_and_their_addresses_are_not_linked(
    server: Server, walk: Callable[[Any], Any], path: str
) -> None:
    key = server.study.articles()["article_id"].iloc[0]
    context = server.context(f"/articles/{key}" if path == "reader" else path, "ui=ar")
    document = shell(context)
    for part in walk(document):
        href = getattr(part, "href", None)
        assert href is None or href.startswith(("/", "#")), href
        assert not isinstance(part, html.Script | html.Iframe | dcc.Markdown)
    for graph in (part for part in walk(document) if isinstance(part, dcc.Graph)):
        assert "<svg" not in json.dumps(graph.figure, cls=PlotlyJSONEncoder)
        assert "<img" not in json.dumps(graph.figure, cls=PlotlyJSONEncoder)


def test_a_csv_of_hostile_words_holds_no_formula(server: Server) -> None:
    text = csv_text(server.context("/", "ui=en"), "articles")
    assert "'=cmd|" in text
    assert not [line for line in text.splitlines() if ",=cmd" in line or line.startswith("=") or ',"=cmd' in line]


def test_the_first_document_and_the_policy_do_not_change_with_the_corpus(server: Server) -> None:
    from dashboard.app import create_app

    document = create_app(server.study).server.test_client().get("/?ui=ar").get_data(as_text=True)
    assert "onerror" not in document and "onload" not in document
