"""The daily page budget and the night pause."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.errors import ConfigError
from newsarchive.frontier.allowance import Allowance, day_start
from newsarchive.frontier.session import require_contact


def at(text: str) -> datetime:
    """A moment of Vietnam's clock."""
    return datetime.fromisoformat(f"2024-07-{text}+07:00")


def allowance(**given: object) -> Allowance:
    values = {"pages_per_day": 0, "night_pause": "", "used": 0, "now": at("01T12:00")} | given
    return Allowance(**values)  # type: ignore[arg-type]


def test_the_budget_counts_what_earlier_runs_of_the_day_used() -> None:
    today = allowance(pages_per_day=3, used=2)
    assert not today.is_spent(at("01T12:00"))
    today.spend(at("01T12:00"))
    assert today.is_spent(at("01T23:59"))
    assert not today.is_spent(at("02T00:00"))


def test_without_a_budget_it_is_never_spent() -> None:
    free = allowance()
    free.spend(at("01T12:00"))
    assert not free.is_spent(at("01T12:00"))


@pytest.mark.parametrize(
    ("hours", "moment", "until"),
    [
        ("22:00-05:00", "01T21:59", None),
        ("22:00-05:00", "01T22:00", "02T05:00"),
        ("22:00-05:00", "02T04:59", "02T05:00"),
        ("22:00-05:00", "02T05:00", None),
        ("01:00-05:00", "02T00:59", None),
        ("01:00-05:00", "02T03:00", "02T05:00"),
        ("22:00-00:00", "02T23:00", "03T00:00"),
        ("22:00-00:00", "02T00:00", None),
        ("", "02T03:00", None),
    ],
)
def test_the_pause_is_by_vietnams_clock(hours: str, moment: str, until: str | None) -> None:
    wanted = at(until).astimezone(UTC) if until else None
    assert allowance(night_pause=hours).paused_until(at(moment)) == wanted


def test_a_day_begins_at_seventeen_hours_utc() -> None:
    assert day_start(at("02T06:00")) == datetime(2024, 7, 1, 17, tzinfo=UTC)
    assert day_start(at("02T06:00")) - day_start(at("01T23:59")) == timedelta(days=1)


def test_hours_that_are_none_are_refused() -> None:
    with pytest.raises(ConfigError, match="hours of the day"):
        allowance(night_pause="10 pm")


def test_no_real_site_is_crawled_without_a_contact() -> None:
    with pytest.raises(ConfigError, match="NEWSARCHIVE_CONTACT"):
        require_contact("", None)
    with pytest.raises(ConfigError, match="NEWSARCHIVE_CONTACT"):
        require_contact("", "http://mirror.example.org")
    require_contact("", "http://127.0.0.1:8000")
    require_contact("a@b.vn", None)
