"""One request on the wire: to the addresses that were judged, within one deadline.

``httpcore`` and not a client on top of it: no redirect is followed, no cookie kept, no proxy or password taken from the
environment, and no body decoded behind our back. The certificate is checked against the host's name, whatever address
the connection goes to.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpcore

from corpus.collect.guard import Target

FIRST_TRY: Final = 5.0
"""Seconds for an address that is not the last one of its host: often the IPv6 one, on a network that has none."""
_SHORTEST: Final = 0.001
"""Seconds; a socket takes 0 for "do not block"."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the time that a request may take in all; kept in real time, for sockets wait in real time."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self, error: type[httpcore.TimeoutException]) -> float:
        """The seconds left; the given timeout error if there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise error("the request took too long in all")
        return max(left, _SHORTEST)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline, so that a server that drips bytes is not waited for."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        found: object = self._inner.get_extra_info(info)
        return found


class _Pinned(httpcore.NetworkBackend):
    """Connects to the given addresses only, in order; the host's name is not looked up again."""

    def __init__(self, addresses: tuple[str, ...], deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for number, address in enumerate(self._addresses):
            left = self._deadline.left(httpcore.ConnectTimeout)
            left = left if number == len(self._addresses) - 1 else min(left / 2, FIRST_TRY)
            try:
                return _Stream(self._inner.connect_tcp(address, port, left), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address to connect to")


@contextmanager
def asked(
    target: Target, headers: list[tuple[str, str]], timeout: float, context: ssl.SSLContext
) -> Iterator[httpcore.Response]:
    """A context with the answer to one GET; its body is not read yet.

    Raises
    ------
    httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError
        If no whole answer comes; also while the body is read.
    """
    deadline = Deadline.after(timeout)
    backend = _Pinned(target.addresses, deadline)
    with (
        httpcore.ConnectionPool(ssl_context=context, network_backend=backend, retries=0) as pool,
        pool.stream("GET", target.url, headers=headers) as response,
    ):
        yield response


def first_headers(response: httpcore.Response) -> dict[str, str]:
    """The headers by lower-case name, the first of each; bytes that are not UTF-8 are read as Latin-1."""
    found: dict[str, str] = {}
    for name, value in response.headers:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        found.setdefault(name.decode("ascii", "replace").lower(), text.strip())
    return found
