from __future__ import annotations

import pytest

from corpus.collect.robots import KEPT_FOR, LARGEST_ROBOTS, TROUBLE_KEPT_FOR, Robots, RobotsAnswer, rules_of

TEXT = "\ufeffUser-agent: *\nDisallow: /خاص\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 7\n".encode()


@pytest.mark.parametrize(
    "path, allowed",
    [("/", True), ("/private/a", False), ("/private/open", True), ("/%D8%AE%D8%A7%D8%B5/a", False), ("/عام", True)],
)
def test_rules_are_read_in_both_languages(path, allowed):
    rules = rules_of(RobotsAnswer(200, TEXT))
    assert rules.allows(f"http://news.example{path}") is allowed
    assert rules.delay == 7.0


def test_a_rate_is_a_delay_and_none_is_none():
    assert rules_of(RobotsAnswer(200, b"User-agent: *\nRequest-rate: 2/30\n")).delay == 15.0
    assert rules_of(RobotsAnswer(200, b"")).delay == 0.0


def test_rules_for_us_go_before_those_for_all():
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: Marsad\nDisallow: /x\n"
    assert rules_of(RobotsAnswer(200, text)).allows("http://news.example/a")


@pytest.mark.parametrize(
    "status, allowed", [(401, True), (404, True), (410, True), (429, False), (500, False), (0, False)]
)
def test_where_there_is_no_file_all_is_allowed_and_where_it_fails_nothing(status, allowed):
    rules = rules_of(RobotsAnswer(status))
    assert rules.allows("http://news.example/a") is allowed
    assert bool(rules.trouble) is not allowed


def test_only_the_first_bytes_are_read():
    text = b"#" * LARGEST_ROBOTS + b"\nUser-agent: *\nDisallow: /\n"
    assert rules_of(RobotsAnswer(200, text)).allows("http://news.example/a")


def test_a_site_is_asked_once_and_sooner_again_where_it_failed(clock):
    asked, answers = [], {"http://a.example/robots.txt": 404, "http://b.example/robots.txt": 500}

    def ask(url):
        asked.append(url)
        return RobotsAnswer(answers[url])

    robots = Robots(ask, clock.clock.seconds)
    for wait in (0.0, TROUBLE_KEPT_FOR, KEPT_FOR - TROUBLE_KEPT_FOR):
        clock.sleep(wait)
        for _ in range(2):
            robots.rules("http://a.example/خبر")
            robots.rules("http://b.example/x")
    assert [asked.count(url) for url in answers] == [2, 3]
