"""The report as JSON, in the shape that DESIGN.md section 3 fixes for scripts."""

from __future__ import annotations

import json
from typing import Any

from infra_builder.report import Finding, OpenQuestion, OptionReport, Report


def to_json(path: str, report: Report) -> str:
    """One object on one line: the plan's path and the judgement of each option."""
    return json.dumps({"plan": path, "options": [_option(option) for option in report.options]}, ensure_ascii=False)


def _option(option: OptionReport) -> dict[str, Any]:
    return {
        "id": option.id,
        "flags": list(option.flags) or ["balanced"],
        "findings": [_finding(finding) for finding in option.findings],
        "questions": [_question(question) for question in option.questions],
        "notes": [_finding(note) for note in option.notes],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "flag": finding.flag,
        "severity": finding.severity,
        "subjects": list(finding.subjects),
        "says": finding.says,
        "why": finding.why,
        "do": finding.do,
        "because": [{"says": b.says, "fact": b.fact, "subject": b.subject} for b in finding.because],
        "remedies": [{"says": remedy.says, "days": remedy.days} for remedy in finding.remedies],
        "source": [{"doc": s.doc, "section": s.section, "items": list(s.items)} for s in finding.source],
    }


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "field": question.field,
        "subject": question.subject,
        "says": question.says,
        "why": question.why,
        "may_raise": list(question.may_raise),
        "rules": list(question.rules),
    }
