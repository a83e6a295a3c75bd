"""A JSON Schema of knowledge files, so that an editor completes and checks them while they are written."""

from __future__ import annotations

from typing import Any

from infra_builder.catalogue import Catalogue
from infra_builder.facts import FACTS
from infra_builder.rules.language import OPERATORS
from infra_builder.rules.rule import RuleText
from infra_builder.translations import TranslationFile

_REF = "#/$defs/{model}"


def schema() -> dict[str, Any]:
    """One schema for every sort of file: a rule, groups of catalogue entries, or translations."""
    rule = RuleText.model_json_schema(by_alias=True, ref_template=_REF)
    catalogue = Catalogue.model_json_schema(by_alias=True, ref_template=_REF)
    translation = TranslationFile.model_json_schema(by_alias=True, ref_template=_REF)
    files = (rule, catalogue, translation)
    definitions = {name: made for file in files for name, made in file.pop("$defs", {}).items()}
    definitions["condition"] = _condition()
    rule["properties"]["when"] = {"$ref": _REF.format(model="condition")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of an Infra Builder knowledge base",
        "anyOf": [*files],
        "$defs": definitions,
    }


def _condition() -> dict[str, Any]:
    """A condition: all, any, not, or facts. Paths that go on through a subject are left open."""
    itself = {"$ref": _REF.format(model="condition")}
    several = {"type": "array", "items": itself, "minItems": 1}
    facts = {
        name: {"description": f"{fact.meaning} ({fact.type}; {', '.join(OPERATORS[fact.type.form])})"}
        for name, fact in sorted(FACTS.items())
    }
    words = {"type": "string", "description": "The reason in the author's own words."}
    clears = {"type": "string", "description": "What would be so if it no longer held, in the author's own words."}
    properties = {"all": several, "any": several, "not": itself, "says": words, "clears": clears, **facts}
    return {"type": "object", "minProperties": 1, "properties": properties}
