"""What holds in the end: defaults, then the settings file, then the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsarchive import __version__
from newsarchive.config.file import Settings, find_file, read_file
from newsarchive.config.keys import BY_NAME, KEYS, SITE_KEYS, NightPause
from newsarchive.errors import ConfigError

MASK = "(set, not shown)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Effective:
    """One setting as it holds."""

    name: str
    value: Any
    source: str
    """"default", "/path/newsarchive.toml, line 3" or "environment NEWSARCHIVE_DELAY"."""
    secret: bool = False

    @property
    def shown(self) -> Any:
        """The value for people: secrets masked, times as text."""
        if self.secret:
            return MASK if self.value else ""
        if isinstance(self.value, NightPause | Path):
            return str(self.value)
        return list(self.value) if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertSettings:
    """Where alerts go."""

    command: str
    email_to: tuple[str, ...]
    email_from: str
    smtp_host: str
    smtp_port: int
    smtp_security: str
    smtp_user: str
    smtp_password: str
    webhook: str
    min_free_gb: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """All settings, typed."""

    file: Path | None
    contact: str
    user_agent: str
    """Filled in, ready to send."""
    db: Path
    delay: float
    pages_per_day: int | None
    night_pause: NightPause | None
    photos: bool
    reports: bool
    alerts: AlertSettings
    sites: dict[str, dict[str, Any]]
    """Site id → its own values of `SITE_KEYS`, only those that are set."""
    effective: tuple[Effective, ...]


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Config:
    """The configuration as it holds here and now.

    Args:
        environment: The process's own if left out.
        folder: Where ./newsarchive.toml is looked for; the working directory if left out.
    Raises:
        ConfigError: a wrong setting in the file or in the environment; the message names place and remedy.
    """
    environment = os.environ if environment is None else environment
    path = find_file(environment, folder or Path())
    settings = read_file(path) if path else None
    effective = [_effective(key.name, settings, environment) for key in KEYS]
    by_name = {each.name: each.value for each in effective}
    sites, site_rows = _site_values(settings)
    contact = str(by_name["contact"])
    return Config(
        file=path,
        contact=contact,
        user_agent=_user_agent(str(by_name["user_agent"]), contact),
        db=_database(next(each for each in effective if each.name == "db"), settings),
        delay=by_name["delay"],
        pages_per_day=by_name["pages_per_day"],
        night_pause=by_name["night_pause"],
        photos=by_name["photos"],
        reports=by_name["reports"],
        alerts=AlertSettings(
            **{key.name.removeprefix("alerts."): by_name[key.name] for key in KEYS if "." in key.name}
        ),
        sites=sites,
        effective=(*effective, *site_rows),
    )


def _effective(name: str, settings: Settings | None, environment: Mapping[str, str]) -> Effective:
    key = BY_NAME[name]
    stated = environment.get(key.variable)
    if stated:
        try:
            value = key.read(stated)
        except ValueError as wanted:
            shown = "its value" if key.secret else f'"{stated[:80]}"'
            raise ConfigError(
                f"The environment variable {key.variable} must be {wanted}, not {shown}.",
                setting=key.variable,
                value=None if key.secret else stated,
            ) from None
        return Effective(name=name, value=value, source=f"environment {key.variable}", secret=key.secret)
    if settings is not None and name in settings.values:
        return Effective(name=name, value=settings.values[name], source=_place(settings, name))
    return Effective(name=name, value=key.default, source="default", secret=key.secret)


def _place(settings: Settings, name: str) -> str:
    line = settings.lines.get(name)
    return f"{settings.path}, line {line}" if line else str(settings.path)


def _site_values(settings: Settings | None) -> tuple[dict[str, dict[str, Any]], list[Effective]]:
    sites: dict[str, dict[str, Any]] = {}
    rows: list[Effective] = []
    for name, value in settings.values.items() if settings else ():
        parts = name.split(".")
        if parts[0] == "sites":
            assert settings is not None and parts[2] in SITE_KEYS
            sites.setdefault(parts[1], {})[parts[2]] = value
            rows.append(Effective(name=name, value=value, source=_place(settings, name)))
    return sites, rows


def _database(db: Effective, settings: Settings | None) -> Path:
    """A relative path from the file starts at the file's folder, any other at the working directory.

    Raises:
        ConfigError: there is a folder of that name.
    """
    path = Path(db.value).expanduser()
    if settings is not None and db.source.startswith(str(settings.path)):
        path = settings.path.parent / path
    if path.is_dir():
        raise ConfigError(
            f"{db.source}: db must be the path of a file, not of the folder {path}.",
            setting="db",
            value=db.value,
        )
    return path


def _user_agent(pattern: str, contact: str) -> str:
    text = pattern.replace("{version}", __version__).replace("{contact}", contact or "not set")
    if contact and contact not in text:
        text += f" (contact: {contact})"
    return text
