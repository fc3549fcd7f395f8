"""The migrations, in order: each brings a file from the format before it to the one of its number.

They are Alembic's operations, called from this list instead of found by their file names, so that a frozen program,
which has no files of code, runs them too.
"""

from pmo_desktop.storage.migrations import format_1

MIGRATIONS = (format_1.upgrade,)
