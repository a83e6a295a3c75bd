"""Cut the static fonts in assets/fonts from the variable typeface. Run by hand; the result is kept in the repository.

    python assets/fonts/cut_fonts.py

Needs the dependency group `fonts`. The typeface is under the SIL Open Font License with the reserved name 'Source', so
what is cut here carries the name Infra Sans. The copyright notice stays; the licence text is laid beside the fonts.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import fontpkg_source_sans_3
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import NameRecord
from fontTools.varLib import instancer

TARGET: Final = Path(__file__).resolve().parent
FAMILY: Final = "Infra Sans"
RESERVED: Final = "source"
DIGITS: Final = "0123456789"

COPYRIGHT, LICENCE, LICENCE_URL = 0, 13, 14
KEPT: Final = {COPYRIGHT, 8, 9, 11, LICENCE, LICENCE_URL}  # notice, maker, designer, the maker's page, licence
VARIABLE_ONLY: Final = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT", "DSIG")

REGULAR_BIT, BOLD_BIT, STYLE_BITS = 1 << 6, 1 << 5, 0b1100001  # of fsSelection; the last also has italic
MAC_BOLD: Final = 1  # of macStyle


@dataclass(frozen=True)
class Cut:
    """One static weight; `linked` styles share the legacy family, the others get one of their own."""

    style: str
    weight: int
    linked: bool

    @property
    def file_name(self) -> str:
        """The name of the file in assets/fonts."""
        return f"{self.postscript}.ttf"

    @property
    def postscript(self) -> str:
        """The PostScript name, which PDF shows."""
        return f"{FAMILY.replace(' ', '')}-{self.style}"

    def names(self, version: str) -> dict[int, str]:
        """Every name that changes, by its id."""
        legacy = (FAMILY, self.style) if self.linked else (f"{FAMILY} {self.style}", "Regular")
        full = FAMILY if self.style == "Regular" else f"{FAMILY} {self.style}"
        names = {1: legacy[0], 2: legacy[1], 3: f"{version};{self.postscript}", 4: full, 5: version, 6: self.postscript}
        return names if self.linked else names | {16: FAMILY, 17: self.style}


CUTS: Final = (Cut("Regular", 400, True), Cut("SemiBold", 600, False), Cut("Bold", 700, True))


def variable_file() -> Path:
    """The upright variable file of the typeface."""
    return Path(fontpkg_source_sans_3.ROOT) / "files" / "SourceSans3[wght].ttf"


def cut(source: Path, wanted: Cut) -> TTFont:
    """A static font of that weight, renamed and style-linked."""
    font = TTFont(source, recalcTimestamp=False)
    instancer.instantiateVariableFont(font, {"wght": wanted.weight}, inplace=True)
    for tag in VARIABLE_ONLY:
        if tag in font:
            del font[tag]
    demand_tabular_figures(font)
    rename(font, wanted)
    bold = wanted.linked and wanted.style == "Bold"
    font["OS/2"].usWeightClass = wanted.weight
    font["OS/2"].achVendID = "NONE"
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~STYLE_BITS | (BOLD_BIT if bold else REGULAR_BIT)
    font["head"].macStyle = MAC_BOLD if bold else 0
    return font


def demand_tabular_figures(font: TTFont) -> None:
    """Stop unless the default figures have one width, so that numbers stand in columns in every renderer.

    The typeface draws them so by default and keeps proportional ones behind `pnum`; another version might not.
    """
    glyphs = font.getBestCmap()
    widths = {font["hmtx"][glyphs[ord(digit)]][0] for digit in DIGITS}
    if len(widths) != 1:
        raise SystemExit(f"The figures have several widths: {sorted(widths)}.")


def rename(font: TTFont, wanted: Cut) -> None:
    """Give the font its own name and take the reserved one out of every record but the copyright notice."""
    table = font["name"]
    version = next(part for part in str(table.getDebugName(5)).split(";") if part.startswith("Version"))
    feature_labels = 256
    table.names = [r for r in table.names if r.nameID in KEPT or r.nameID >= feature_labels]
    for name_id, text in wanted.names(version).items():
        table.setName(text, name_id, 3, 1, 0x409)
    left: list[NameRecord] = [r for r in table.names if r.nameID != COPYRIGHT and RESERVED in str(r).lower()]
    if left:
        raise SystemExit(f"The reserved name is still in the records {[r.nameID for r in left]}.")


def advances(font: TTFont) -> dict[str, float]:
    """How wide each letter is, in 1/1000 em. Everything that lays out words reads this table."""
    scale = 1000 / font["head"].unitsPerEm
    return {chr(code): round(font["hmtx"][name][0] * scale, 1) for code, name in sorted(font.getBestCmap().items())}


def write_widths() -> None:
    """Write the widths of the cut fonts beside them, by weight."""
    widths = {str(wanted.weight): advances(TTFont(TARGET / wanted.file_name)) for wanted in CUTS}
    text = json.dumps(widths, ensure_ascii=True, indent=0, separators=(",", ":"))
    (TARGET / "widths.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> int:
    """Write the three fonts, their widths and the licence."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for wanted in CUTS:
        path = TARGET / wanted.file_name
        cut(variable_file(), wanted).save(path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
    write_widths()
    licence = (Path(fontpkg_source_sans_3.ROOT) / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
