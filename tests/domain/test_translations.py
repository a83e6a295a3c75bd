"""Knowledge in another language: which texts are translated, when English stays, and what authors are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import write_pack

from infra_builder.knowledge import Knowledge, read_folders
from infra_builder.problems import Unusable
from infra_builder.translating import Progress, progress
from infra_builder.translations import mark_of
from ui.cli import main

KIND = """\
blocks:
  fax_machine:
    name: Fax machine
    category: compute
    purpose: Sends paper.
    fits: [Contracts, Orders]
    environments: [on_premises]
    effort: low
    settings:
      paper: {question: Which paper?, type: choice, choices: {white: White, pink: Pink}, why: It matters.}
    source: [{doc: design, section: "4"}]
words:
  stage:
    pilot: {label: Trial run}
"""
RULE = """\
rule: fax_in_use
flag: fragile
severity: low
for: block
when:
  all:
    - block.kind: fax_machine
      says: It is {block}
says: "{block} is in use"
why: It is.
do: Nothing.
source: [{doc: design, section: "4"}]
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "base", catalogue__kinds=KIND, rules__fax_in_use=RULE)


def translate(folder: Path, *lines: tuple[str, str, str], file: str = "texts") -> Path:
    """Translations into German: name, English text they were made from, German text."""
    place = folder / "translations" / "de"
    place.mkdir(parents=True, exist_ok=True)
    text = "".join(f'  {name}: {{of: {mark_of(english)}, says: "{says}"}}\n' for name, english, says in lines)
    (place / f"{file}.yaml").write_text(f"texts:\n{text}" if lines else "texts: {}\n", encoding="utf-8")
    return folder


def german(*folders: Path) -> Knowledge:
    return read_folders(folders, "de")


def told(*folders: Path) -> list[str]:
    """What is said about the translations into German, the folder of the test left out."""
    [found] = progress(folders)
    return [str(problem).replace(f"{folders[-1]}/", "") for problem in found.problems if "not tr" not in str(problem)]


class TestReading:
    def test_a_text_of_an_entry_is_translated(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        assert german(base).catalogue.blocks["fax_machine"].name == "Faxgerät"

    def test_what_is_not_translated_stays_english(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        assert german(base).catalogue.blocks["fax_machine"].purpose == "Sends paper."

    def test_without_a_language_everything_is_english(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        assert read_folders([base]).catalogue.blocks["fax_machine"].name == "Fax machine"

    def test_lists_choices_and_words_are_translated(self, base: Path) -> None:
        translate(
            base,
            ("blocks.fax_machine.fits[1]", "Orders", "Bestellungen"),
            ("blocks.fax_machine.settings.paper.choices.pink", "Pink", "Rosa"),
            ("words.stage.pilot.label", "Trial run", "Versuch"),
        )
        catalogue = german(base).catalogue
        kind = catalogue.blocks["fax_machine"]
        assert kind.fits == ("Contracts", "Bestellungen")
        assert kind.settings["paper"].choices == {"white": "White", "pink": "Rosa"}
        assert catalogue.label("stage", "pilot") == "Versuch"

    def test_a_rule_speaks_german_and_judges_the_same(self, base: Path) -> None:
        translate(base, ("rules.fax_in_use.says", "{block} is in use", "{block} wird benutzt"))
        [rule], [english] = german(base).rules, read_folders([base]).rules
        assert rule.text.says == "{block} wird benutzt"
        assert rule.text.model_copy(update={"says": english.text.says}) == english.text

    def test_a_reason_beside_a_condition_is_translated(self, base: Path) -> None:
        translate(base, ("rules.fax_in_use.when.all[0].says", "It is {block}", "Es ist {block}"))
        [rule] = german(base).rules
        assert rule.text.when["all"][0]["says"] == "Es ist {block}"

    def test_a_translation_of_an_older_text_is_not_shown(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax", "Faxgerät"))
        assert german(base).catalogue.blocks["fax_machine"].name == "Fax machine"

    def test_a_translation_with_a_placeholder_of_its_own_is_not_shown(self, base: Path) -> None:
        translate(base, ("rules.fax_in_use.says", "{block} is in use", "{blok} wird benutzt"))
        assert german(base).rules[0].text.says == "{block} is in use"

    def test_a_pack_may_bring_nothing_but_translations(self, base: Path, tmp_path: Path) -> None:
        pack = translate(tmp_path / "pack", ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        assert german(base, pack).catalogue.blocks["fax_machine"].name == "Faxgerät"

    def test_the_translation_of_what_a_pack_replaces_is_not_shown(self, base: Path, tmp_path: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        pack = write_pack(tmp_path / "pack", catalogue__mine=KIND.replace("Fax machine", "Telex"))
        assert german(base, pack).catalogue.blocks["fax_machine"].name == "Telex"

    def test_the_digest_tells_languages_apart(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        assert german(base).digest != read_folders([base]).digest

    def test_a_broken_file_is_told_with_its_line(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        path = base / "translations" / "de" / "texts.yaml"
        path.write_text(path.read_text("utf-8").replace("says:", "say:"), encoding="utf-8")
        with pytest.raises(Unusable, match=r"texts\.yaml:2:.*unknown field 'say'; did you mean 'says'"):
            german(base)

    @pytest.mark.parametrize("name", ["german", "../de", "DE"])
    def test_a_language_is_written_in_two_letters(self, base: Path, name: str) -> None:
        with pytest.raises(Unusable, match="this is no language"):
            read_folders([base], name)


class TestChecking:
    def test_a_base_without_translations_has_no_languages(self, base: Path) -> None:
        assert progress([base]) == ()

    def test_how_far_a_language_has_come_is_counted(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        [found] = progress([base])
        assert (found.language, found.texts, found.translated) == ("de", 13, 1)

    def test_each_missing_text_is_told_where_it_stands_in_english(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        [found] = progress([base])
        assert len(found.problems) == 12
        assert str(found.problems[0]) == (
            f"{base}/catalogue/kinds.yaml:5:14: blocks.fax_machine.purpose: "
            f"not translated into de: blocks.fax_machine.purpose, of {mark_of('Sends paper.')}"
        )

    def test_a_whole_translation_leaves_nothing_to_say(self, base: Path) -> None:
        given = [(each, english) for each, english in _english(progress([translate(base)]))]
        translate(base, *((name, english, english) for name, english in given))
        [found] = progress([base])
        assert (found.translated, found.problems) == (13, ())

    def test_a_text_that_changed_since_is_outdated(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax", "Faxgerät"))
        mark = mark_of("Fax machine")
        assert told(base) == [
            "translations/de/texts.yaml:2:33: texts.blocks.fax_machine.name.of: "
            f"the English text has changed since; its mark is now {mark}"
        ]

    def test_a_text_that_nobody_knows_has_the_nearest_name(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.nam", "Fax machine", "Faxgerät"))
        [line] = told(base)
        assert line.startswith("translations/de/texts.yaml:2:3:")
        assert line.endswith("unknown text 'blocks.fax_machine.nam'; did you mean 'blocks.fax_machine.name'?")

    def test_a_placeholder_that_english_does_not_have_is_told(self, base: Path) -> None:
        translate(base, ("rules.fax_in_use.says", "{block} is in use", "{blok} wird benutzt"))
        [line] = told(base)
        assert line.endswith("unknown placeholder '{blok}'; did you mean '{block}'?")

    def test_a_text_translated_in_two_files_is_told(self, base: Path) -> None:
        once = ("blocks.fax_machine.name", "Fax machine", "Faxgerät")
        translate(translate(base, once, file="a"), once, file="b")
        [line] = told(base)
        assert line.startswith("translations/de/b.yaml:2:3:")
        assert "is translated in another file too" in line

    def test_the_folder_is_not_blamed_for_what_a_pack_replaces(self, base: Path, tmp_path: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        pack = write_pack(tmp_path / "pack", catalogue__mine=KIND.replace("Fax machine", "Telex"))
        assert told(base, pack) == []
        [found] = progress([base, pack])
        assert f"blocks.fax_machine.name, of {mark_of('Telex')}" in "\n".join(map(str, found.problems))

    def test_a_rule_that_a_pack_takes_away_needs_no_translation(self, base: Path, tmp_path: Path) -> None:
        pack = write_pack(tmp_path / "pack", rules__x="rule: fax_in_use\ndisabled: true\n")
        [found] = progress([translate(base), pack])
        assert not [problem for problem in found.problems if "rules." in problem.message]

    def test_a_folder_that_is_no_language_is_told(self, base: Path) -> None:
        translate(base)
        (base / "translations" / "de").rename(base / "translations" / "german")
        [found] = progress([base])
        assert "this is no language" in str(found.problems[0])

    def test_a_folder_with_a_slip_in_its_name_is_told(self, base: Path) -> None:
        translate(base, ("blocks.fax_machine.name", "Fax machine", "Faxgerät"))
        (base / "translations").rename(base / "translation")
        with pytest.raises(Unusable, match="did you mean 'translations'"):
            read_folders([base])


def test_the_command_says_in_one_line_that_there_is_no_translation(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("infra_builder.knowledge.KNOWLEDGE", base)
    monkeypatch.setattr("ui.authoring.KNOWLEDGE", base)
    monkeypatch.setattr("ui.authoring.review", lambda *_: ())
    assert main(["knowledge", "check"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "no translations: every text is English"


def test_the_command_tells_of_every_text_that_a_language_lacks(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("infra_builder.knowledge.KNOWLEDGE", translate(base))
    monkeypatch.setattr("ui.authoring.KNOWLEDGE", base)
    monkeypatch.setattr("ui.authoring.review", lambda *_: ())
    assert main(["knowledge", "check"]) == 2
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "de: 0 of 13 texts translated"
    assert len(printed.err.splitlines()) == 13


def _english(found: tuple[Progress, ...]) -> list[tuple[str, str]]:
    """The names and English texts that a language lacks, looked up at the places that the problems name."""
    from infra_builder.guarded_yaml import parse
    from infra_builder.translations import texts

    files = {problem.file for problem in found[0].problems}
    return [(text.name, text.english) for file in files for text in texts(parse(Path(file).read_text("utf-8"), file))]
