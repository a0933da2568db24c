from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collect.guard import Guard, Refused, is_public

PRIVATE = """0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::ffff:7f00:1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1
2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101:: 2001:0:4136:e378:8000:63bf:80ff:fffe fc00::1
fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ::ffff:0:127.0.0.1 not-an-address""".split()
PUBLIC = "1.1.1.1 8.8.8.8 93.184.216.34 2606:4700:4700::1111 2a00:1450:4001::8 ::ffff:8.8.8.8 64:ff9b::808:808".split()


def guard(*addresses, ports=(80, 443), allowed=()):
    return Guard(frozenset(ports), frozenset(allowed), lambda host, port: list(addresses))


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_that_are(address):
    assert is_public(address)


@pytest.mark.parametrize("address", [a for a in PRIVATE if "%" not in a and a != "not-an-address"])
def test_a_host_with_a_private_address_is_refused_by_number_and_by_name(address):
    literal = f"[{address}]" if ":" in address else address
    with pytest.raises(Refused) as by_number:
        guard().target(f"http://{literal}/")
    with pytest.raises(Refused) as by_name:
        guard(address).target("http://news.example/")
    assert by_number.value.reason == by_name.value.reason == "private-address"


def test_one_private_address_among_public_ones_is_enough():
    with pytest.raises(Refused, match=r"10\.0\.0\.5"):
        guard("93.184.216.34", "10.0.0.5").target("http://news.example/")


@pytest.mark.parametrize(
    "host",
    "2130706433 0x7f000001 0x7f.1 127.1 0177.0.0.1 017700000001 1.1 127.0.0.01 10 0x 0xa9fea9fe localhost a.localhost "
    "printer.local db.internal intranet router.lan host.localdomain server.home.arpa".split(),
)
def test_unusual_spellings_of_numbers_and_local_names_are_refused_unresolved(host):
    asked = []
    looked = Guard(frozenset({80}), frozenset(), lambda name, port: asked.append(name) or ["93.184.216.34"])
    with pytest.raises(Refused) as refused:
        looked.target(f"http://{host}/")
    assert (refused.value.reason, asked) == ("private-address", [])


def test_the_target_is_pinned_to_the_addresses_that_were_judged():
    target = guard("93.184.216.34", "2606:4700::1", "93.184.216.34").target("https://news.example/a")
    assert (target.host, target.port, target.addresses) == ("news.example", 443, ("93.184.216.34", "2606:4700::1"))


def test_other_ports_only_by_name():
    with pytest.raises(Refused) as refused:
        guard("93.184.216.34").target("http://news.example:8080/")
    assert refused.value.reason == "port-refused"
    assert guard("93.184.216.34", ports=(8080,)).target("http://news.example:8080/").port == 8080


def test_the_test_setting_lets_only_its_own_address_through():
    assert guard("127.0.0.1", allowed=["127.0.0.1"]).target("http://news.example/").addresses == ("127.0.0.1",)
    with pytest.raises(Refused):
        guard("127.0.0.2", allowed=["127.0.0.1"]).target("http://news.example/")
    with pytest.raises(Refused):
        guard("::1", allowed=["127.0.0.1"]).target("http://news.example/")


def test_a_name_without_an_address_may_have_one_later():
    with pytest.raises(OSError, match="no address"):
        guard().target("http://news.example/")


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="192.168.0.0/16"))
def test_a_private_address_is_private_however_it_is_wrapped(address):
    number = int(address)
    wrapped = [f"::ffff:{address}", f"64:ff9b::{address}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"]
    assert not any(is_public(text) for text in [str(address), *wrapped])
