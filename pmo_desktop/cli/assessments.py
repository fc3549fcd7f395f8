"""Commands on assessments: list the templates, write the report of one."""

import argparse
from pathlib import Path
from typing import Any

from pmo_desktop.cli.command import Command, as_json, take_files
from pmo_desktop.cli.opening import open_file
from pmo_desktop.text import N_, say

_SUBJECTS = ("programmes", "portfolio")


def _takes(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    templates = commands.add_parser("templates", help=say("list the templates and their statements"))
    templates.add_argument("--json", action="store_true")
    templates.add_argument("--language", default="en", metavar="CODE", help=say("en or fr"))
    templates.set_defaults(ask=_templates)
    report = commands.add_parser("report", help=say("write the report of an assessment as a PDF"))
    take_files(report, "FILE")
    report.add_argument("-o", "--output", type=Path, default=None, metavar="OUT.pdf")
    report.add_argument("--title", default="", metavar="NAME", help=say("which assessment; the newest if not given"))
    report.add_argument("--language", default="en", metavar="CODE", help=say("en or fr"))
    report.set_defaults(ask=_report)


def _templates(options: argparse.Namespace) -> None:
    from pmo_desktop.domain.templates.reader import template, templates

    found = [template(key, options.language) for key in templates()]
    read = [{subject: _texts(key, options.language, subject) for subject in _SUBJECTS} for key in templates()]
    if options.json:
        listed: list[dict[str, Any]] = [
            {
                "key": each.key,
                "version": each.version,
                "title": each.title,
                "statements": [
                    {
                        "key": statement.key,
                        "domain": domain.name,
                        "level": statement.level,
                        "text": statement.text,
                        **{subject: every[statement.key] for subject, every in texts.items() if every},
                        "evidence": statement.evidence,
                        "guidance": statement.guidance,
                        "weight": statement.weight,
                        "short": statement.short,
                    }
                    for domain in each.domains
                    for statement in domain.statements
                ],
            }
            for each, texts in zip(found, read, strict=True)
        ]
        print(as_json(listed))
        return
    for each in found:
        statements = sum(len(domain.statements) for domain in each.domains)
        print(
            say(
                "{key}  {title}, version {version}: {domains} domains, {statements} statements",
                key=f"{each.key:15}",
                title=each.title,
                version=each.version,
                domains=len(each.domains),
                statements=statements,
            )
        )


def _texts(key: str, language: str, subject: str) -> dict[str, str]:
    """How each statement of a template reads for a subject; nothing if the template has no words of its own for it."""
    from pmo_desktop.domain.templates.reader import content, read, template

    usual, own = template(key, language), read(content(key), language, subject)
    if usual == own:
        return {}
    return {statement.key: statement.text for domain in own.domains for statement in domain.statements}


def _report(options: argparse.Namespace) -> None:
    from pmo_desktop.reports.assessment_report import assessment_named, write_assessment
    from pmo_desktop.services.files import save

    workspace = open_file(options.FILE)
    try:
        with workspace.reading() as session:
            key = assessment_named(session, options.title)
        content = write_assessment(workspace, key, options.language)
    finally:
        workspace.close()
    out: Path = options.output or options.FILE.with_suffix(".pdf")
    save(content, out)
    print(say("The report is in {path}.", path=out))


def _assessment(options: argparse.Namespace) -> int | None:
    ask: int | None = options.ask(options)
    return ask


COMMANDS = (
    Command("assessment", N_("list assessment templates, write the report of an assessment"), _takes, _assessment),
)
