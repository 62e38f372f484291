"""Finding and reading the settings file; remembers the line of every setting for error messages."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newsarchive.config.keys import BY_NAME, KEYS, SITE_KEYS, Key
from newsarchive.errors import ConfigError

FILE_NAME = "newsarchive.toml"
_TABLE = re.compile(r"^\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(
    r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)
MAX_FILE_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What one file says. Keys are full names: "delay", "alerts.command", "sites.thanhuytphcm.delay"."""

    path: Path
    values: dict[str, Any]
    lines: dict[str, int]


def find_file(environment: Mapping[str, str], folder: Path) -> Path | None:
    """The settings file: `NEWSARCHIVE_CONFIG`, else ./newsarchive.toml, else the user's own.

    Raises:
        ConfigError: `NEWSARCHIVE_CONFIG` names a file that is not there.
    """
    named = environment.get("NEWSARCHIVE_CONFIG")
    if named:
        path = Path(named).expanduser()
        if not path.exists():
            raise ConfigError(
                f"NEWSARCHIVE_CONFIG names {named}, which is not there.",
                setting="NEWSARCHIVE_CONFIG",
                value=named,
            )
        return path
    home = environment.get("HOME")
    base = environment.get("XDG_CONFIG_HOME") or (f"{home}/.config" if home else None)
    candidates = [folder / FILE_NAME]
    if base:
        candidates.append(Path(base) / "newsarchive" / "config.toml")
    return next((path for path in candidates if path.is_file()), None)


def read_file(path: Path) -> Settings:
    """Read and check one settings file.

    Raises:
        ConfigError: it cannot be read, is no TOML, or holds an unknown setting, a wrong value or a secret.
    """
    try:
        raw = path.read_bytes()[: MAX_FILE_BYTES + 1]
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"Cannot read {path} ({error.strerror}): check its rights.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text: save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error
    lines = _line_numbers(text)
    values: dict[str, Any] = {}
    for name, value in _flatten(table):
        values[name] = _checked(path, lines.get(name), name, value)
    return Settings(path=path, values=values, lines=lines)


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        full = f"{prefix}{name}"
        if isinstance(value, dict) and full not in BY_NAME:
            found += _flatten(value, f"{full}.")
        else:
            found.append((full, value))
    return found


def _checked(path: Path, line: int | None, name: str, value: Any) -> Any:
    where = f"{path}, line {line}" if line else str(path)
    key = key_of(name)
    if key is None:
        raise ConfigError(
            f"{where}: there is no setting {_quoted(name)}{_near(name)}", setting=name, value=value
        )
    if key.secret:
        raise ConfigError(
            f"{where}: {name} is a secret; take it out of the file and set {key.variable} in the environment.",
            setting=name,
        )
    try:
        if isinstance(value, str) and not isinstance(key.default, str | None) and name != "alerts.email_to":
            key.read(object())  # "5" in quotes is no number in a file; in the environment everything is text
        return key.read(value)
    except ValueError as wanted:
        raise ConfigError(
            f"{where}: {name} must be {wanted}, not {_shown(value)}.", setting=name, value=value
        ) from None


def key_of(name: str) -> Key | None:
    """The setting of a full name; None for an unknown one."""
    parts = name.split(".")
    if parts[0] == "sites" and len(parts) == 3:
        return SITE_KEYS.get(parts[2])
    return BY_NAME.get(name)


def _near(name: str) -> str:
    parts = name.split(".")
    if parts[0] == "sites":
        if len(parts) != 3:
            return "; settings of one site stand under [sites.ID]."
        near = get_close_matches(parts[2], SITE_KEYS, n=1, cutoff=0.6)
        if near:
            return f'; did you mean "{near[0]}"?'
        return f"; a site can have {', '.join(SITE_KEYS)}."
    near = get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{near[0]}"?'
    last = parts[-1]
    same = next((key.name for key in KEYS if key.name.rpartition(".")[2] == last), None)
    if same:
        return f'; did you mean "{same}"? A setting before any [table] line belongs to no table.'
    return "; `newsarchive config` lists all."


def _quoted(name: str) -> str:
    return f'"{name}"'


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'the text "{value[:80]}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{str(value)[:80]}"


def _line_numbers(text: str) -> dict[str, int]:
    """Line of each assignment (from 1). Good enough for messages: text inside multi-line strings may mislead it."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TABLE.match(line):
            table = _bare(match[1]) + "."
        elif match := _ASSIGNMENT.match(line):
            found.setdefault(table + _bare(match[1]), number)
    return found


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
