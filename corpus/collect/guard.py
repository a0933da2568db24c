"""Which machines may be asked: public ones only, and exactly the ones that were looked at.

A host's name is looked up once for each request, every address it has is judged, and the connection is made to those
addresses and not to the name, so that a name that changes its address between the judgement and the connection (DNS
rebinding) reaches nothing else. See OWASP, "Server-Side Request Forgery Prevention", and RFC 6890 for the addresses.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

Resolve = Callable[[str, int], list[str]]
"""The addresses of a host; an OSError where it has none."""

_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
_LOCAL_NAMES: Final = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion")
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_REFUSED_6: Final = tuple(ipaddress.ip_network(text) for text in ("::/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16"))
_REFUSED_4: Final = tuple(ipaddress.ip_network(text) for text in ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24"))


@dataclass(eq=False)  # not frozen: an exception on its way is given its traceback
class Refused(Exception):
    """An address that is not asked, with a reason code and what is the matter."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Target:
    """A request's address, taken apart and judged: what to connect to and what to ask there."""

    url: str
    scheme: str
    host: str
    port: int
    addresses: tuple[str, ...]

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return self.scheme, self.host, self.port


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges the addresses of requests.

    Attributes
    ----------
    ports : frozenset of int
        Ports that may be asked.
    allowed_private : frozenset of str
        TEST SETTING: addresses let through although they are not public.
    resolve : callable
        Looks a host up.
    """

    ports: frozenset[int]
    allowed_private: frozenset[str]
    resolve: Resolve

    def target(self, url: str) -> Target:
        """What a request for an address may connect to.

        Parameters
        ----------
        url : str
            As :func:`corpus.collect.normal.request_address` gives it.

        Raises
        ------
        Refused
            If the port, the name or one of the addresses is not allowed.
        OSError
            If the name has no address now.
        """
        parts = urlsplit(url)
        host, scheme = parts.hostname or "", parts.scheme
        port = parts.port or {"http": 80, "https": 443}[scheme]
        if port not in self.ports:
            allowed = ", ".join(map(str, sorted(self.ports)))
            raise Refused("port-refused", f"{url} names port {port}; allowed: {allowed}; --allow-port adds one.")
        literal = _literal(host)
        if literal is None:
            _check_name(host)
        found = [host] if literal is not None else self.resolve(host, port)
        if not found:
            raise OSError(f"{host} has no address")
        for address in found:
            if not self._allows(address):
                raise Refused(
                    "private-address", f"{host} is {address}, which is not a public address; it is not asked."
                )
        return Target(url, scheme, host, port, tuple(dict.fromkeys(found)))

    def _allows(self, address: str) -> bool:
        return address in self.allowed_private or is_public(address)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also the one it carries inside."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False  # a scoped or a malformed one
    if isinstance(found, ipaddress.IPv4Address):
        return _is_plain_public(found) and not any(found in network for network in _REFUSED_4)
    if found.scope_id is not None:
        return False
    if found.ipv4_mapped is not None:
        return is_public(str(found.ipv4_mapped))
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    carried = [found.sixtofour] if found.sixtofour is not None else list(found.teredo or ())
    if carried:
        return all(is_public(str(inner)) for inner in carried)
    return _is_plain_public(found) and not any(found in network for network in _REFUSED_6)


def system_resolve(host: str, port: int, timeout: float = 10.0) -> list[str]:
    """The addresses of a host as the system finds them, waited for no longer than ``timeout`` seconds.

    Raises
    ------
    OSError
        If it has none, or the answer does not come in time.
    """
    found: list[list[str] | OSError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append([str(answer[4][0]) for answer in answers])
        except (OSError, UnicodeError) as error:
            found.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=look_up, daemon=True)  # the system's look-up cannot be stopped, only left
    thread.start()
    thread.join(timeout)
    if not found:
        raise OSError(f"{host} was not found within {timeout:g} s")
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]


def _is_plain_public(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    special = (
        found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback or found.is_link_local
    )
    return found.is_global and not special and not found.is_private


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _check_name(host: str) -> None:
    """A Refused for names of the local network and for numbers that are no plain address, such as 0x7f.1."""
    if _NUMERIC.fullmatch(host):  # as browsers do (WHATWG URL, "ends in a number"): octal, hex, decimal, short forms
        raise Refused("private-address", f"{host} is an address in an unusual spelling; write it as 1.2.3.4.")
    if any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES):
        raise Refused("private-address", f"{host} is a name of the local machine or network; it is not asked.")
    if "." not in host:
        raise Refused("private-address", f"{host} is a name without a domain; only public names are asked.")
