"""Web addresses in one spelling: to ask for, and to tell whether two are the same page."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST_ADDRESS: Final = 2048
"""Characters. Servers refuse request lines of more than 8,190 bytes (Apache) or 8 kB (nginx), and a percent-encoded
letter of Arabic takes six; the longest address of an article we met has some 400 characters."""
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_TRACKING: Final = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_ga|_gl|"
    r"oly_(?:anon|enc)_id|vero_id|mkt_tok|wt_mc|xtor|at_(?:medium|campaign|link_\w+|ptr_name|format)|cmpid|ns_campaign|"
    r"ns_mchannel|ns_source|taboola|ocid|smid|guccounter|guce_\w+",
    re.IGNORECASE,
)
"""Parameters that name the way a reader came and not the page."""
_KEPT: Final = "%/:=&?~!$,;'@()*[]+"
_ESCAPE: Final = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_BARE_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def request_address(raw: str) -> str:
    """The address as it is asked for: host in ASCII, path and query percent-encoded, no fragment.

    Raises
    ------
    ValueError
        If it is no address of the web; the message says why.
    """
    address = raw.strip()
    if len(address) > LONGEST_ADDRESS:
        raise ValueError(f"it has {len(address)} characters, at most {LONGEST_ADDRESS} are allowed")
    if any(ord(character) < 33 or ord(character) == 127 for character in address) or "\\" in address:
        raise ValueError("it holds blanks, control characters or backslashes")
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise ValueError(f"its scheme is {scheme!r}, only http and https are allowed")
    if "@" in parts.netloc:
        raise ValueError("it holds a user name or password")
    if not parts.hostname:
        raise ValueError("it names no host")
    host = ascii_host(parts.hostname)
    port = parts.port  # a ValueError of its own where it is no number
    name = f"[{host}]" if ":" in host else host
    netloc = name if port in (None, _DEFAULT_PORTS[scheme]) else f"{name}:{port}"
    return urlunsplit((scheme, netloc, _encoded(parts.path) or "/", _encoded(parts.query), ""))


def canonical_address(raw: str) -> str:
    """The form by which two addresses are one page: as asked for, without tracking parameters; as given if unusable.

    Escapes that RFC 3986 (6.2.2) calls equivalent are one, and so is the order ``a=1&b=2`` with itself only: parameters
    are not sorted, for some sites number them by place.
    """
    try:
        parts = urlsplit(request_address(raw))
    except ValueError:
        return raw.strip()
    query = "&".join(part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc, _normal_escapes(parts.path), _normal_escapes(query), ""))


def ascii_host(host: str) -> str:
    """A host name in ASCII and lower case without the root's dot; Arabic names become ``xn--``.

    Raises
    ------
    ValueError
        If it cannot be a host name.
    """
    name = host.lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").lower().rstrip(".")
        except UnicodeError as error:
            raise ValueError(f"its host {host!r} cannot be written in ASCII: {error}") from None
    if not name or len(name) > 253 or not re.fullmatch(r"[a-z0-9._:-]+", name):
        raise ValueError(f"its host {host!r} is no host name")
    return name


def _encoded(part: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=_KEPT, errors="replace")


def _normal_escapes(part: str) -> str:
    def normal(match: re.Match[str]) -> str:
        character = chr(int(match[0][1:], 16))
        return character if character in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(normal, part)
