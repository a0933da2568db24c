"""How fast articles go into a corpus, and how much memory that takes.

    python benchmarks/intake.py                     100,000 made-up articles: articles per second, peak memory
    python benchmarks/intake.py --articles 1000000  the same for a million: is the memory flat?
    python benchmarks/intake.py --pages 2000        made-up web pages instead: pages per second

The articles are made of the words of the embedded sample, 250 words each on average, half Arabic and half English, by
40 made-up publishers over ten years; 1 in 50 copies an earlier one, and 1 in 25 is a near-copy with one word in
thirty changed. The command line is measured, as a whole process with its start, duplicate detection and stories.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "sample"
SEED = 20240903
EXACT, NEAR = 50, 25
KEPT = 2000
"""Earlier articles that may be copied: syndication is a matter of days."""


def vocabulary(language: str) -> list[str]:
    """The words of the sample in a language, as often as they stand there."""
    lines = (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [word for line in lines for word in json.loads(line)["text"].split()]


def articles(n: int) -> Iterator[dict[str, str]]:
    """Made-up articles, the same every time."""
    chance = random.Random(SEED)
    words = {language: vocabulary(language) for language in ("ar", "en")}
    earlier: list[dict[str, str]] = []
    for number in range(n):
        source = f"Paper {chance.randrange(40)}"
        date = datetime(2014, 8, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(5_000_000))
        kind = chance.randrange(100)
        if earlier and kind < 100 // EXACT + 100 // NEAR:
            row = {**chance.choice(earlier), "source": source, "date": date.isoformat()}
            if kind >= 100 // EXACT:
                row["text"] = _edited(row["text"], words[row["lang"]], chance)
        else:
            language = chance.choice(("ar", "en"))
            text = _text(words[language], chance)
            title = " ".join(chance.choices(words[language], k=9))
            row = {"title": title, "text": text, "source": source, "date": date.isoformat(), "lang": language}
            if len(earlier) < KEPT:
                earlier.append(row)
            else:
                earlier[number % KEPT] = row
        yield row


def _text(words: list[str], chance: random.Random) -> str:
    paragraphs = [" ".join(chance.choices(words, k=chance.randrange(30, 70))) + "." for _ in range(5)]
    return "\n\n".join(paragraphs)


def _edited(text: str, words: list[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.randrange(30) == 0 else word for word in text.split(" "))


def write_pages(folder: Path, n: int) -> None:
    """Made-up web pages of some 40 kB with 450 links; every other one is of plain ``div`` elements."""
    folder.mkdir()
    menu = "".join(f'<li><a href="/s/{k}">Section {k}</a></li>' for k in range(150))
    boxes = "".join(f'<div class="teaser"><a href="/n/{k}">Other news {k}</a><p>...</p></div>' for k in range(150))
    for number, row in enumerate(articles(n)):
        direction = "rtl" if row["lang"] == "ar" else "ltr"
        body = "".join(f"<p>{escape(part)}</p>" for part in row["text"].split("\n\n"))
        head = (
            f'<title>{escape(row["title"])} - Paper</title><meta property="og:site_name" content="{row["source"]}">'
            f'<meta property="article:published_time" content="{row["date"]}"><script>{"var a = 1;" * 1500}</script>'
        )
        page = (
            f'<!doctype html><html lang="{row["lang"]}" dir="{direction}"><head><meta charset="utf-8">{head}</head>'
            f"<body>"
            f"<nav><ul>{menu}</ul></nav><article><h1>{escape(row['title'])}</h1>{body}</article><aside>{boxes}</aside>"
            f"<footer>{menu}</footer></body></html>"
        )
        if number % 2:
            for name in ("nav", "aside", "footer", "article"):
                page = page.replace(f"<{name}>", f'<div class="{name}">').replace(f"</{name}>", "</div>")
        (folder / f"{number:06d}.html").write_text(page, encoding="utf-8")


class Meter(threading.Thread):
    """The largest memory of a process and its children, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self.samples: list[float] = []

    def run(self) -> None:
        """Look until the process is gone."""
        while Path(f"/proc/{self.pid}").exists():
            now = sum(_memory(pid) for pid in _family(self.pid))
            self.peak = max(self.peak, now)
            self.samples.append(now)
            time.sleep(0.1)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory(pid: int) -> float:
    """Megabytes that a process holds alone and its share of what it holds with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def add(source: Path, workspace: Path) -> tuple[dict[str, int], float, float, Meter]:
    """The account of one add by the command line, its seconds, those of all cores together, and its memory."""
    command = [sys.executable, "-m", "corpus", "add", str(source), "--workspace", str(workspace), "--json"]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        meter = Meter(process.pid)
        meter.start()
        output = process.communicate()[0]
        seconds = time.perf_counter() - began
    meter.join()
    if process.returncode:
        raise SystemExit(f"corpus add ended with {process.returncode}")
    intakes = json.loads(output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    account = {name: sum(one[name] for one in intakes) for name in intakes[0] if name.startswith("n_")}
    return account, seconds, cpu, meter


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / ("pages" if given.pages else "articles.jsonl")
        if given.pages:
            write_pages(source, given.pages)
        else:
            with source.open("w", encoding="utf-8") as stream:
                stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(given.articles))
        for name in ("first", "again"):
            account, seconds, cpu, meter = add(source, Path(folder) / "workspace")
            tenths = [max(meter.samples[k::1][: max(1, len(meter.samples) // 10)]) for k in _tenths(meter.samples)]
            rate = account["n_read"] / seconds
            print(f"{name}: {account} in {seconds:.1f} s ({cpu:.1f} s of all cores), {rate:.0f} a second")
            print(f"  peak {meter.peak:.0f} MB; by tenths of the time: {' '.join(f'{one:.0f}' for one in tenths)}")


def _tenths(samples: list[float]) -> list[int]:
    return [len(samples) * k // 10 for k in range(10)] if len(samples) >= 10 else [0]


if __name__ == "__main__":
    main()
