"""Keys that never meet, and text that any file can keep."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, literal, select

from pmo_desktop.domain import base
from pmo_desktop.domain.base import Base, Text, clean, new_key
from pmo_desktop.domain.schema import ENTITIES


def test_a_later_key_is_always_greater_even_within_one_moment() -> None:
    keys = [new_key() for _ in range(50_000)]
    assert all(one < other for one, other in pairwise(keys))


def test_a_key_tells_its_time_and_fits_in_63_bits() -> None:
    before = time.time_ns() // 1_000_000
    made = (new_key() >> base._RANDOM_BITS) + base._EPOCH_MS
    assert before <= made <= before + 60_000
    in_2158 = (5_960_000_000_000 - base._EPOCH_MS) << base._RANDOM_BITS
    assert in_2158 < 2**63


def test_two_copies_that_go_on_from_one_moment_do_not_meet() -> None:
    drawn = set()
    for _ in range(200):
        base._last_key = 0
        drawn.add(new_key())
    assert len(drawn) > 195  # 21 random bits: of 200 keys of one millisecond, two alike are rare, five never seen


def test_every_entity_has_a_key_first() -> None:
    for entity in ENTITIES:
        assert [column.name for column in entity.__table__.primary_key] == ["key"]
        assert next(iter(entity.__table__.columns)).name == "key"


def test_every_mapped_class_is_in_the_schema() -> None:
    assert {mapper.class_ for mapper in Base.registry.mappers} == set(ENTITIES)
    assert len(set(ENTITIES)) == len(ENTITIES)


def test_every_reference_points_to_a_key() -> None:
    targets = {key.target_fullname for entity in ENTITIES for key in entity.__table__.foreign_keys}
    assert all(target.endswith(".key") for target in targets)


def test_cleaning_drops_nul_and_replaces_half_a_sign() -> None:
    assert clean("a\0b\ud83dc") == "ab?c"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_cleaning_leaves_every_other_text_alone(text: str) -> None:
    assert clean(text) == text


def test_text_is_cleaned_on_its_way_to_the_file() -> None:
    with create_engine("sqlite://").connect() as connection:
        assert connection.scalar(select(literal("a\0b", Text()))) == "ab"
        assert connection.scalar(select(literal(None, Text()))) is None
