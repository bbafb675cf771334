"""Settings: a TOML file, then the environment, then flags; the last word wins.

The file is ``--config FILE``, else what COUNCILJOBS_CONFIG names, else counciljobs.toml in the current folder if there
is one. Paths in it are relative to the file.
"""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from counciljobs.errors import Stop

DEFAULT_DB = "counciljobs.db"
DEFAULT_CONFIG = "counciljobs.toml"
DEFAULT_CONCURRENCY = 32
"""Requests in flight over all hosts: politeness is per host, so this only bounds sockets and memory."""
MOST_CONCURRENCY = 1000
"""Beyond this one process only queues: the usual limit of open files is 1024."""

MOST_DAYS = 36_500
"""A century: more is a slip of the pen, and comes near the first year that dates can tell."""
MOST_BYTES = 10**15
"""A thousand terabytes."""


class Settings(Struct, frozen=True, kw_only=True):
    """All that can be set once for every command.

    Attributes:
        db: the store.
        contact: a mail address or URL for the User-Agent; needed before a run leaves this machine.
        sources: a file or folder of source rows that extend or override the bundled ones.
        archive: a folder to archive pages in.
        archive_keep_days: how many days of runs the archive keeps; None for all.
        archive_keep_bytes: how large the archive may be before its oldest runs go; None for no limit.
        publish: where a run leaves a snapshot for analysts.
        concurrency: requests in flight at most.
        status_page: where a run leaves the state of every source as a page for a browser.
        metrics: where a run leaves its numbers for Prometheus, as a text file.
        metrics_port: port of 127.0.0.1 on which a schedule shows the same numbers.
        notify: Apprise addresses that are told of changes and of the day; secrets, so from the environment only.
        heartbeat: address that is asked after each run, for a watchdog elsewhere; also a secret.
        schedule: the [schedule] table: when sources are collected; counciljobs.timetabling reads it.
        origin: the settings file that was read, None when there was none.
    """

    db: Path = Path(DEFAULT_DB)
    contact: str | None = None
    sources: Path | None = None
    archive: Path | None = None
    archive_keep_days: int | None = None
    archive_keep_bytes: int | None = None
    publish: Path | None = None
    concurrency: int = DEFAULT_CONCURRENCY
    status_page: Path | None = None
    metrics: Path | None = None
    metrics_port: int | None = None
    schedule: Mapping[str, object] = {}
    notify: tuple[str, ...] = ()
    heartbeat: str | None = None
    origin: Path | None = None


KEYS = (
    *("db", "contact", "sources", "archive", "archive_keep_days", "archive_keep_bytes", "publish", "concurrency"),
    *("status_page", "metrics", "metrics_port"),
)
TABLES = ("schedule",)
"""Settings that are a table in the file, and are not taken from the environment."""
PATHS = {"db", "sources", "archive", "publish", "status_page", "metrics"}
WHOLE = {
    "concurrency": MOST_CONCURRENCY,
    "metrics_port": 65535,
    "archive_keep_days": MOST_DAYS,
    "archive_keep_bytes": MOST_BYTES,
}
"""Settings that are whole numbers from 1, and the most that each may be."""
SECRETS = ("notify", "heartbeat")
"""What holds a password or token is taken from the environment alone: a settings file is copied and shown around."""


def read_settings(config: Path | None, environment: Mapping[str, str], db: Path | None = None) -> Settings:
    """Return the settings in force.

    Raises:
        Stop: when the file can't be read as TOML, or has a key or value that is not a setting's.
    """
    values: dict[str, object] = {}
    path = _config_file(config, environment)
    if path is not None:
        values = _from_file(path)
    values |= _from_environment(environment)
    if db is not None:
        values["db"] = db
    settings = Settings(**values, origin=path)  # type: ignore[arg-type]  # each value has been checked by _value
    if not settings.db.name:
        raise Stop(f"{settings.db} is a folder: name the store's file with --db.")
    return settings


def _config_file(config: Path | None, environment: Mapping[str, str]) -> Path | None:
    if config is not None:
        return config
    if named := environment.get("COUNCILJOBS_CONFIG"):
        return Path(named)
    here = Path(DEFAULT_CONFIG)
    return here if here.is_file() else None


def _from_file(path: Path) -> dict[str, object]:
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise Stop(f"{path} is not valid TOML: {error}.") from None
    except UnicodeDecodeError:
        raise Stop(f"{path} is not UTF-8 text: save it as UTF-8.") from None
    except RecursionError:
        raise Stop(f"{path} is nested too deeply to be settings.") from None
    for key in table:
        if key in SECRETS:
            raise Stop(f"{path}: {key} holds secrets, which a file should not: set COUNCILJOBS_{key.upper()} instead.")
        if key not in (*KEYS, *TABLES):
            raise Stop(f"{path}: there is no setting {key!r}; {_nearest(key)}.")
    return {key: _value(key, value, str(path), path.parent) for key, value in table.items()}


def _nearest(key: str) -> str:
    near = get_close_matches(key, (*KEYS, *TABLES), n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}" if near else f"the settings are {', '.join((*KEYS, *TABLES))}"


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key in KEYS:
        name = f"COUNCILJOBS_{key.upper()}"
        text = environment.get(name, "")
        if text.strip():
            whole = int(text) if key in WHOLE and text.strip().isdecimal() else text
            found[key] = _value(key, whole, name, Path())
    return found | _secrets(environment)


def _secrets(environment: Mapping[str, str]) -> dict[str, object]:
    """Return the addresses to be told, which white space separates, and the one of the watchdog."""
    notify = tuple(environment.get("COUNCILJOBS_NOTIFY", "").split())
    heartbeat = environment.get("COUNCILJOBS_HEARTBEAT", "").strip() or None
    if heartbeat is not None and not heartbeat.startswith(("http://", "https://")):
        raise Stop("COUNCILJOBS_HEARTBEAT wants the whole address of the watchdog, such as https://hc.example.org/id.")
    return {"notify": notify, "heartbeat": heartbeat}


def _value(key: str, value: object, origin: str, base: Path) -> object:
    if key in TABLES:
        return _table(key, value, origin)
    if key in WHOLE:
        return _whole(value, WHOLE[key], f"{origin}: {key}")
    if not isinstance(value, str) or not value.strip():
        raise Stop(f"{origin}: {key} must be text in quotes.")
    return base / Path(value).expanduser() if key in PATHS else value.strip()


def _table(key: str, value: object, origin: str) -> object:
    if not isinstance(value, dict):
        raise Stop(f"{origin}: {key} is a table: write [{key}] on a line of its own and its settings below.")
    return value


def _whole(value: object, most: int, origin: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise Stop(f"{origin} must be a whole number from 1 to {most}, not {value!r}.")
    return value
