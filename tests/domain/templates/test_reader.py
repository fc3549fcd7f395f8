"""The templates that come with the product, and the check that finds each fault of a template file."""

import json
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest

from pmo_desktop.domain.choices import OfficeAuthority, OfficeKind, OfficeScope, Orientation
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.domain.templates.reader import (
    LANGUAGES,
    TEMPLATES,
    Statement,
    check,
    content,
    read,
    template,
    templates,
)

DOMAINS = [
    "Direction and strategy",
    "Governance and roles",
    "Lifecycle and method",
    "Planning and schedule",
    "Cost and finance",
    "Risk and issue",
    "Benefits and business case",
    "Stakeholders and communication",
    "People and competence",
    "Quality, assurance and change",
    "Information, reporting and tools",
    "Learning and improvement",
]


def raw() -> dict[str, Any]:
    source = files("pmo_desktop.domain.templates").joinpath("pm_maturity.json")
    parsed: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return deepcopy(parsed)


def statements(language: str = "en") -> list[Statement]:
    return [statement for domain in template("pm-maturity", language).domains for statement in domain.statements]


def test_every_registered_template_can_be_read_and_bears_its_key() -> None:
    assert templates() == TEMPLATES
    assert [template(key).key for key in templates()] == list(TEMPLATES)


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_shipped_file_has_no_fault(key: str) -> None:
    assert check(json.loads(content(key))) == []


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_statement_can_be_answered_alone_in_either_language(key: str) -> None:
    for language in LANGUAGES:
        every = [each for domain in template(key, language).domains for each in domain.statements]
        assert all(each.text.endswith((".", "?")) and each.evidence and len(each.guidance) > 20 for each in every)
        assert len({each.key for each in every}) == len(every)
    pairs = zip(template(key, "en").domains, template(key, "fr").domains, strict=True)
    assert [en.key for en, fr in pairs if en.purpose == fr.purpose] == []


@pytest.mark.parametrize("key", TEMPLATES)
def test_signs_are_typographic_and_french_punctuation_keeps_to_its_word_in_every_file(key: str) -> None:
    assert "'" not in content(key)
    for domain in template(key, "fr").domains:
        for each in domain.statements:
            for text in (each.text, each.evidence, each.guidance, domain.purpose):
                assert not any(" " + sign in text for sign in ";:?!»%"), text


def test_every_statement_of_maturity_is_worded_apart_for_programmes_and_the_portfolio() -> None:
    for language in LANGUAGES:
        every = [
            [
                each.text
                for domain in read(content("pm-maturity"), language, subject).domains
                for each in domain.statements
            ]
            for subject in ("projects", "programmes", "portfolio")
        ]
        assert [len(set(texts)) for texts in every] == [240, 240, 240]
        assert all(len({*texts}) == 3 for texts in zip(*every, strict=True))
        assert all(text.endswith(".") and "'" not in text for texts in every for text in texts)


def test_each_assessment_has_the_parts_it_is_known_by() -> None:
    sizes = {key: [len(domain.statements) for domain in template(key).domains] for key in TEMPLATES}
    assert sizes["need-check"] == [3, 3, 3, 3, 3, 3, 6]
    assert sizes["health-check"] == [4] * 12
    assert sizes["pmo-assessment"] == [4] * 4
    assert [axis.key for axis in template("pmo-type").axes] == ["scope", "authority", "orientation", "kind"]
    fills = {each.fills for domain in template("post-project").domains for each in domain.statements}
    assert fills == {"", "time first", "time last", "cost first", "cost last", "benefits", "risks"}


def test_the_axes_of_the_recommendation_are_those_of_an_office() -> None:
    options = {axis.key: axis.options for axis in template("pmo-type").axes}
    kinds = {"scope": OfficeScope, "authority": OfficeAuthority, "orientation": Orientation, "kind": OfficeKind}
    assert options == {axis: tuple(each.value for each in kind) for axis, kind in kinds.items()}


def test_an_unknown_template_is_refused_in_a_sentence_that_names_the_known_ones() -> None:
    with pytest.raises(PmoError, match=r"no assessment template “moon”.*pm-maturity"):
        template("moon")


def test_a_regional_language_gives_its_language_and_an_unwritten_one_gives_english() -> None:
    assert template("pm-maturity", "fr_CA") == template("pm-maturity", "fr")
    assert template("pm-maturity", "de") == template("pm-maturity", "en")


def test_maturity_has_six_levels_and_the_twelve_domains_in_order() -> None:
    maturity = template("pm-maturity")
    assert (maturity.version, maturity.kind) == ("1.0", "maturity")
    assert [level.level for level in maturity.levels] == [0, 1, 2, 3, 4, 5]
    names = [level.name for level in maturity.levels]
    assert names == ["absent", "ad hoc", "repeated", "standard", "measured", "improving"]
    assert [domain.name for domain in maturity.domains] == DOMAINS
    assert all(len(domain.levels) == 5 for domain in maturity.domains)


def test_each_domain_has_four_statements_at_each_level_and_two_in_the_short_form() -> None:
    for domain in template("pm-maturity").domains:
        long = Counter(statement.level for statement in domain.statements)
        short = Counter(statement.level for statement in domain.statements if statement.short)
        assert (dict(long), dict(short)) == (dict.fromkeys(range(1, 6), 4), dict.fromkeys(range(1, 6), 2))
        assert {statement.domain for statement in domain.statements} == {domain.key}
    assert len(statements()) == 240


def test_the_answers_are_no_partly_largely_and_fully() -> None:
    scale = [(answer["value"], answer["label"]["en"], answer["score"]) for answer in raw()["scale"]]
    assert scale == [(0, "No", 0), (1, "Partly", 33), (2, "Largely", 67), (3, "Fully", 100)]


def test_keys_are_unique_and_tell_domain_and_level() -> None:
    keys = [statement.key for statement in statements()]
    assert len(set(keys)) == 240
    assert all(s.key.startswith(f"{s.domain}-{s.level}-") for s in statements())


@pytest.mark.parametrize(("language", "longest"), [("en", 140), ("fr", 180)])
def test_no_statement_is_repeated_or_long(language: str, longest: int) -> None:
    texts = [statement.text for statement in statements(language)]
    assert len(set(texts)) == 240
    assert [text for text in texts if len(text) > longest or not text.endswith(".")] == []


def test_french_is_written_for_every_word_and_is_no_copy_of_the_english() -> None:
    pairs = list(zip(statements("en"), statements("fr"), strict=True))
    same = [
        en.key for en, fr in pairs if en.text == fr.text or en.guidance == fr.guidance or en.evidence == fr.evidence
    ]
    assert same == []


def test_apostrophes_are_typographic_and_french_punctuation_keeps_to_its_word() -> None:
    words = json.dumps(raw(), ensure_ascii=False)
    assert "'" not in words
    french = [text for s in statements("fr") for text in (s.text, s.evidence, s.guidance)]
    assert [text for text in french if any(" " + sign in text for sign in ";:?!»")] == []


Fault = tuple[Callable[[dict[str, Any]], object], str]


def first(content: dict[str, Any]) -> dict[str, Any]:
    statement: dict[str, Any] = content["domains"][0]["statements"][0]
    return statement


def empty_level_three(content: dict[str, Any]) -> None:
    direction = content["domains"][0]
    direction["statements"] = [statement for statement in direction["statements"] if statement["level"] != 3]


FAULTS: dict[str, Fault] = {
    "a field of the template": (lambda c: c.pop("version"), "The template has no field “version”."),
    "a field of a level": (lambda c: c["levels"][0].pop("name"), "A level of the template has no field “name”."),
    "a field of an answer": (lambda c: c["scale"][0].pop("score"), "An answer of the scale has no field “score”."),
    "a field of a domain": (lambda c: c["domains"][0].pop("purpose"), "Domain “direction” has no field “purpose”."),
    "a field of a statement": (lambda c: first(c).pop("weight"), "Statement “direction-1-1” has no field “weight”."),
    "a described level": (
        lambda c: c["domains"][0]["levels"].pop("4"),
        "Domain “direction”, its levels, has no field “4”.",
    ),
    "a language": (
        lambda c: first(c)["text"].pop("fr"),
        "Statement “direction-1-1” has no text for the field “text” in the language “fr”.",
    ),
    "an empty text": (
        lambda c: first(c)["evidence"].update(en=" "),
        "Statement “direction-1-1” has no text for the field “evidence” in the language “en”.",
    ),
    "a wrong kind": (
        lambda c: first(c).update(short="yes"),
        "Statement “direction-1-1” holds a wrong kind of value in the field “short”.",
    ),
    "a level of the template out of range": (
        lambda c: c["levels"][5].update(level=6),
        "A level of the template: the level 6 is not one from 0 to 5.",
    ),
    "a level of a statement out of range": (
        lambda c: first(c).update(level=0),
        "Statement “direction-1-1”: the level 0 is not one from 1 to 5.",
    ),
    "a level without statements": (empty_level_three, "Domain “direction” has no statement at level 3."),
    "a weight of nothing": (
        lambda c: first(c).update(weight=0),
        "Statement “direction-1-1”: the weight 0 is below 1.",
    ),
    "a repeated statement key": (
        lambda c: first(c).update(key="risk-2-2"),
        "The key “risk-2-2” is used 2 times; each must be used once.",
    ),
    "a repeated domain key": (
        lambda c: c["domains"][0].update(key="risk"),
        "The key “risk” is used 2 times; each must be used once.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_single_fault_is_the_only_one_told(name: str) -> None:
    spoil, sentence = FAULTS[name]
    content = raw()
    spoil(content)
    assert check(content) == [sentence]


def test_several_faults_are_all_told() -> None:
    content = raw()
    first(content).pop("guidance")
    content["domains"][11]["statements"][0]["level"] = 9
    assert check(content) == [
        "Statement “direction-1-1” has no field “guidance”.",
        "Statement “learning-1-1”: the level 9 is not one from 1 to 5.",
    ]


@pytest.mark.parametrize("content", [None, [], "text", 7])
def test_what_is_no_object_has_no_fields(content: object) -> None:
    assert check(content) == ["The template has no fields at all."]


def test_lists_that_are_none_and_entries_that_are_no_objects_are_told() -> None:
    content = raw()
    content["levels"], content["scale"] = "none", [3]
    content["domains"][0]["statements"].append("free text")
    first(content)["level"] = [1]
    assert check(content) == [
        "The template holds a wrong kind of value in the field “levels”.",
        "An answer of the scale has no fields at all.",
        "Statement “direction-1-1” holds a wrong kind of value in the field “level”.",
        "Statement “None” has no fields at all.",
    ]


OTHER_FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], object], str]] = {
    "an unknown kind": (
        "need-check",
        lambda c: c.update(kind="oracle"),
        "The template is of the unknown kind “oracle”.",
    ),
    "no domain": ("need-check", lambda c: c.update(domains=[]), "The template has no domain."),
    "no statement": (
        "need-check",
        lambda c: c["domains"][0].update(statements=[]),
        "Domain “volume” has no statement.",
    ),
    "a level where there is none": (
        "need-check",
        lambda c: first(c).update(level=2),
        "Statement “volume-1” names a level, but this template has none; put 0.",
    ),
    "an unknown scale": (
        "pmo-assessment",
        lambda c: first(c).update(scale="stars"),
        "Statement “general-needed” is answered on the unknown scale “stars”.",
    ),
    "a mark that is not asked": (
        "pmo-assessment",
        lambda c: first(c).update(key="general-wanted"),
        "Domain “general” has no statement whose key ends in “needed”.",
    ),
    "points for nothing": (
        "pmo-type",
        lambda c: first(c)["effects"]["yes"].update(galactic=3),
        "Statement “scope-across” gives points to “galactic”, which no axis has.",
    ),
    "an undescribed turn": (
        "pmo-type",
        lambda c: first(c)["more"].pop("fr"),
        "Statement “scope-across” has no text for the field “more” in the language “fr”.",
    ),
    "an axis without options": ("pmo-type", lambda c: c["axes"][0].pop("key"), "An axis has no field “key”."),
}


@pytest.mark.parametrize("name", OTHER_FAULTS)
def test_a_fault_of_a_template_without_levels_is_told(name: str) -> None:
    key, spoil, sentence = OTHER_FAULTS[name]
    parsed: dict[str, Any] = json.loads(content(key))
    spoil(parsed)
    assert check(parsed) == [sentence]
