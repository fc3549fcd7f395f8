"""Opening the file: what it must be, the settings it is held with, and a sentence for each way it can be wrong."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine, event

from pmo_desktop.domain.errors import PmoError
from pmo_desktop.storage.driver import Fault, driver
from pmo_desktop.storage.secret import MAGIC, Secret, is_encrypted
from pmo_desktop.storage.sentences import damaged, is_busy, is_no_database, sentence_for
from pmo_desktop.text import say

APPLICATION_ID = 0x504D4F44  # "PMOD": marks a SQLite file as a workspace
FORMAT = 1  # the number of the newest migration; a file of a newer format is refused

_HEADER_BYTES = 100

# What a file is held with: before anything in it is looked at, and after its schema has been seen to be ours.
# Each one is read back. FULL and TRUNCATE lose no commit in a power cut. Source: https://sqlite.org/pragma.html
_GUARDS = (("trusted_schema", "OFF", 0), ("cell_size_check", "ON", 1), ("locking_mode", "EXCLUSIVE", "exclusive"))
_SETTINGS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", "-4096", -4096),  # KiB; more made nothing quicker that was measured
)
_IN_MEMORY = ("journal_mode", "MEMORY", "memory")
_MAY_LOOK = {driver.SQLITE_SELECT, driver.SQLITE_READ, driver.SQLITE_TRANSACTION}
_YES: int = driver.SQLITE_OK
_NO: int = driver.SQLITE_DENY


def format_of(path: Path, secret: Secret | None = None) -> int:
    """The format number of the workspace at `path`, read from its first 100 bytes without opening it as a database.

    With the `secret` of an encrypted one, its first page is deciphered.

    Raises:
        PmoError: it is missing, a folder, unreadable, no workspace, damaged, of a newer format, or encrypted and there
            is no `secret`, or another one.
    """
    header = _header(path)
    if header.startswith(MAGIC):
        return format_in(header, path)
    if secret is not None:
        return _format(path, *_deciphered(path, secret))
    if is_encrypted(path):
        raise PmoError(say("“{name}” is protected by a pass-phrase, and it was not given.", name=path.name))
    raise PmoError(_no_workspace(path))


def format_in(header: bytes, path: Path) -> int:
    """The format number in the first 100 bytes of a file that is not encrypted; `path` is what it is called.

    Raises:
        PmoError: it is no workspace, or of a newer format.
    """
    return _format(path, int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"))


def _format(path: Path, application: int, number: int) -> int:
    if application != APPLICATION_ID:
        raise PmoError(_no_workspace(path))
    if number > FORMAT:
        raise PmoError(
            say(
                "“{name}” was made by a newer version of PMO Desktop. Install that version to open it; "
                "the file was not changed.",
                name=path.name,
            )
        )
    return number


def _no_workspace(path: Path) -> str:
    return say("“{name}” is not a PMO workspace, or it is damaged. Choose a file that ends in .pmo.", name=path.name)


def _deciphered(path: Path, secret: Secret) -> tuple[int, int]:
    """The application id and the format number on the first page of an encrypted file."""
    connection = opened(path, secret)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    except Fault as error:
        raise PmoError(_sentence(error, path, secret)) from None
    finally:
        connection.close()
    return application, number


def _sentence(error: Exception, path: Path | None, secret: Secret | None) -> str:
    """Why a file cannot be held; a first page that the secret makes no sense of was enciphered with another one."""
    if secret is not None and is_no_database(error):
        return say("The pass-phrase is wrong, or this is no PMO workspace.")
    return sentence_for(error, path) or damaged(path, error)


def _header(path: Path) -> bytes:
    if path.is_dir():
        raise PmoError(say("“{name}” is a folder. Choose a workspace file that ends in .pmo.", name=path.name))
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise PmoError(
            say("There is no file “{name}”. Check the name, or create a new workspace.", name=path)
        ) from None
    except OSError as error:
        raise PmoError(
            say(
                "“{name}” cannot be read: {reason}. Check the file and its folder.",
                name=path.name,
                reason=error.strerror,
            )
        ) from None


def opened(path: Path | None, secret: Secret | None = None) -> Any:  # noqa: ANN401  the driver ships no types
    """A bare connection to the file at `path`, or to a database in memory, enciphered if there is a `secret`.

    SQLite copies one database into another only if both have the same secret, or none: in memory too.
    """
    connection = driver.connect(
        str(path.absolute()) if path else ":memory:", isolation_level=None, check_same_thread=False, timeout=0.2
    )
    connection.execute("PRAGMA cipher_log_level=NONE")  # what is wrong is told in a sentence of ours
    if secret is not None:
        connection.set_key(secret.raw)
    return connection


def connect(path: Path | None, strange: Callable[[Any], str] | None = None, secret: Secret | None = None) -> Any:  # noqa: ANN401
    """The one connection to the file at `path`, locked for this process, or to a database in memory.

    `strange` looks at the schema before anything of it runs, and says in a sentence what is wrong with it.

    Raises:
        PmoError: somebody else holds the file, it is damaged, it is strange, or it has another secret.
    """
    try:
        connection = opened(path, secret)
    except Fault as error:
        raise PmoError(sentence_for(error, path)) from None
    try:
        _hold(connection, strange)
        _set(connection, _SETTINGS if path else (_IN_MEMORY, *_SETTINGS[1:]))
    except (Fault, UnicodeError) as error:  # even what the database says of the damage may be no text
        connection.close()
        raise PmoError(_sentence(error, path, secret)) from None
    except PmoError:
        connection.close()
        raise
    return connection


def is_open_elsewhere(path: Path) -> bool:
    """Whether another window or program holds the file at `path`, as damaged or enciphered as it may be."""
    connection = opened(path)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except Fault as error:
        return is_busy(error)
    finally:
        connection.close()
    return False


def _hold(connection: Any, strange: Callable[[Any], str] | None) -> None:  # noqa: ANN401
    """Lock the file and look at its schema, with an authorizer that lets nothing else happen."""
    _set(connection, _GUARDS)
    connection.execute("BEGIN EXCLUSIVE")
    if strange:
        connection.set_authorizer(_only_look)
        sentence = strange(connection)
        connection.set_authorizer(None)
        if sentence:
            raise PmoError(sentence)
    connection.execute("COMMIT")


def _only_look(action: int, *_: object) -> int:
    return _YES if action in _MAY_LOOK else _NO


def _set(connection: Any, settings: tuple[tuple[str, str, object], ...]) -> None:  # noqa: ANN401
    for name, value, told in settings:
        connection.execute(f"PRAGMA {name}={value}")
        (now,) = connection.execute(f"PRAGMA {name}").fetchone()
        if now != told:
            msg = f"the database does not keep {name}={value}"
            raise driver.OperationalError(msg)


def let_go(connection: Any) -> None:  # noqa: ANN401
    """Close a connection and leave no empty journal beside the file."""
    with suppress(Fault):
        connection.execute("PRAGMA locking_mode=NORMAL")
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def copy_all(source: Any, target: Any) -> None:  # noqa: ANN401
    """Make `target` hold what `source` holds, in one transaction."""
    source.execute("SELECT 1")  # an error if it is closed, where the driver's backup would end the program
    source.backup(target)


def engine_on(connection: Any) -> Engine:  # noqa: ANN401
    """A SQLAlchemy engine that always uses this one connection, with transactions that hold schema changes too.

    A plain BEGIN is enough: the file is locked for this connection alone from the moment it is opened.
    """
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,  # what is in an error is for a report of it, what is in the workspace is not
    )

    @event.listens_for(engine, "begin")
    def begin(connected: Any) -> None:  # noqa: ANN401
        connected.exec_driver_sql("BEGIN")

    _ = begin
    return engine
