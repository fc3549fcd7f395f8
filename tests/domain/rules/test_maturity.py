from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.rules.maturity import (
    LEVELS,
    Answer,
    AnsweredStatement,
    DomainScore,
    LevelScore,
    Pooled,
    Raise,
    Summary,
    answer_of,
    domain_score,
    gap,
    is_comparable,
    level_score,
    pooled,
    priority,
    shortest_raise,
    summary,
)

WORDS = {
    "n": Answer.NO,
    "p": Answer.PARTLY,
    "l": Answer.LARGELY,
    "f": Answer.FULLY,
    "-": Answer.NOT_APPLICABLE,
    "?": None,
}
maybe_answers = st.none() | st.sampled_from(Answer)


def numbered(answers: list[tuple[int, Answer | None, bool, int]]) -> list[AnsweredStatement]:
    return [AnsweredStatement(f"S{place}", *answer) for place, answer in enumerate(answers)]


statements = st.lists(
    st.tuples(st.sampled_from(LEVELS), maybe_answers, st.booleans(), st.integers(1, 3)), min_size=1, max_size=14
).map(numbered)


def domain(*levels: str, evidence: bool = True) -> list[AnsweredStatement]:
    """Statements from level 1 up, one letter an answer: n, p, l, f, - for not applicable, ? for none."""
    return [
        AnsweredStatement(f"{level}{place}", level, WORDS[letter], has_evidence=evidence)
        for level, letters in enumerate(levels, start=1)
        for place, letter in enumerate(letters, start=1)
    ]


def scored(score: float | None, level: int | None) -> DomainScore:
    return replace(domain_score([]), score=score, level=level)


# One level


@pytest.mark.parametrize(
    ("letters", "percent", "secured", "reached"),
    [
        ("fffff", 100.0, 100.0, True),
        ("nnnnn", 0.0, 0.0, False),
        ("ffffn", 80.0, 80.0, True),  # 80 is enough
        ("ffflp", 80.0, 80.0, True),  # 300 + 67 + 33
        ("fffpp", 73.2, 73.2, False),
        ("lllll", 67.0, 67.0, False),
        ("ppppp", 33.0, 33.0, False),
        ("ff-", 100.0, 100.0, True),
        ("f?", 100.0, 50.0, False),  # what is not answered is not done
        ("ffff?", 100.0, 80.0, True),  # nothing it could be told would take the level away
        ("??", None, 0.0, False),
        ("--", None, None, False),
        ("", None, None, False),
    ],
)
def test_a_level_is_reached_at_eighty_percent(
    *, letters: str, percent: float | None, secured: float | None, reached: bool
) -> None:
    found = level_score(1, domain(letters))
    assert (found.percent, found.secured_percent, found.is_reached) == (percent, secured, reached)


def test_a_level_counts_its_own_statements_by_kind() -> None:
    found = level_score(2, domain("fff", "fn-?f?"))
    assert found == LevelScore(2, 200 / 3, 40.0, answered=3, unanswered=2, not_applicable=1, is_reached=False)


def test_weights_count() -> None:
    heavy = AnsweredStatement("a", 1, Answer.FULLY, weight=3)
    light = AnsweredStatement("b", 1, Answer.NO, weight=1)
    assert level_score(1, [heavy, light]).percent == 75.0


@pytest.mark.parametrize(
    ("value", "answer"),
    [(0, Answer.NO), (1, Answer.PARTLY), (2, Answer.LARGELY), (3, Answer.FULLY), (None, Answer.NOT_APPLICABLE)],
)
def test_an_answer_is_kept_as_a_small_number(value: int | None, answer: Answer) -> None:
    assert answer_of(value) is answer


# One domain


@pytest.mark.parametrize(
    ("levels", "level", "score", "next_level"),
    [
        (("ff", "ff", "ff", "ff", "ff"), 5, 5.0, None),
        (("nn", "nn", "nn", "nn", "nn"), 0, 0.0, 1),
        (("nn", "ff", "ff", "ff", "ff"), 0, 0.0, 1),  # what is above never makes up for what is below
        (("ff", "ff", "fn", "ff", "ff"), 2, 2.625, 3),  # half way to 100, five eighths of the way to 80
        (("ff", "fn", "nn", "nn", "nn"), 1, 1.625, 2),
        (("ff", "--", "ff", "nn", "nn"), 3, 3.0, 4),  # a level where nothing applies is passed over
        (("ff", "--", "fn", "nn", "nn"), 1, 2.25, 3),  # five eighths of the two levels to the next
        (("--", "nn", "ff", "ff", "ff"), 0, 0.0, 2),  # it does not help either
        (("ff", "ff", "--", "--", "--"), 2, 2.0, None),
        (("ff", "f?", "ff", "ff", "ff"), 1, 1.625, 2),
        (("--", "--", "--", "--", "--"), None, None, None),
        (("??", "??", "??", "??", "??"), None, None, 1),
        ((), None, None, None),
    ],
)
def test_a_level_counts_when_it_and_all_below_are_reached(
    levels: tuple[str, ...], level: int | None, score: float | None, next_level: int | None
) -> None:
    found = domain_score(domain(*levels))
    assert (found.level, found.score, found.next_level) == (level, score, next_level)


def test_the_fraction_is_the_part_of_the_eighty_percent_already_there() -> None:
    assert domain_score(domain("ff", "fn")).fraction == 0.625
    assert domain_score(domain("ff", "l")).fraction == 67 / 80
    assert domain_score(domain("ff", "ff")).fraction == 0.0
    assert domain_score(domain("??")).fraction is None


def test_what_is_missing_and_what_does_not_apply_is_counted_apart() -> None:
    found = domain_score(domain("f?-", "??f", "--f"))
    assert (found.unanswered, found.not_applicable) == (3, 3)


def test_level_three_and_up_without_a_document_seen_is_claimed() -> None:
    found = domain_score(domain("ff", "ff", "ff", "pn-?", evidence=False))
    assert found.claimed == ("31", "32", "41")
    assert found.is_claimed


def test_below_level_three_and_with_documents_nothing_is_claimed() -> None:
    assert domain_score(domain("ff", "ff", evidence=False)).claimed == ()
    seen = domain_score(domain("ff", "ff", "ff", "ff", "ff"))
    assert (seen.claimed, seen.is_claimed) == ((), False)


def test_a_claim_above_the_level_does_not_make_the_level_claimed() -> None:
    claims = [replace(each, has_evidence=each.level < 4) for each in domain("ff", "ff", "ff", "pp")]
    found = domain_score(claims)
    assert (found.level, found.claimed, found.is_claimed) == (3, ("41", "42"), False)


# The way up


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("ff", "ffffp", "nn"), Raise(3, ("31", "32"))),  # level 2 is there already, at 86.6 %
        (("ff", "ff", "fffnn", "nn"), Raise(3, ("34",))),
        (("ff", "ff", "ffpnp", "nn"), Raise(3, ("34", "33"))),  # the largest gains first
        (("ff", "nn", "ff", "ff", "pp"), Raise(4, ("21", "22"))),  # the levels above were only waiting
        (("ff", "f?-", "nn"), Raise(2, ("22",))),
        (("nnnnn",), Raise(1, ("11", "12", "13", "14"))),
        (("ff", "ff", "ff", "ff", "ff"), None),
        (("--",), None),
    ],
)
def test_the_shortest_way_up_takes_the_largest_gains_and_no_more(
    levels: tuple[str, ...], expected: Raise | None
) -> None:
    assert shortest_raise(domain(*levels)) == expected


# All domains


def test_average_and_weakest_link_are_both_told() -> None:
    found = summary(
        {"risk": scored(1.5, 1), "plan": scored(3.0, 3), "money": scored(1.5, 1), "people": scored(None, None)}
    )
    assert found == Summary(2.0, 1.5, ("risk", "money"), 1, ("people",))


def test_nothing_scored_has_no_summary() -> None:
    assert summary({"risk": scored(None, None)}) == Summary(None, None, (), None, ("risk",))
    assert summary({}) == Summary(None, None, (), None, ())


@pytest.mark.parametrize(
    ("target", "score", "expected"),
    [(3.0, 2.4, 0.6), (3.0, 3.0, 0.0), (2.0, 3.5, 0.0), (None, 2.0, None), (3.0, None, None)],
)
def test_a_gap_is_what_is_missing_to_the_target(
    target: float | None, score: float | None, expected: float | None
) -> None:
    assert gap(target, score) == expected


# Several respondents


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("f", Pooled(Answer.FULLY, 0, is_disagreement=False, respondents=1)),
        ("lfl", Pooled(Answer.LARGELY, 1, is_disagreement=False, respondents=3)),
        ("pl", Pooled(Answer.PARTLY, 1, is_disagreement=False, respondents=2)),  # the lower of the middle two
        ("nppl", Pooled(Answer.PARTLY, 2, is_disagreement=True, respondents=4)),
        ("fn", Pooled(Answer.NO, 3, is_disagreement=True, respondents=2)),
        ("f-?", Pooled(Answer.FULLY, 0, is_disagreement=False, respondents=1)),
        ("--?", Pooled(Answer.NOT_APPLICABLE, 0, is_disagreement=False, respondents=0)),
        ("??", Pooled(None, 0, is_disagreement=False, respondents=0)),
        ("", Pooled(None, 0, is_disagreement=False, respondents=0)),
    ],
)
def test_several_respondents_are_their_median_and_two_steps_apart_is_disagreement(
    letters: str, expected: Pooled
) -> None:
    assert pooled(WORDS[letter] for letter in letters) == expected


# Properties


@given(statements, st.data())
def test_one_more_fully_never_lowers_a_level_or_a_score(given: list[AnsweredStatement], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(given) - 1))
    raised = [*given[:place], replace(given[place], answer=Answer.FULLY), *given[place + 1 :]]
    before, after = domain_score(given), domain_score(raised)
    assert after.level is not None
    assert after.score is not None
    assert before.level is None or before.level <= after.level
    assert before.score is None or before.score <= after.score + 1e-9


@given(statements, st.data())
def test_a_better_answer_never_lowers_a_score(given: list[AnsweredStatement], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(given) - 1))
    worse, better = sorted(data.draw(st.tuples(*[st.sampled_from(list(Answer)[1:])] * 2)))
    before, after = (
        domain_score([*given[:place], replace(given[place], answer=answer), *given[place + 1 :]])
        for answer in (worse, better)
    )
    assert (before.level or 0) <= (after.level or 0)
    assert (before.score or 0) <= (after.score or 0) + 1e-9


@given(statements, st.lists(st.sampled_from(LEVELS), max_size=4))
def test_what_does_not_apply_never_counts(given: list[AnsweredStatement], levels: list[int]) -> None:
    more = [AnsweredStatement(f"N{place}", level, Answer.NOT_APPLICABLE) for place, level in enumerate(levels)]
    before, after = domain_score(given), domain_score([*given, *more])
    assert (before.level, before.score, before.claimed) == (after.level, after.score, after.claimed)
    assert after.not_applicable == before.not_applicable + len(more)
    assert shortest_raise(given) == shortest_raise([*given, *more])


@given(statements.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_statements_never_matters(given: tuple[list[AnsweredStatement], list[AnsweredStatement]]) -> None:
    assert domain_score(given[0]) == domain_score(given[1])
    assert shortest_raise(given[0]) == shortest_raise(given[1])


@given(statements)
def test_a_score_lies_between_its_level_and_the_next(given: list[AnsweredStatement]) -> None:
    found = domain_score(given)
    if found.level is None or found.score is None or found.fraction is None:
        assert (found.level, found.score, found.fraction) == (None, None, None)
    else:
        assert found.level <= found.score <= 5
        assert 0 <= found.fraction < 1
        assert found.next_level is None or found.score < found.next_level


@given(statements)
def test_the_shortest_way_up_leads_there_and_nothing_shorter_does(given: list[AnsweredStatement]) -> None:
    def level_with(keys: tuple[str, ...]) -> int:
        done = [replace(each, answer=Answer.FULLY) if each.key in keys else each for each in given]
        return domain_score(done).level or 0

    found = shortest_raise(given)
    if found is None:
        assert domain_score(given).next_level is None
        return
    start = domain_score(given).level or 0
    assert level_with(found.keys) == found.level > start
    open_keys = [each.key for each in given if each.answer is not Answer.NOT_APPLICABLE]
    for keys in combinations(open_keys, len(found.keys) - 1):
        assert level_with(keys) == start


@given(st.lists(maybe_answers, max_size=7).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_of_respondents_never_matters(given: tuple[list[Answer | None], list[Answer | None]]) -> None:
    assert pooled(given[0]) == pooled(given[1])


@given(st.lists(st.sampled_from(list(Answer)[1:]), min_size=1, max_size=7))
def test_the_median_is_an_answer_that_was_given(given: list[Answer]) -> None:
    found = pooled(given)
    assert found.answer is not None
    assert found.answer in given
    assert found.respondents == len(given)
    assert sum(answer < found.answer for answer in given) * 2 <= len(given)


@given(st.lists(st.floats(0, 5), min_size=1, max_size=12))
def test_the_weakest_link_is_never_above_the_average(values: list[float]) -> None:
    found = summary({str(place): scored(value, int(value)) for place, value in enumerate(values)})
    assert found.average is not None
    assert found.weakest is not None
    assert found.weakest <= found.average + 1e-9
    assert found.level == int(found.weakest)


@pytest.mark.parametrize(
    ("gap_found", "importance", "ease", "expected"), [(1.5, 4, 2, 12.0), (0.0, 5, 5, 0.0), (None, 5, 5, None)]
)
def test_priority_is_gap_times_importance_times_ease(
    gap_found: float | None, importance: int, ease: int, expected: float | None
) -> None:
    assert priority(gap_found, importance, ease) == expected


@pytest.mark.parametrize(("one", "other", "expected"), [("1.0", "1.7", True), ("1.9", "2.0", False), ("3", "3", True)])
def test_versions_are_comparable_within_their_first_number(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    assert is_comparable(one, other) is expected
