"""The one command: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import PLAN, RULE, block, flow, knowledge, plan, workload, write_pack, zone
from pypdf import PdfReader

from infra_builder.knowledge import Knowledge, load
from infra_builder.planfile import to_text
from infra_builder.translations import mark_of
from tests.ui.rooms import room
from ui.cli import main
from ui.exporting import ENDINGS

ROOT = Path(__file__).parents[1]
Run = Callable[..., "Result"]


class Result:
    """What a run left: its exit status and what it printed, as lines."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err.splitlines()

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process. The shipped knowledge is read once for all runs, which takes longest."""

    def load_once(*packs: Path, language: str = "") -> Knowledge:
        return load(*packs, language=language) if packs or language else knowledge()

    monkeypatch.setattr("infra_builder.knowledge.load", load_once)

    def run(*arguments: object) -> Result:
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return run


@pytest.fixture
def balanced(scenarios: Path) -> Path:
    return scenarios / "rag-assistant-pilot.infraplan"


@pytest.fixture
def flagged(tmp_path: Path) -> Path:
    """Personal data go unmasked to somebody else's model, in production, and nobody looks after anything."""
    made = plan(
        title="Risky",
        workloads=[
            workload(
                kind="customer_product", stage="production", sensitivity="personal", users=500, timing="interactive"
            )
        ],
        zones=[zone("office", "on_premises"), zone("cloud", "public_cloud")],
        blocks=[block("operational_database", "db", zone="office"), block("managed_model_api", "api", zone="cloud")],
        flows=[flow("work", "uses", "api"), flow("db", "reads", "api", data="personal", masked=False)],
    )
    return written(tmp_path / "flagged.infraplan", to_text(made))


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestCheck:
    def test_a_balanced_plan_is_0(self, run: Run, balanced: Path) -> None:
        result = run("check", balanced)
        assert (result.status, result.err) == (0, [])
        assert "Balanced" in result.out

    def test_a_flagged_plan_is_1_with_reasons_and_remedies(self, run: Run, flagged: Path) -> None:
        result = run("check", flagged)
        assert (result.status, result.err) == (1, [])
        assert result.out.splitlines()[:2] == ["Risky", str(flagged)]
        for part in ("Fragile", "why", "because", "do first", "helps"):
            assert part in result.out

    def test_a_plan_that_cannot_be_used_is_2(self, run: Run, tmp_path: Path) -> None:
        path = written(tmp_path / "bad", PLAN.replace("pilot", "pilt"))
        result = run("check", path)
        assert (result.status, result.out) == (2, "")
        assert result.err == [f"{path}:6:12: workloads[0].stage: unknown word 'pilt'; did you mean 'pilot'?"]

    def test_of_several_plans_the_worst_status_wins_and_the_others_are_printed(
        self, run: Run, balanced: Path, flagged: Path, tmp_path: Path
    ) -> None:
        missing = tmp_path / "none"
        result = run("check", missing, balanced, flagged)
        assert result.status == 2
        assert result.err == [f"{missing}: there is no such file"]
        assert str(balanced) in result.out
        assert str(flagged) in result.out
        assert run("check", flagged, balanced).status == 1
        assert run("check", balanced, flagged).status == 1
        assert run("check", flagged, missing).status == 2

    def test_every_problem_of_a_plan_is_a_line(self, run: Run, tmp_path: Path) -> None:
        text = (
            PLAN.replace("pilot", "5").replace("managed_model_api", "managed_api").replace("from: docs", "from: dogs")
        )
        result = run("check", written(tmp_path / "bad", text))
        assert [line.split(": ")[1] for line in result.err] == [
            "workloads[0].stage",
            "options[0].blocks[1].kind",
            "options[0].flows[1].from",
        ]

    def test_a_plan_without_options_says_so(self, run: Run, tmp_path: Path) -> None:
        result = run("check", written(tmp_path / "empty", "infra_builder: 1\n"))
        assert result.status == 0
        assert "Nothing is drawn yet" in result.out

    def test_a_check_changes_no_file(self, run: Run, flagged: Path) -> None:
        before = flagged.read_bytes(), flagged.stat().st_mtime_ns
        run("check", flagged)
        assert (flagged.read_bytes(), flagged.stat().st_mtime_ns) == before

    def test_no_line_of_text_is_wider_than_a_terminal(self, run: Run, flagged: Path) -> None:
        lines = run("check", flagged).out.splitlines()
        assert max(len(line) for line in lines if line.startswith("   ")) <= 96


class TestJson:
    def test_one_line_is_one_plan(self, run: Run, balanced: Path, flagged: Path) -> None:
        result = run("check", "--format", "json", flagged, balanced)
        assert [one["plan"] for one in result.objects] == [str(flagged), str(balanced)]
        assert result.out.count("\n") == 2

    def test_a_balanced_option_says_balanced(self, run: Run, balanced: Path) -> None:
        [option] = run("check", balanced, "--format", "json").objects[0]["options"]
        assert option["flags"] == ["balanced"]
        assert option["findings"] == []

    def test_flags_are_a_sorted_list_of_those_of_the_findings(self, run: Run, flagged: Path) -> None:
        [option] = run("check", flagged, "--format=json").objects[0]["options"]
        assert option["flags"] == sorted({finding["flag"] for finding in option["findings"]})
        assert "fragile" in option["flags"]
        assert "balanced" not in option["flags"]

    def test_the_shape_is_that_which_scripts_rely_on(self, run: Run, flagged: Path) -> None:
        [report] = run("check", flagged, "--format", "json").objects
        assert set(report) == {"plan", "options"}
        [option] = report["options"]
        assert set(option) >= {"id", "flags", "findings", "questions"}
        for finding in option["findings"]:
            assert set(finding) >= {"rule", "flag", "severity", "subjects", "says", "because", "remedies", "source"}
            assert finding["flag"] in ("overbuilt", "fragile", "accidental_hybrid")
            assert finding["severity"] in ("high", "medium", "low")
            assert all(isinstance(id_, str) for id_ in finding["subjects"])
            assert finding["because"]
            assert finding["source"]
        assert {id_ for finding in option["findings"] for id_ in finding["subjects"]} >= {"api"}

    def test_a_broken_plan_prints_nothing_on_standard_output(self, run: Run, tmp_path: Path) -> None:
        result = run("check", written(tmp_path / "bad", "{"), "--format", "json")
        assert (result.status, result.out, len(result.err)) == (2, "", 1)

    def test_names_of_any_script_survive(self, run: Run, flagged: Path, tmp_path: Path) -> None:
        text = flagged.read_text(encoding="utf-8").replace("id: a\n", "id: 'Ä 漢字\"'\n")
        path = written(tmp_path / "Größe 漢字.infraplan", text)
        [report] = run("check", path, "--format", "json").objects
        assert (report["plan"], report["options"][0]["id"]) == (str(path), 'Ä 漢字"')


BAD = {
    "an empty file": ("", ":1: the file is empty"),
    "no YAML": ("a: [", ":1:4: this is not valid YAML"),
    "a wrong type": (PLAN.replace("pilot", "[1]"), ":6:12: workloads[0].stage: expected one of"),
    "an unknown kind": (PLAN.replace("document_store", "shoe_box"), ":13:26: options[0].blocks[0].kind: unknown kind"),
    "a flow to nowhere": (PLAN.replace("from: docs", "from: moon"), ":17:16: options[0].flows[1].from: unknown block"),
    "a duplicate id": (PLAN.replace("id: docs", "id: api"), ":14:14: options[0].blocks[1].id: the id 'api' is used"),
    "a duplicate key": (PLAN + "title: again\n", ":18:1: title: 'title' is written twice here, first on line 2"),
    "a newer format": (
        PLAN.replace("builder: 1", "builder: 2"),
        ":1:16: infra_builder: this plan was written by a newer",
    ),
    "a hundred megabytes": (b" " * 100_000_000, ":1: the file is too large: 100.0 MB"),
    "a hundred thousand brackets": ("[" * 100_000, ":1:41: the text is nested deeper"),
    "an alias bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", ":1:4: anchors"),
    "a program": ("!!python/object/apply:os.system [ls]", ":1:1: tags"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", ":1: the file is not UTF-8 text"),
    "a control character": ("infra_builder: 1\ntitle: a\x07b\n", ":2:9: the character U+0007"),
    "a huge integer": (
        PLAN.replace("stage: pilot", "users: " + "9" * 5000),
        ":6:12: workloads[0].users: expected a whole",
    ),
    "a number that is none": (
        PLAN.replace("stage: pilot", "data_gb: .nan"),
        ":6:14: workloads[0].data_gb: expected a number",
    ),
    "a number without end": (
        PLAN.replace("stage: pilot", "data_gb: 1e999"),
        ":6:14: workloads[0].data_gb: expected a finite",
    ),
    "an id with braces": (
        PLAN.replace("id: docs", "id: '{docs}'"),
        ":13:14: options[0].blocks[0].id: '{docs}' is not of",
    ),
    "an id that begins with a space": (
        PLAN.replace("id: docs", "id: ' docs'"),
        ":13:14: options[0].blocks[0].id: ' docs'",
    ),
    "a field with a terminal sequence": (PLAN + '"\\e[2J\\n": 1\n', ":18:1: "),
}


class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_is_one_clear_line_a_problem(self, run: Run, tmp_path: Path, name: str) -> None:
        content, message = BAD[name]
        path = written(tmp_path / "bad.infraplan", content)
        result = run("check", path)
        assert (result.status, result.out) == (2, "")
        assert any(
            line.startswith(f"{path}{message.replace(chr(39) + ' docs', chr(39) + 'docs')}") for line in result.err
        )
        for line in result.err:
            assert line.startswith(f"{path}:")
            assert line.isprintable()
            assert len(line) < 400

    def test_a_missing_file_a_folder_and_a_device(self, run: Run, tmp_path: Path) -> None:
        assert run("check", tmp_path / "none").err == [f"{tmp_path}/none: there is no such file"]
        assert run("check", tmp_path).err == [f"{tmp_path}: this is a folder, not a file"]
        if Path("/dev/zero").exists():
            assert run("check", "/dev/zero").err == ["/dev/zero: this is not an ordinary file"]

    def test_a_pipe_that_nobody_writes_to_does_not_block(self, run: Run, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert run("check", tmp_path / "pipe").err == [f"{tmp_path}/pipe: this is not an ordinary file"]

    def test_a_file_without_permission(self, run: Run, tmp_path: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may read anything")
        path = written(tmp_path / "secret", PLAN)
        path.chmod(0)
        assert run("check", path).err == [f"{path}: the file cannot be read: Permission denied"]

    @pytest.mark.parametrize("name", ["", "x" * 300, "a\nb", "\udcff", "~nobody", "*"])
    def test_odd_names_of_files(self, run: Run, name: str) -> None:
        result = run("check", name)
        assert result.status == 2
        assert len(result.err) == 1

    def test_odd_ids_are_no_problem(self, run: Run, tmp_path: Path) -> None:
        text = PLAN
        for old, new in (("docs", "a.b.c.d[0].e"), ("api", "the api, mine: 5 %"), ("cloud", "ΑΒΓ 漢字 😀")):
            text = text.replace(f"id: {old}", f"id: '{new}'").replace(f"zone: {old}", f"zone: '{new}'")
            text = text.replace(f"from: {old}", f"from: '{new}'").replace(f"to: {old}", f"to: '{new}'")
        assert run("check", written(tmp_path / "odd", text)).status in (0, 1)

    @pytest.mark.parametrize(
        "arguments", [["check"], ["check", "x", "--format", "xml"], ["export", "x"], ["knowledge", "burn"], ["a", "b"]]
    )
    def test_a_command_that_makes_no_sense_is_2_with_its_usage(
        self, arguments: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        assert caught.value.code == 2
        assert "usage: infra-builder" in capsys.readouterr().err


class TestKnowledge:
    def test_a_pack_lies_over_the_shipped_base(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, rules__api_in_use=RULE)
        result = run("check", balanced, "--knowledge", pack)
        assert result.status == 1
        assert "is in use" in result.out

    def test_a_later_pack_lies_over_an_earlier_one(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        one = write_pack(tmp_path / "one", rules__api_in_use=RULE)
        two = write_pack(tmp_path / "two", rules__api_in_use="rule: api_in_use\ndisabled: true\n")
        assert run("check", balanced, "--knowledge", one, "--knowledge", two).status == 0

    def test_a_pack_with_slips_is_one_line_a_slip_and_no_plan_is_judged(
        self, run: Run, balanced: Path, tmp_path: Path
    ) -> None:
        pack = write_pack(tmp_path, rules__bad=RULE.replace("block.kind", "block.knd").replace("{block}", "{blok}"))
        result = run("check", balanced, "--knowledge", pack)
        assert (result.status, result.out) == (2, "")
        assert result.err == [
            f"{pack}/rules/bad.yaml:6:3: when.block.knd: unknown fact 'block.knd'; did you mean 'block.kind'?",
            f"{pack}/rules/bad.yaml:7:7: says: unknown placeholder '{{blok}}'; did you mean '{{block}}'?",
        ]

    def test_a_pack_that_is_not_there(self, run: Run, balanced: Path) -> None:
        assert run("check", balanced, "--knowledge", "/none").err == ["/none: there is no such knowledge folder"]

    def test_a_pack_is_checked_and_its_cases_run(self, run: Run, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, rules__api_in_use=RULE)
        result = run("knowledge", "check", pack)
        assert result.status == 2
        assert "0 of its cases make it fire; two are needed" in result.err[0]
        cases = "cases:\n  - {name: one, fires: [laptop], blocks: [laptop, managed_model_api]}\n"
        wrong = run("knowledge", "test", write_pack(tmp_path, rules__api_in_use=RULE + cases))
        assert wrong.status == 2
        assert any("fires for [managed_model_api], expected [laptop]" in line for line in wrong.err)

    def test_facts_are_listed_with_type_and_meaning(self, run: Run) -> None:
        result = run("knowledge", "fields")
        assert result.status == 0
        assert "block.single_point_of_failure (truth)" in result.out


class TestExport:
    HEADS = {
        ".pdf": b"%PDF-", ".svg": b"<", ".png": b"\x89PNG", ".md": b"# ", ".json": b'{"plan"', ".csv": b"\xef\xbb\xbf",
    }  # fmt: skip

    @pytest.mark.parametrize("ending", [*ENDINGS, ".SVG"])
    def test_the_ending_chooses(self, run: Run, balanced: Path, tmp_path: Path, ending: str, qapp: object) -> None:
        target = tmp_path / f"out{ending}"
        result = run("export", balanced, "-o", target)
        assert (result.status, result.out, result.err) == (0, "", [])
        assert target.read_bytes().startswith(self.HEADS.get(ending.lower(), b""))
        assert target.stat().st_size > 100

    @pytest.mark.parametrize("name", ["out", "out.docx", "out.", ".pdf"])
    def test_an_ending_that_nobody_knows(self, run: Run, balanced: Path, tmp_path: Path, name: str) -> None:
        result = run("export", balanced, "-o", tmp_path / name)
        assert result.status == 2
        assert len(result.err) == 1
        assert "known: .pdf" in result.err[0]
        assert not list(tmp_path.iterdir())

    def test_a_folder_that_is_not_there(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        target = tmp_path / "none" / "out.json"
        assert run("export", balanced, "-o", target).err == [
            f"{target}: the file cannot be written: No such file or directory"
        ]

    def test_a_folder_in_place_of_the_file(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        (tmp_path / "out.json").mkdir()
        result = run("export", balanced, "-o", tmp_path / "out.json")
        assert result.status == 2
        assert len(result.err) == 1

    def test_a_broken_plan_leaves_an_older_export_alone(self, run: Run, tmp_path: Path) -> None:
        target = written(tmp_path / "out.json", "old")
        assert run("export", written(tmp_path / "bad", "{"), "-o", target).status == 2
        assert target.read_text() == "old"

    def test_an_option_that_is_not_there(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        result = run("export", balanced, "-o", tmp_path / "out.svg", "--option", "z")
        assert result.err == [f"{balanced}: unknown option 'z'; known: a"]

    def test_sections_are_printed_in_the_order_in_which_they_are_named(
        self, run: Run, flagged: Path, tmp_path: Path
    ) -> None:
        target = tmp_path / "out.pdf"
        assert run("export", flagged, "-o", target, "--sections", "record, findings,record").status == 0
        assert [str(entry.title) for entry in PdfReader(target).outline if not isinstance(entry, list)] == [
            "Decision record and signatures", "Findings",
        ]  # fmt: skip

    def test_a_section_that_there_is_not_is_named_with_the_nearest(
        self, run: Run, balanced: Path, tmp_path: Path
    ) -> None:
        result = run("export", balanced, "-o", tmp_path / "out.pdf", "--sections", "decision,costz,wether")
        assert result.status == 2
        assert result.err[0] == "--sections: unknown section 'costz'; did you mean 'costs'?"
        assert len(result.err) == 2
        assert not list(tmp_path.glob("*.pdf"))

    def test_no_section_at_all_is_told_with_those_that_are_known(
        self, run: Run, balanced: Path, tmp_path: Path
    ) -> None:
        result = run("export", balanced, "-o", tmp_path / "out.pdf", "--sections", " , ")
        assert result.status == 2
        assert result.err[0].startswith("--sections: no section is named; known: decision, picture,")

    def test_a_logo_that_cannot_be_read_is_told_and_the_rest_is_printed(
        self, run: Run, balanced: Path, tmp_path: Path
    ) -> None:
        text = balanced.read_text(encoding="utf-8").replace("\norganisation:", "\nlogo: AAAA\norganisation:", 1)
        broken = written(tmp_path / "broken.infraplan", text)
        result = run("export", broken, "-o", tmp_path / "out.pdf", "--sections", "decision")
        assert result.status == 0
        assert result.err == [f"{broken}: logo: no PNG or JPEG picture can be read from it, so it is left out"]
        assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")

    def test_the_original_is_never_changed(self, run: Run, flagged: Path, tmp_path: Path) -> None:
        before = flagged.read_bytes()
        run("export", flagged, "-o", tmp_path / "out.json")
        assert flagged.read_bytes() == before

    @pytest.mark.parametrize("ending", [".pdf", ".svg", ".png", ".md", ".csv"])
    def test_no_path_of_the_computer_gets_into_what_people_read(
        self, run: Run, flagged: Path, tmp_path: Path, ending: str, qapp: object
    ) -> None:
        target = tmp_path / f"out{ending}"
        run("export", flagged, "-o", target)
        assert str(tmp_path).encode() not in target.read_bytes()

    def test_a_name_that_is_no_utf_8(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        assert run("export", balanced, "-o", tmp_path / "\udcff.json").status == 0


@pytest.mark.usefixtures("no_display")
class TestWithoutDisplay:
    def test_a_plan_is_checked_and_it_is_said_why_no_window_opens(
        self, run: Run, flagged: Path, balanced: Path
    ) -> None:
        result = run(flagged)
        assert result.status == 1
        assert result.err == ["No window opens here: there is no display."]
        assert result.out == run("check", flagged).out
        assert run(balanced).status == 0

    def test_without_a_plan_it_is_one_line_and_2(self, run: Run) -> None:
        result = run()
        assert (result.status, result.out) == (2, "")
        assert result.err == ["No window opens here: there is no display."]

    def test_a_broken_plan_is_told_as_by_check(self, run: Run, tmp_path: Path) -> None:
        path = written(tmp_path / "bad", "")
        result = run(path)
        assert result.status == 2
        assert result.err[1:] == run("check", path).err

    def test_a_workshop_is_told_as_by_its_command(self, run: Run, tmp_path: Path) -> None:
        folder = room(tmp_path / "room")
        told = run("workshop", folder).out
        assert run(folder).out == run(folder / "workshop.yaml").out == told
        assert "North" in told

    def test_a_display_that_does_not_answer_is_none(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISPLAY", ":7919")
        assert run().err == ["No window opens here: the display :7919 does not answer."]

    def test_a_pack_is_heard_here_too(self, run: Run, balanced: Path, tmp_path: Path) -> None:
        pack = write_pack(tmp_path, rules__api_in_use=RULE)
        assert run(balanced, "--knowledge", pack).status == 1


def command(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without a display."""
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}
    given = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    return subprocess.run(
        given,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env=environment,
        timeout=60,
        stderr=subprocess.PIPE,
        **more,
    )


class TestProcess:
    def test_status_and_streams_are_those_of_a_process(self, balanced: Path, tmp_path: Path) -> None:
        done = command("check", balanced, tmp_path / "none", "--format", "json", stdout=subprocess.PIPE)
        assert done.returncode == 2
        assert json.loads(done.stdout)["plan"] == str(balanced)
        assert done.stderr == f"{tmp_path}/none: there is no such file\n"

    def test_checking_needs_no_qt(self, balanced: Path) -> None:
        program = (
            "import sys; from ui.cli import main; status = main(['check', sys.argv[1]]);"
            "sys.exit(status or any(name.startswith(('PySide6', 'reportlab')) for name in sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", program, balanced], cwd=ROOT, check=False, capture_output=True)
        assert done.returncode == 0

    def test_text_is_utf_8_even_where_the_locale_is_not(self, flagged: Path) -> None:
        more = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        program = [sys.executable, "-m", "ui.cli", "check", flagged]
        done = subprocess.run(program, cwd=ROOT, check=False, capture_output=True, env={**os.environ, **more})
        assert done.returncode == 1
        assert "helps" in done.stdout.decode("utf-8")

    def test_a_reader_that_goes_away_early_leaves_no_traceback(self, flagged: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            done = command("check", flagged, flagged, stdout=writer)
        finally:
            os.close(writer)
        assert "Traceback" not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
    def test_a_full_disk_behind_the_output_leaves_no_traceback(self, flagged: Path) -> None:
        with Path("/dev/full").open("w") as full:
            done = command("check", flagged, stdout=full)
        assert "Traceback" not in done.stderr
        assert done.returncode == 2


def test_a_pack_lends_the_report_its_language(run: Run, flagged: Path, tmp_path: Path) -> None:
    [judged] = run("check", flagged, "--format", "json").objects
    found = judged["options"][0]["findings"][0]["rule"]
    [do] = [rule.text.do for rule in knowledge().rules if rule.id == found]
    place = tmp_path / "pack" / "translations" / "de"
    place.mkdir(parents=True)
    written(place / "rules.yaml", f"texts: {{rules.{found}.do: {{of: {mark_of(do)}, says: Auf gut Deutsch.}}}}\n")
    spoken = run("check", flagged, "--knowledge", tmp_path / "pack", "--language", "de")
    assert (spoken.status, spoken.err) == (1, [])
    assert "Auf gut Deutsch." in spoken.out
    assert "replaced" not in spoken.out
