"""Two copies of one workspace: where their journals part, and what each of them changed since."""

from sqlalchemy import Connection

from pmo_desktop.storage.tables import LAYOUTS

Images = tuple[str | None, str | None]  # a row as it was when the copies parted, and as it is now


def parted_after(ours: Connection, theirs: Connection) -> int:
    """The number of the last change set that both journals hold; 0 if they have nothing in common."""
    query = "SELECT seq, hash FROM change_set ORDER BY seq"
    here: dict[int, str] = dict(ours.exec_driver_sql(query).all())
    last = 0
    for seq, digest in theirs.exec_driver_sql(query):
        if here.get(seq) != digest:
            break
        last = seq
    return last


def changed_since(connection: Connection, seq: int) -> dict[tuple[str, int], Images] | None:
    """Every row that change sets after `seq` left different, with its images.

    None if one of them was made by another version.
    """
    query = (
        "SELECT row_layout.table_name, row_layout.columns, change_row.row_key, change_row.before, change_row.after "
        "FROM change_row JOIN row_layout ON row_layout.id = change_row.layout_id WHERE change_row.seq > ? "
        "ORDER BY change_row.id"
    )
    found: dict[tuple[str, int], Images] = {}
    for table, columns, key, before, after in connection.exec_driver_sql(query, (seq,)):
        if tuple(columns.split(",")) != LAYOUTS.get(table):
            return None
        place = (table, key)
        found[place] = (found[place][0] if place in found else before, after)
    return {place: images for place, images in found.items() if images[0] != images[1]}
