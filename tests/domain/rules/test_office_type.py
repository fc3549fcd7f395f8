"""Points and margins by hand, and ten described organisations with the answer an expert would give, and why."""

from dataclasses import dataclass

import pytest
from hypothesis import given as suppose
from hypothesis import strategies as st

from pmo_desktop.domain.rules.office_type import STEPS, Turn, Weighing, choose, given, is_neutral, turns
from pmo_desktop.domain.templates.reader import template

OPTIONS = ("advisory", "hybrid", "centralised")
TYPE = template("pmo-type")


def weigh(key: str, share: int | None, yes: dict[str, int], no: dict[str, int] | None = None) -> Weighing:
    return Weighing(key, share, tuple(yes.items()), tuple((no or {}).items()))


def test_points_are_worked_out_by_hand() -> None:
    stay = weigh("stay", 67, {"hybrid": 2, "advisory": 1}, {"centralised": 4})
    backing = weigh("backing", 100, {"centralised": 2, "hybrid": 2}, {"advisory": 3})
    found = choose("authority", OPTIONS, [stay, backing, weigh("silent", None, {"advisory": 9})])
    # advisory 0.67, hybrid 1.34 + 2, centralised 4 × 0.33 + 2
    assert found.points == (("advisory", 0.67), ("hybrid", 3.34), ("centralised", 3.32))
    assert (found.recommended, found.runner_up, found.margin) == ("hybrid", "centralised", 0.02)


def test_nothing_answered_recommends_nothing() -> None:
    found = choose("authority", OPTIONS, [weigh("silent", None, {"advisory": 9})])
    assert (found.recommended, found.runner_up, found.margin) == (None, None, 0.0)
    assert turns("authority", OPTIONS, [weigh("silent", None, {"advisory": 9})]) == ()


def test_a_tie_goes_to_the_lighter_option_and_has_no_margin() -> None:
    found = choose("authority", OPTIONS, [weigh("a", 100, {"centralised": 2, "advisory": 2})])
    assert (found.recommended, found.runner_up, found.margin) == ("advisory", "centralised", 0.0)


def test_the_smallest_change_that_turns_the_axis_is_told_first() -> None:
    stay = weigh("stay", 0, {"hybrid": 2}, {"centralised": 4})
    other = weigh("other", 100, {"hybrid": 1})
    # at 67: hybrid 1.34 + 1, centralised 1.32; at 33: hybrid 0.66 + 1, centralised 2.68
    assert turns("authority", OPTIONS, [stay, other]) == (Turn("authority", "stay", 0, 67, "hybrid", "centralised"),)


@pytest.mark.parametrize(
    ("authority", "in_units", "neutral"),
    [("centralised", 100, False), ("hybrid", 33, False), ("hybrid", 67, True), ("advisory", None, True)],
)
def test_an_office_that_has_the_project_managers_is_not_neutral(
    authority: str,
    in_units: int | None,
    neutral: bool,  # noqa: FBT001  a row of the table
) -> None:
    assert is_neutral(authority, in_units) is neutral


# Properties

points = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5))
weighings = st.lists(
    st.builds(weigh, st.text("abc", min_size=1, max_size=3), st.none() | st.sampled_from(STEPS), points, points),
    max_size=8,
)


@suppose(weighings, st.randoms())
def test_order_never_matters(every: list[Weighing], random: object) -> None:
    mixed = list(every)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert choose("authority", OPTIONS, mixed) == choose("authority", OPTIONS, every)


@suppose(weighings, points, points)
def test_what_does_not_apply_never_counts(every: list[Weighing], yes: dict[str, int], no: dict[str, int]) -> None:
    assert choose("a", OPTIONS, [*every, weigh("n/a", None, yes, no)]) == choose("a", OPTIONS, every)


@suppose(points)
def test_a_fuller_answer_never_takes_points_from_what_it_speaks_for(yes: dict[str, int]) -> None:
    for option in OPTIONS:
        found = [given(weigh("a", share, yes), option) for share in STEPS]
        assert found == sorted(found)


@suppose(weighings)
def test_every_turn_told_turns_the_axis(every: list[Weighing]) -> None:
    keyed = [Weighing(f"{n}", each.share, each.yes, each.no) for n, each in enumerate(every)]
    for turn in turns("authority", OPTIONS, keyed):
        changed = [Weighing(e.key, turn.to if e.key == turn.key else e.share, e.yes, e.no) for e in keyed]
        assert choose("authority", OPTIONS, changed).recommended == turn.overtakes


# Organisations


@dataclass(frozen=True)
class Organisation:
    """Digits answer the statements of scope, authority, orientation and kind; then need, readiness, maturity (%)."""

    answers: str
    facts: tuple[int | None, int | None, int | None]
    scope: str
    authority: str
    orientation: str
    kind: str
    why: str


ORGANISATIONS = {
    "a regional bank with 35 projects in nine departments, each reporting in its own way, under a strict regulator":
    Organisation(
        "3003 31123 13113 3001", (72, 61, 30), "corporate", "hybrid", "central", "pmo",
        "Projects cut across the bank and a supervisor demands equal controls, but departments keep their managers: "
        "common rules that bind, without taking delivery over.",
    ),
    "the IT department of a manufacturer: four in five projects, beginners as managers, the head of IT as sponsor":
    Organisation(
        "0300 30010 32003 2000", (55, 40, 20), "sectorial", "advisory", "operational", "pmo",
        "One department holds the projects and its head speaks for no one else; what is lacking is hands, and nobody "
        "would back a no.",
    ),
    "the building of an airport terminal: one project with planners, cost controllers and 40 contracts, five years":
    Organisation(
        "1033 01332 31020 0301", (80, 90, 55), "single", "centralised", "operational", "project office",
        "The need ends with the terminal; planners and package managers sit in the office and answer to its director.",
    ),
    "three hospitals that merge and put nine projects under one go-live of a common patient record in two years":
    Organisation(
        "3131 31223 13132 1031", (76, 70, 40), "single", "hybrid", "central", "programme office",
        "Nine projects serve one outcome with an end; hospitals keep their managers, but one plan and one set of "
        "figures must bind them.",
    ),
    "an insurance group of seasoned project managers whose board has twice as many wishes as money":
    Organisation(
        "3003 33020 01331 1003", (60, 75, 72), "corporate", "advisory", "strategic", "portfolio office",
        "Delivery is good; the board lacks facts to choose. The office prepares the choice and the board makes it.",
    ),
    "a consulting firm that lost money on fixed-price work and moves its 30 project managers into one pool":
    Organisation(
        "3003 00331 23113 3000", (85, 80, 38), "corporate", "centralised", "central", "pmo",
        "Executives want the reins after losses and the managers report to the office, which trains them in one way.",
    ),
    "a university of proud faculties, some experienced managers, and a vice-chancellor who will not overrule deans":
    Organisation(
        "2003 32000 12113 3000", (58, 45, 28), "corporate", "advisory", "central", "pmo",
        "Without backing, a rule would be ignored; shared training, tools and one way of reporting can be offered.",
    ),
    "a public works directorate with nearly all projects of its ministry, under procurement law":
    Organisation(
        "1302 31023 13102 3100", (66, 62, 36), "sectorial", "hybrid", "central", "pmo",
        "The directorate has the projects and the law the controls; engineers keep leading, the office checks.",
    ),
    "a drug maker that must stop four in five candidates early, with inspectors at every stage":
    Organisation(
        "3003 32133 01332 2003", (64, 82, 62), "corporate", "hybrid", "strategic", "portfolio office",
        "Choosing and stopping is the work, and inspected stages need rules that bind; units keep their managers.",
    ),
    "a foundation of twelve people with six small projects and one coordinator":
    Organisation(
        "2003 31010 30012 2000", (32, 55, 25), "corporate", "advisory", "operational", "pmo",
        "Need is low; one person who helps all six with plans and follow-up is enough, and rules would only weigh.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("described", ORGANISATIONS)
def test_an_organisation_gets_the_office_an_expert_would_give_it(described: str) -> None:
    expected = ORGANISATIONS[described]
    statements = [statement for domain in TYPE.domains for statement in domain.statements]
    digits = expected.answers.replace(" ", "")
    shares = [STEPS[int(digit)] for digit in digits]
    everything = [
        Weighing(key, share, effects.yes, effects.no)
        for key, share, effects in (
            *((s.key, share, s.effects) for s, share in zip(statements, shares, strict=True)),
            *((f.key, share, f.effects) for f, share in zip(TYPE.facts, expected.facts, strict=True)),
        )
        if effects
    ]
    found = {axis.key: choose(axis.key, axis.options, everything) for axis in TYPE.axes}
    wanted = (expected.scope, expected.authority, expected.orientation, expected.kind)
    told = {key: (each.points, each.margin) for key, each in found.items()}
    assert tuple(each.recommended for each in found.values()) == wanted, f"{expected.why} {told}"
    assert all(each.margin > 0 for each in found.values())
