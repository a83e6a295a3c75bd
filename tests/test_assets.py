"""The icons, themes and fonts: all there, in the form the drawing code reads, and legible."""

import json
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile

ASSETS = Path(__file__).resolve().parent.parent / "assets"
SVG = "{http://www.w3.org/2000/svg}"
ICONS = sorted((ASSETS / "icons").glob("*.svg"))
THEMES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ASSETS / "themes").glob("*.json")}
FONTS = sorted((ASSETS / "fonts").glob("*.ttf"))


def words(text: str) -> list[str]:
    """The names in a text."""
    return text.split()


BLOCKS = words("""
    document_store file_share object_storage operational_database data_warehouse data_lake lakehouse data_mesh
    vector_index feature_store
    enterprise_ai_tool prebuilt_ai_api managed_model_api managed_ml_platform self_hosted_model edge_inference batch_job
    training_job app_service nocode_platform notebook_environment
    laptop small_vm cpu_server cloud_gpu spot_capacity onprem_gpu_server onprem_gpu_cluster kubernetes_cluster
    hpc_allocation edge_device
    identity_access secrets_store encryption network_isolation logging_audit monitoring cost_tracking budget_alerts
    backups retention_policy human_review guardrails output_validation evaluation_suite version_control prompt_registry
    model_registry data_catalogue data_quality_checks ci_cd_pipeline rollback fallback incident_response security_review
    placement_policy masking support_process user_guidelines
""")
ENVIRONMENTS = words("public_cloud private_cloud on_premises edge hpc saas workstation")
CATEGORIES = words("data hosting compute governance")
VERDICTS = words("balanced overbuilt fragile accidental_hybrid")
ACTIONS = words("""
    undo redo search plus minus fit export open save folder new projector outline info close chevron_right chevron_down
    chevron_left check delete duplicate zoom_in zoom_out users clock lock eye sun moon play return_arrow more edit link
    arrow_right workload recovered copy question settings print
""")
NAMED = {
    *BLOCKS,
    *ACTIONS,
    *(f"env_{name}" for name in ENVIRONMENTS),
    *(f"cat_{name}" for name in CATEGORIES),
    *(f"verdict_{name}" for name in [*VERDICTS, "question", "note"]),
    "app_mark",
}

COORDINATES = {"M": 2, "L": 2, "C": 6, "Z": 0}
FILLS = {"currentColor", "cut", "accent"}

SURFACES = words("panel canvas chrome sunken zone_cloud zone_saas zone_premises zone_local")
TOKENS = {
    *words("ink ink_2 ink_3 edge zone_line accent canvas_dots line accent_soft on_accent"),
    *words("workload_card workload_text workload_text_2"),
    *CATEGORIES,
    *VERDICTS,
    *SURFACES,
}
TEXT = ["ink", "ink_2", "ink_3", "accent", *CATEGORIES, *VERDICTS]
PAIRS = [
    *((token, surface, 4.5) for token in TEXT for surface in [*SURFACES, "accent_soft"]),
    *((token, surface, 3.0) for token in ("edge", "zone_line") for surface in SURFACES),
    ("workload_text", "workload_card", 4.5),
    ("workload_text_2", "workload_card", 4.5),
    ("workload_card", "canvas", 3.0),
    ("on_accent", "accent", 4.5),
]
SIGNS = "aäößñçłžΑλφЖщ€→←✓•–—“”…×≤≥"


def segments(d: str) -> list[tuple[str, list[float]]]:
    """The commands of a path with their coordinates."""
    out: list[tuple[str, list[float]]] = []
    for token in d.split():
        if token in COORDINATES:
            out.append((token, []))
        else:
            out[-1][1].append(float(token))
    return out


def contrast(one: str, other: str) -> float:
    """The ratio of two colours by the WCAG 2 formula."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def names(path: Path) -> Iterator[tuple[int, str]]:
    """The id and text of every record of a font's name table."""
    table: bytes = TTFontFile(str(path), validate=0).get_table("name")  # type: ignore[no-untyped-call]
    _, count, strings = struct.unpack(">HHH", table[:6])
    for i in range(count):
        platform, _, _, name_id, length, start = struct.unpack(">6H", table[6 + 12 * i : 18 + 12 * i])
        raw = table[strings + start : strings + start + length]
        yield name_id, raw.decode("mac_roman" if platform == 1 else "utf-16-be")


def test_every_named_icon_is_there() -> None:
    assert {path.stem for path in ICONS} == NAMED


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_made_of_what_the_parser_reads(path: Path) -> None:
    root = ET.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert len(root)
    stroked = root.get("stroke") == "currentColor"
    assert stroked == (root.get("stroke-width") == "1.75") == (root.get("fill") == "none")
    reach = 1.75 / 2 if stroked else 0.0
    for element in root:
        assert element.tag == f"{SVG}path"
        assert set(element.attrib) == ({"d"} if stroked else {"d", "fill"})
        assert stroked or element.get("fill") in FILLS
        parts = segments(element.attrib["d"])
        assert [len(numbers) for _, numbers in parts] == [COORDINATES[command] for command, _ in parts]
        assert parts[0][0] == "M"
        assert stroked or parts[-1][0] == "Z"
        for _, numbers in parts:  # a curve stays within its control points
            assert all(reach + 1 <= number <= 23 - reach for number in numbers)


def test_no_two_icons_are_the_same_drawing() -> None:
    drawings = {path.read_text(encoding="utf-8"): path.stem for path in ICONS if path.stem != "verdict_note"}
    assert set(drawings.values()) == NAMED - {"verdict_note"}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_a_silhouette_with_signs_cut_out(verdict: str) -> None:
    fills = [element.get("fill") for element in ET.parse(ASSETS / "icons" / f"verdict_{verdict}.svg").getroot()]
    assert fills[0] == "currentColor"
    assert set(fills[1:]) <= {"cut"}


def test_every_theme_has_every_token() -> None:
    assert set(THEMES) == {"light", "dark", "high_contrast"}
    for theme in THEMES.values():
        assert set(theme) == TOKENS
        assert all(len(colour) == 7 and colour[0] == "#" and int(colour[1:], 16) >= 0 for colour in theme.values())


@pytest.mark.parametrize("name", sorted(THEMES))
def test_what_is_read_stands_out_from_what_it_stands_on(name: str) -> None:
    theme = THEMES[name]
    weak = {
        (token, surface): round(contrast(theme[token], theme[surface]), 2)
        for token, surface, least in PAIRS
        if contrast(theme[token], theme[surface]) < least
    }
    assert not weak


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_has_the_signs_and_figures_of_one_width(path: Path) -> None:
    face = TTFont(path.stem, str(path)).face  # reads glyf outlines only, as the PDF does
    assert [sign for sign in SIGNS if not face.charToGlyph.get(ord(sign))] == []
    assert len({face.charWidths[ord(digit)] for digit in "0123456789"}) == 1


def test_the_fonts_carry_their_own_name_and_link_their_styles() -> None:
    linked = {}
    for path in FONTS:
        records = list(names(path))
        assert [text for name_id, text in records if name_id != 0 and "source" in text.lower()] == []
        assert any(name_id == 0 and "Reserved Font Name" in text for name_id, text in records)
        texts = dict(records)
        linked[path.stem] = tuple(texts.get(name_id) for name_id in (1, 2, 16, 17))
    assert linked == {
        "InfraSans-Regular": ("Infra Sans", "Regular", None, None),
        "InfraSans-SemiBold": ("Infra Sans SemiBold", "Regular", "Infra Sans", "SemiBold"),
        "InfraSans-Bold": ("Infra Sans", "Bold", None, None),
    }
    assert "SIL OPEN FONT LICENSE Version 1.1" in (ASSETS / "fonts" / "OFL.txt").read_text(encoding="utf-8")
