"""Where the content that ships with the program lies: in a checkout, in an installed wheel and in a bundle alike."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder in which the packages and data packages stand side by side."""

KNOWLEDGE = ROOT / "knowledge"
SCENARIOS = KNOWLEDGE / "scenarios"
ASSETS = ROOT / "assets"
