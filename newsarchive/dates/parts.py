"""What a date expression says, piece by piece, before it is resolved against a moment."""

from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance from the moment of reading: "3 giờ trước", "2 tuần nữa", "3 tháng vừa rồi"."""

    sign: int
    """-1 towards the past, +1 towards the future."""
    amounts: tuple[tuple[float, Unit], ...]
    window: bool = False
    """True where the words mean the whole stretch ("3 tháng vừa rồi"), not its far end."""
    soft: bool = False
    """True where custom decides between the two ("3 tháng tới")."""
    vague: bool = False
    """True for "vài", "mấy": the count is not known."""


class Parts:
    """Pieces said so far; None is not said. Months and weekdays (0 = Monday) as usual, offsets in minutes.

    No dataclass: rules make many of them, and only what is said lies in the instance, so making and merging one
    costs as much as it says.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekday_turn: str | None = None
    """"next", "last" or "this" beside the weekday: "thứ hai tới"."""
    day_off: int | None = None
    week_off: int | None = None
    month_off: int | None = None
    year_off: int | None = None
    quarter_off: int | None = None
    month_turn: str | None = None
    """"next", "last" or "this" beside a named month: "tháng 3 tới"."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    half_day: str | None = None
    """Word that settles a 12-hour clock: "sáng", "chiều", "am", …"""
    part: str | None = None
    """Part of the day said without a clock: "sáng", "tối"."""
    part_alone: bool | None = None
    """The part of day is said for itself ("buổi chiều", "nửa đêm"), not as the side of a date."""
    offset: int | None = None
    lunar: bool | None = None
    leap: bool | None = None
    cycle: tuple[int, int] | None = None
    """Stem and branch of a year: Giáp Thìn."""
    stretch: tuple[str, int] | None = None
    """("quarter", 3), ("half", 2), ("season", 1), ("decade", 1990), ("century", 19), ("week", n), ("ten", 2) …"""
    edge: str | None = None
    """"đầu", "giữa" or "cuối" of the unit."""
    weekend: bool | None = None
    nth: tuple[str, int] | None = None
    """("day", 1): first day of the unit, ("day", -1): last; ("week", 1): first week."""
    feast: str | None = None
    shift: Shift | None = None
    now: bool | None = None
    aside: "Parts | None" = None
    """A second statement of the same day in brackets: "(tức 27 Tết)"."""
    machine: bool | None = None
    """Written by a program: ISO 8601 or RFC 2822."""
    at_word: bool | None = None
    """"lúc" between day and digital clock, as calendars of web pages print it."""
    era: int | None = None
    """-1: before our era."""
    short_year: bool | None = None

    def __init__(self, **said: Any) -> None:
        self.__dict__.update(said)

    def copy(self) -> "Parts":
        return Parts(**self.__dict__)

    def said(self) -> tuple[tuple[str, object], ...]:
        """What is said, for telling equal ones."""
        return tuple(self.__dict__.items())

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items() if value is not None)
        return f"Parts({said})"


_TOLERANT = frozenset(("part", "half_day", "lunar", "at_word", "machine", "part_alone"))
"""Pieces that may be said twice; the later one holds."""


def merge(base: Parts, more: Parts) -> bool:
    """Add `more` to `base`. False, and `base` unchanged, where both say something about the same piece."""
    had, said = base.__dict__, more.__dict__
    if had:
        for name, value in said.items():
            if value is not None and had.get(name) is not None and name not in _TOLERANT:
                return False
        if had.get("shift") is not None or said.get("shift") is not None:
            return False
        if (said.get("hour") is not None and had.get("now")) or (
            had.get("hour") is not None and said.get("now")
        ):
            return False
    for name, value in said.items():
        if value is not None:
            had[name] = value
    return True
