"""A served dashboard and a headless Chromium; tests skip, and say why, where there is no browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from analytics.study import Study

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).resolve().parent / "screenshots"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAIT = 30_000  # milliseconds until Playwright gives up on an element; generous, for slow machines


def find_chromium() -> str | None:
    """The browser to drive: MARSAD_CHROMIUM, or one on the path."""
    return os.environ.get("MARSAD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Visit:
    """One browser tab and what went wrong in it."""

    page: object
    address: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the view is made and nothing is in flight."""
        self.page.wait_for_selector(".foot")
        self.page.wait_for_load_state("networkidle")
        self.page.locator("#shell-root[data-dash-is-loading=true]").wait_for(state="detached")

    def path(self) -> str:
        return self.page.evaluate("location.pathname + location.search")

    def number(self, selector: str) -> int:
        return int(re.sub(r"\D", "", self.page.inner_text(selector)))

    def shoot(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.evaluate("document.fonts.ready")
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Headless Chromium."""
    path = find_chromium()
    if path is None:
        pytest.skip("No Chromium. Install the package 'chromium', or set MARSAD_CHROMIUM to a browser's path.")
    playwright = pytest.importorskip("playwright.sync_api", reason="Install the extra 'dev' for the browser tests.")
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        chromium = driver.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served(sample_workspace: Path) -> Iterator[str]:
    """The address of the dashboard of the sample, served by its own command."""
    command = [sys.executable, "-m", "dashboard", "--workspace", str(sample_workspace), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            line = process.stdout.readline()
            yield re.search(r"http://127\.0\.0\.1:\d+", line)[0]
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(scope="session")
def study(sample_workspace: Path) -> Study:
    """The numbers that the pages must show."""
    return Study(str(sample_workspace))


@pytest.fixture
def visit(browser: object, served: str) -> Iterator[Callable[..., Visit]]:
    """Opens a tab; at the end no tab may have had an error or asked another machine for anything."""
    visits: list[Visit] = []

    def begin(path: str = "/?ui=en", width: int = 1280) -> Visit:
        page = browser.new_page(viewport={"width": width, "height": 900}, locale="en-GB")
        page.set_default_timeout(WAIT)
        found = Visit(page, served)
        page.on("console", lambda m: found.problems.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.problems.append(str(error)))
        page.on("response", lambda r: found.problems.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on(
            "request",
            lambda r: found.problems.append(r.url) if not r.url.startswith((served, "data:", "blob:")) else None,
        )
        visits.append(found)
        found.open(path)
        return found

    yield begin
    for found in visits:
        found.page.close()
    assert [problem for found in visits for problem in found.problems] == []
