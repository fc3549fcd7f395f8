"""Commands on assessments: list the templates, write the report of one."""

import argparse
import json
from typing import Any

from pmo_desktop.cli.command import Command
from pmo_desktop.text import N_, say


def _takes(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    templates = commands.add_parser("templates", help=say("list the templates and their statements"))
    templates.add_argument("--json", action="store_true")
    templates.add_argument("--language", default="en", metavar="CODE", help=say("en or fr"))
    templates.set_defaults(ask=_templates)


def _templates(options: argparse.Namespace) -> None:
    from pmo_desktop.domain.templates.reader import template, templates

    found = [template(key, options.language) for key in templates()]
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
                        "evidence": statement.evidence,
                        "guidance": statement.guidance,
                        "weight": statement.weight,
                        "short": statement.short,
                    }
                    for domain in each.domains
                    for statement in domain.statements
                ],
            }
            for each in found
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=2))
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


def _assessment(options: argparse.Namespace) -> int | None:
    ask: int | None = options.ask(options)
    return ask


COMMANDS = (
    Command("assessment", N_("list assessment templates, write the report of an assessment"), _takes, _assessment),
)
