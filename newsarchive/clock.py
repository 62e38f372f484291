"""The one clock of the crawl. `NEWSARCHIVE_NOW` sets it (tests, simulations); it then runs on from there."""

import os
from datetime import UTC, datetime, timedelta

from newsarchive.errors import ConfigError

VARIABLE = "NEWSARCHIVE_NOW"
_offsets: dict[str, timedelta] = {}


def now() -> datetime:
    """The present moment, aware, UTC.

    Raises:
        ConfigError: `NEWSARCHIVE_NOW` is no ISO 8601 time with an offset.
    """
    setting = os.environ.get(VARIABLE)
    real = datetime.now(UTC)
    if not setting:
        return real
    if setting not in _offsets:
        _offsets.clear()
        _offsets[setting] = _parse(setting) - real
    return real + _offsets[setting]


def _parse(setting: str) -> datetime:
    try:
        moment = datetime.fromisoformat(setting)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ConfigError(
            f"{VARIABLE} is {setting!r}: write it like 2024-07-27T09:00:00+07:00.",
            setting=VARIABLE,
            value=setting,
        )
    return moment.astimezone(UTC)
