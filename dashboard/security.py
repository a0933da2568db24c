"""Headers and checks that keep a page of articles from doing anything but being read."""

from __future__ import annotations

from typing import Final

import flask
from dash import Dash

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def protect(app: Dash) -> None:
    """Add the headers to every answer and refuse requests for other hosts; call it after the callbacks are added.

    A page on the internet can point its own name at 127.0.0.1 and read what is served there (DNS rebinding); the check
    of the Host header refuses that.
    """
    policy = content_security_policy(app)
    app.server.config["TRUSTED_HOSTS"] = [host if ":" not in host else f"[{host}]" for host in LOOPBACK]

    def add_headers(response: flask.Response) -> flask.Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = policy
        return response

    app.server.after_request(add_headers)


def content_security_policy(app: Dash) -> str:
    """The policy: scripts only from here and those that Dash writes into the document, by their hashes.

    Styles need ``unsafe-inline``: Plotly, AG Grid and Mantine add style elements while they run, whose words are not
    known beforehand, and charts carry style attributes. An injected style cannot run code, and article text never
    becomes HTML. ``data:`` is for the icons inside AG Grid's own style sheet and for pictures of charts.
    """
    scripts = " ".join(["'self'", *app.csp_hashes()])
    parts = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
