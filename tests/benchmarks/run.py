"""Measures what people feel, beside something that does the same with less, and prints both with their ratio.

    python -m tests.benchmarks.run [NAME…]

A benchmark is a module of this folder with `measure()`, which gives rows. Nothing here passes or fails a test: times
depend on the machine, so what is compared is measured side by side in one run.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

BESIDE = ("__init__", "bare", "companies", "plans", "run", "table")
"""Modules of this folder that measure nothing."""


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in BESIDE)


def main(wanted: list[str]) -> None:
    """Measure the benchmarks named, or all of them."""
    for name in wanted or names():
        print(name)
        for row in import_module(f"tests.benchmarks.{name}").measure():
            print(f"  {row}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
