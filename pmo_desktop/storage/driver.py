"""The database driver, which ships no types: SQLCipher's, whose SQLite is the same known version on every system."""

from typing import Any

import sqlcipher3.dbapi2

driver: Any = sqlcipher3.dbapi2
Fault: type[Exception] = driver.Error
