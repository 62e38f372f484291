"""Every setting that may stand in `newsarchive.toml`, with its type, its default and what it is for.

The name of a setting's environment variable follows from its key: `alerts.smtp_host` is
`NEWSARCHIVE_ALERTS_SMTP_HOST`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit

PREFIX = "NEWSARCHIVE_"
OTHER_VARIABLES = ("NEWSARCHIVE_CONFIG", "NEWSARCHIVE_NOW")
"""Variables that are read but are no settings: the path of the file, the clock of tests."""
DEFAULT_USER_AGENT = "newsarchive/{version} (web archive; contact: {contact})"
SEARCH_ENGINES = ("googlebot", "bingbot", "baiduspider", "yandexbot", "duckduckbot", "applebot", "coccocbot")

_EMAIL = re.compile(r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$")
_HOURS = re.compile(r"^(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)$")
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class NightPause:
    """Hours of the day, Vietnam's clock, in which nothing is asked for; `end` is not included."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """One setting. `read` takes a value as TOML or as text and returns it, or raises ValueError with what it
    must be ("a number of seconds, 0 or more")."""

    name: str
    default: Any
    read: Callable[[Any], Any]
    help: str
    secret: bool = False
    """Only read from the environment, never shown."""
    per_site: bool = False
    """May also stand under `[sites.ID]`."""

    @property
    def variable(self) -> str:
        return PREFIX + self.name.upper().replace(".", "_")


def _text(value: Any) -> str:
    if not isinstance(value, str) or any(ord(char) < 32 for char in value):
        raise ValueError("a text in quotes")
    return value.strip()


def _file_path(value: Any) -> str:
    text = _text(value)
    if not text:
        raise ValueError('the path of a file, like "data/archive.db"')
    return text


def _contact(value: Any) -> str:
    wanted = "an e-mail address or a web page where the site's people can reach you"
    text = _text(value) if isinstance(value, str) else ""
    parts = urlsplit(text)
    if text and not _EMAIL.match(text) and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError(wanted)
    if not text and not isinstance(value, str):
        raise ValueError(wanted)
    return text


def _user_agent(value: Any) -> str:
    text = _text(value)
    if any(name in text.lower() for name in SEARCH_ENGINES):
        raise ValueError("your own name, not a search engine's")
    if any(sign in text.replace("{version}", "").replace("{contact}", "") for sign in "{}"):
        raise ValueError("a text in which braces stand round version and contact only")
    return text


def _seconds(value: Any) -> float:
    number = _number(value, "a number of seconds, 0 or more")
    if not 0 <= number <= 86_400:
        raise ValueError("a number of seconds, 0 or more")
    return number


def _gigabytes(value: Any) -> float:
    number = _number(value, "a number of gigabytes, 0 or more")
    if not 0 <= number < 1e6:
        raise ValueError("a number of gigabytes, 0 or more")
    return number


def _number(value: Any, wanted: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(wanted)
    try:
        return float(value)
    except ValueError:
        raise ValueError(wanted) from None


def _count(value: Any) -> int:
    number = _number(value, "a whole number, 1 or more")
    if number != number // 1 or not 1 <= number < 1e9:
        raise ValueError("a whole number, 1 or more")
    return int(number)


def _port(value: Any) -> int:
    number = _number(value, "a port, 1 to 65535")
    if number != number // 1 or not 1 <= number <= 65_535:
        raise ValueError("a port, 1 to 65535")
    return int(number)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _TRUE + _FALSE:
        return value.strip().lower() in _TRUE
    raise ValueError("true or false")


def _hours(value: Any) -> NightPause | None:
    wanted = 'hours of the day, like "22:00-05:00" (Vietnam\'s clock)'
    if value == "":
        return None
    match = _HOURS.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(wanted)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    if (hour, minute) == (end_hour % 24, end_minute):
        raise ValueError(f"{wanted}; these would be all day or never")
    try:
        return NightPause(time(hour, minute), time(end_hour % 24 if end_hour == 24 else end_hour, end_minute))
    except ValueError:
        raise ValueError(wanted) from None


def _addresses(value: Any) -> tuple[str, ...]:
    wanted = 'a list of e-mail addresses, like ["desk@example.org"]'
    items = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(each, str) for each in items):
        raise ValueError(wanted)
    items = [each for each in items if each]
    if not all(_EMAIL.match(each) for each in items):
        raise ValueError(wanted)
    return tuple(items)


def _security(value: Any) -> str:
    if value not in ("starttls", "tls", "none"):
        raise ValueError('"starttls", "tls" or "none"')
    return str(value)


def _web_address(value: Any) -> str:
    text = _text(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError("a web address beginning with https://")
    return text


KEYS: tuple[Key, ...] = (
    Key(name="contact", default="", read=_contact,
        help="E-mail address or web page, sent with every request; no real site is crawled without it."),
    Key(name="user_agent", default=DEFAULT_USER_AGENT, read=_user_agent,
        help="Name sent with every request; {version} and {contact} are filled in."),
    Key(name="db", default="data/archive.db", read=_file_path,
        help="The archive database; a relative path starts at the folder of the settings file."),
    Key(name="delay", default=1.0, read=_seconds, per_site=True,
        help="Seconds between two requests to one host; never less."),
    Key(name="pages_per_day", default=None, read=_count, per_site=True,
        help="Most requests to one site on one day (Vietnam's), photos included; no limit if left out."),
    Key(name="night_pause", default=None, read=_hours, per_site=True,
        help='Hours in which nothing is asked for, Vietnam\'s clock, like "22:00-05:00"; a run waits for their end.'),
    Key(name="photos", default=True, read=_yes_no, per_site=True,
        help="Whether the photos of articles are stored too."),
    Key(name="reports", default=True, read=_yes_no,
        help="Whether each run writes a report to the folder reports/ beside the database."),
    Key(name="alerts.command", default="", read=_text,
        help="Command run for every alert; it gets the message on standard input, JSON in NEWSARCHIVE_ALERT."),
    Key(name="alerts.email_to", default=(), read=_addresses, help="Addresses that get alerts."),
    Key(name="alerts.email_from", default="", read=_text,
        help="Sender of the mail; the contact address if left out."),
    Key(name="alerts.smtp_host", default="localhost", read=_text, help="Mail server."),
    Key(name="alerts.smtp_port", default=587, read=_port, help="Port of the mail server."),
    Key(name="alerts.smtp_security", default="starttls", read=_security,
        help='"starttls", "tls", or "none" (for a server on this machine).'),
    Key(name="alerts.smtp_user", default="", read=_text, help="Name at the mail server, where it wants one."),
    Key(name="alerts.smtp_password", default="", read=_text, secret=True, help="Password at the mail server."),
    Key(name="alerts.webhook", default="", read=_web_address, secret=True,
        help="Address that gets a JSON object for every alert (it carries its key, so it is a secret)."),
    Key(name="alerts.min_free_gb", default=1.0, read=_gigabytes,
        help="Free disk space, in gigabytes, under which an alert is sent."),
)  # fmt: skip
BY_NAME = {key.name: key for key in KEYS}
SITE_KEYS = {key.name: key for key in KEYS if key.per_site}
