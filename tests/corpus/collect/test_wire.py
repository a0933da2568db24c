"""What servers do wrong below HTTP, and what a connection is pinned to."""

from __future__ import annotations

import itertools
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time

import pytest

from corpus.collect.answers import Answer, Wish

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(connection):
    connection.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    for _ in range(400):
        connection.sendall(b"x")
        time.sleep(0.02)


def drip_headers(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        connection.sendall(b"X-%d: y\r\n" % number)
        time.sleep(0.02)


def silent(connection):
    connection.recv(1)


def reset(connection):
    connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n<p>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def closed(connection):
    connection.close()


def short(connection):
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n<p>cut")


def garbage(connection):
    connection.sendall(b"\x00\x01\x02 this is no HTTP\r\n\r\n")


def huge_header(connection):
    connection.sendall(HEAD)
    for _ in range(4000):
        connection.sendall(b"X-Filler: " + b"y" * 1000 + b"\r\n")


def bad_chunks(connection):
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n")


def cut_chunks(connection):
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")


@pytest.mark.parametrize(
    ("treat", "reason"),
    [
        (drip, "timeout"),
        (drip_headers, "timeout"),
        (silent, "timeout"),
        (reset, "connection-broken"),
        (closed, "connection-broken"),
        (short, "connection-broken"),
        (garbage, "connection-broken"),
        (huge_header, "connection-broken"),
        (bad_chunks, "connection-broken"),
        (cut_chunks, "connection-broken"),
    ],
)
def test_broken_answers_end_in_time_and_may_be_tried_again(raw, fetcher, treat, reason):
    url, port = raw(treat)
    found = fetcher(port, timeout=0.5, tries=1).fetch(Wish(url))
    assert (found.reason, found.is_transient) == (reason, True)


def test_an_endless_body_is_left_at_the_cap(raw, fetcher):
    sent = []

    def endless(connection):
        connection.sendall(HEAD + b"\r\n")
        while True:
            sent.append(connection.send(b"x" * 65536))

    url, port = raw(endless)
    found = fetcher(port, largest=1_000_000).fetch(Wish(url))
    assert (found.reason, found.is_transient) == ("too-large", False)
    assert sum(sent) < 20_000_000


def test_an_endless_body_of_packed_zeros_is_left_early(raw, fetcher):
    import zlib

    def endless(connection):
        connection.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n")
        packer = zlib.compressobj(wbits=31)
        while True:
            connection.sendall(packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH))

    url, port = raw(endless)
    assert fetcher(port).fetch(Wish(url)).reason == "decompression-bomb"


def test_more_bytes_than_announced_are_not_read(raw, fetcher):
    url, port = raw(lambda c: c.sendall(HEAD + b"Content-Length: 8\r\n\r\n<p>x</p><p>injected</p>"))
    assert fetcher(port).fetch(Wish(url)).content == b"<p>x</p>"


def test_a_reset_is_tried_again(raw, fetcher):
    turns = itertools.count()

    def second_time(connection):
        if next(turns) == 0:
            reset(connection)
        else:
            connection.sendall(HEAD + b"Content-Length: 8\r\n\r\n<p>x</p>")

    url, port = raw(second_time)
    found = fetcher(port).fetch(Wish(url))
    assert (found.content, found.tries) == (b"<p>x</p>", 2)


def test_the_second_address_is_tried_where_the_first_does_not_answer(site, fetcher, names, reply):
    names["news.example"] = ["127.0.0.2", "127.0.0.1"]
    site["/a"] = reply(b"<p>x</p>")
    found = fetcher(site.port, allowed_private=frozenset(names["news.example"])).fetch(Wish(site.url("/a")))
    assert found.content == b"<p>x</p>"


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A server with a certificate for news.example that this machine trusts; the names it was asked for."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate of this test and is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    name = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *name],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    asked = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda connection, host, _: asked.append(host)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
                with context.wrap_socket(connection, server_side=True) as stream:
                    stream.recv(65536)
                    stream.sendall(HEAD + b"Content-Length: 8\r\n\r\n<p>x</p>")
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1], asked
    listener.close()


def test_the_certificate_is_checked_against_the_name_and_not_the_pinned_address(secure, fetcher):
    port, asked = secure
    found = fetcher(port).fetch(Wish(f"https://news.example:{port}/a", obeys_robots=False))
    assert isinstance(found, Answer)
    assert asked == ["news.example"]


def test_a_certificate_of_another_name_is_refused(secure, fetcher):
    port, _ = secure
    found = fetcher(port).fetch(Wish(f"https://other.example:{port}/a", obeys_robots=False))
    assert (found.reason, found.is_transient) == ("tls-refused", False)
