"""Time and memory from files to a report: ``python benchmarks/pipeline.py PATH... [--keep FOLDER]``.

Runs the commands a user runs, each as a process of its own, and prints seconds, CPU seconds, peak memory and the share
of the whole. Compare the shares, and machines only by running both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measured(command: list[str]) -> tuple[float, float, float, str]:
    """Wall seconds, CPU seconds (with children), peak memory of the largest process in MB, last line printed."""
    before = os.times()
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen([sys.executable, "-m", *command], stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().strip().splitlines()
    wall = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit("\n".join([f"{' '.join(command)} ended with {process.returncode}", *said]))
    after = os.times()
    cpu = usage.ru_utime + usage.ru_stime or after.children_user - before.children_user
    return wall, cpu, usage.ru_maxrss / 1024, said[-1] if said else ""


def main() -> None:
    """Print one row a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="work here and keep the workspace")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="marsad-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    at = ["--workspace", str(folder / "workspace")]
    commands = [
        ["corpus", "add", *map(str, arguments.paths), *at],
        ["analytics", "run", *at],
        ["analytics", "export", *at, "--table", "topics", "--out", str(folder / "topics.csv")],
        ["analytics", "export", *at, "--table", "assignments", "--out", str(folder / "assignments.csv")],
        ["reports", "build", *at, "--lang", "ar", "--out", str(folder / "ar.pdf")],
        ["reports", "build", *at, "--lang", "en", "--out", str(folder / "en.pdf")],
    ]
    rows = [(command, *measured(command)) for command in commands]
    total = sum(row[1] for row in rows)
    print("| command | wall s | CPU s | peak MB | share | said |\n|---|---|---|---|---|---|")
    for command, wall, cpu, memory, said in rows:
        print(f"| {' '.join(command[:2])} | {wall:.1f} | {cpu:.1f} | {memory:.0f} | {wall / total:.0%} | {said} |")
    if not arguments.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
