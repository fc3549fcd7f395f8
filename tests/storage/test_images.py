"""Images of rows: what SQLite quotes is read back as it was."""

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.storage.driver import driver
from pmo_desktop.storage.images import image_sql, literals, value_of

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.binary(),
)


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_an_image_holds_every_value_exactly(values: list[object]) -> None:
    columns = [f"c{number}" for number in range(len(values))]
    with closing(driver.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(columns)})")
        connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(values))})", values)
        (image,) = connection.execute(f"SELECT {image_sql(columns, 't')} FROM t").fetchone()
    assert [value_of(literal) for literal in literals(image)] == values


def test_a_literal_is_what_it_stands_for() -> None:
    assert [value_of(each) for each in literals("NULL,'NULL','a,''b''',X'00FF',-12,0.5,9.0e+999,''")] == [
        None, "NULL", "a,'b'", b"\x00\xff", -12, 0.5, float("inf"), "",
    ]  # fmt: skip
