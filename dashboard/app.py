"""The application: a run in, a Dash app out. Every callback reads the address and calls one pure function."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

import flask
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, no_update, set_props

from analytics.study import Study
from dashboard import assets_routes, security, shell
from dashboard.catalogue import Catalogue
from dashboard.components.filter_bar import IDS, chosen
from dashboard.components.parts import problem
from dashboard.components.tone_cards import PICKER, picked
from dashboard.components.why import ANSWER, ASKED, why_answer
from dashboard.context import Context
from dashboard.i18n import LANGUAGES, Texts, load_texts
from dashboard.kinds import Component, Sent
from dashboard.pages.articles import GRID, rows_response
from dashboard.showing import Showing
from dashboard.view import SCHEMES, View

LOGGER: Final = logging.getLogger("marsad.dashboard")
INDEX: Final = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}" data-mantine-color-scheme="{scheme}">
<head>{metas}<title>{title}</title><link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">{css}</head>
<body>{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""


class Server:
    """What the callbacks share: the run shown, its catalogue, the texts of both languages. Nothing is kept per user."""

    def __init__(self, study: Study) -> None:
        self.showing = Showing(study)
        self.texts: Mapping[str, Texts] = {language: load_texts(language) for language in LANGUAGES}

    def context(self, path: Sent, search: Sent) -> Context:
        """The context of an address."""
        view = View.parse(path if isinstance(path, str) else "/", search if isinstance(search, str) else "",
                          preferred_language())  # fmt: skip
        shown, texts = self.showing.now(), self.texts[view.ui].counting(view.filters.unit)
        return Context(shown.study, shown.catalogue, view, texts, shown.problem)

    @property
    def study(self) -> Study:
        """The run shown now."""
        return self.showing.now().study

    @property
    def catalogue(self) -> Catalogue:
        """Its names and colours."""
        return self.showing.now().catalogue


class MarsadDash(Dash):  # type: ignore[misc]
    """Dash whose first document already has the language, direction and colours of its address."""

    def interpolate_index(self, **parts: Any) -> str:
        """The first document."""
        ui = flask.request.args.get("ui")
        ui = ui if ui in LANGUAGES else preferred_language()
        scheme = flask.request.args.get("scheme")
        scheme = scheme if scheme in SCHEMES else "light"
        return INDEX.format(lang=ui, dir="rtl" if ui == "ar" else "ltr", scheme=scheme, **parts)


def create_app(study: Study) -> Dash:
    """The dashboard of one run.

    Parameters
    ----------
    study : Study
        The run shown; it is read, never written.
    """
    server = Server(study)
    app = MarsadDash(
        "dashboard",
        title=server.texts["en"]("app.name"),
        update_title=None,
        assets_folder="assets",
        serve_locally=True,
        suppress_callback_exceptions=True,  # controls are made by callbacks, so they are not in the first layout
        on_error=report_problem,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = shell.skeleton()
    _add_callbacks(app, server)
    _add_tone_callbacks(app, server)
    assets_routes.add_fonts(app.server)
    assets_routes.add_csv(app.server, server.context)
    security.protect(app)
    return app


def _add_callbacks(app: Dash, server: Server) -> None:
    here = [State(shell.URL, "pathname"), State(shell.URL, "search")]

    def show(path: Sent, search: Sent) -> tuple[Component, None]:
        return shell.shell(server.context(path, search)), None  # what failed before is over once a view is there

    def select(values: Sent, path: Sent, search: Sent) -> Sent:
        view = server.context(path, search).view
        found = chosen(view, values)
        return no_update if found == view else found.href

    def fetch(request: Sent, path: Sent, search: Sent) -> dict[str, Any]:
        return rows_response(server.context(path, search), request)

    controls = {field: Input(name, "value") for field, name in IDS.items()}
    app.callback(
        Output(shell.ROOT, "children"), Output(shell.PROBLEM, "children"),
        Input(shell.URL, "pathname"), Input(shell.URL, "search"),
    )(show)  # fmt: skip
    app.callback(Output(shell.URL, "href"), controls, here, prevent_initial_call=True)(select)
    app.callback(
        Output(GRID, "getRowsResponse"), Input(GRID, "getRowsRequest"), here, prevent_initial_call=True
    )(fetch)  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("marsad", "follow"),
        Output(shell.URL, "href", allow_duplicate=True),
        Input({"type": "chart", "name": ALL}, "clickData"),
        State({"type": "chart", "name": ALL}, "figure"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("marsad", "dress"), Output(shell.DOCUMENT, "storage_type"), Input(shell.DOCUMENT, "data")
    )


def _add_tone_callbacks(app: Dash, server: Server) -> None:
    here = [State(shell.URL, "pathname"), State(shell.URL, "search")]

    def pick(value: Sent, path: Sent, search: Sent) -> Sent:
        view = server.context(path, search).view
        found = picked(view, value)
        return no_update if found == view else found.href

    def explain(_asked: Sent, path: Sent, search: Sent) -> Sent:
        return why_answer(server.context(path, search))

    app.callback(
        Output(shell.URL, "href", allow_duplicate=True), Input(PICKER, "value"), here, prevent_initial_call=True
    )(pick)
    app.callback(Output(ANSWER, "children"), Input(ASKED, "data"), here)(explain)
    app.clientside_callback(ClientsideFunction("marsad", "reveal"), Output(ASKED, "storage_type"), Input(ASKED, "data"))


def preferred_language() -> str:
    """The language of the interface if the address names none: the browser's own, if it is one of ours."""
    if not flask.has_request_context():
        return "en"
    return flask.request.accept_languages.best_match(["en", "ar"]) or "en"


def report_problem(error: Exception) -> None:
    """Log a failed callback and say so on the page; the address, and with it the selection, is kept."""
    LOGGER.error("A view could not be made", exc_info=error)
    texts = load_texts(preferred_language())
    set_props(shell.PROBLEM, {"children": problem(texts)})
