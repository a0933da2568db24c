"""Serving: an application and an address in, a server that listens out."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, Final

from waitress.server import create_server

from dashboard.errors import AddressError
from dashboard.kinds import Component
from dashboard.security import LOOPBACK

THREADS: Final = 8


def check_address(host: str, port: int) -> None:
    """Refuse an address that others could reach, or that is none.

    Raises
    ------
    AddressError
        If the host is not the loopback or the port is not 0 to 65535.
    """
    if host not in LOOPBACK:
        raise AddressError(
            f"Host {host!r} would let other machines read the corpus, and there is no password yet; "
            f"allowed: {', '.join(LOOPBACK)}. To look from another machine, use a tunnel: "
            "ssh -L 8050:127.0.0.1:8050 YOUR-SERVER"
        )
    if not 0 <= port <= 65535:
        raise AddressError(f"Port is {port}; allowed: 1 to 65535, or 0 for any free one.")


def listen(application: Callable[..., Any], host: str, port: int) -> Component:
    """A server that listens at an address; call its ``run`` to serve.

    Raises
    ------
    AddressError
        If the address is taken or not allowed.
    """
    check_address(host, port)
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left can be taken again
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressError(
            f"Nothing can be served at {host}:{port} ({error.strerror}). Another program may be using the port: "
            f"stop it, or choose another with --port {port + 1}."
        ) from error
    return create_server(application, sockets=[listener], threads=THREADS, ident=None)


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
