"""Articles per month as bars: plain geometry for an inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FLOOR = 720, 160, 132
"""Of the drawing; bars stand on `FLOOR`, years are written below."""
MAX_MONTHS = 360


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One month."""

    month: str
    count: int
    x: float
    y: float
    width: float
    height: float
    last_day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    """(x, year) of labels that have room."""
    highest: int


def draw(counts: Sequence[tuple[str, int]]) -> Chart | None:
    """Bars from the first month to the last, empty ones included; the last `MAX_MONTHS` of them. None without any.

    >>> [(bar.month, bar.count) for bar in draw([("2023-12", 2), ("2024-02", 4)]).bars]
    [('2023-12', 2), ('2024-01', 0), ('2024-02', 4)]
    """
    known = dict(counts)
    if not known:
        return None
    line = _months_between(min(known), max(known))[-MAX_MONTHS:]
    highest = max(known.get(month, 0) for month in line) or 1
    step = WIDTH / max(len(line), 24)
    bars = tuple(_bar(month, known.get(month, 0), at * step, step, highest) for at, month in enumerate(line))
    return Chart(bars=bars, years=_years(line, step), highest=highest)


def _bar(month: str, count: int, x: float, step: float, highest: int) -> Bar:
    height = round(count / highest * (FLOOR - 12), 2)
    if count:
        height = max(height, 1.5)
    return Bar(
        month=month,
        count=count,
        x=round(x, 2),
        y=round(FLOOR - height, 2),
        width=round(step * 0.86, 2),
        height=height,
        last_day=f"{month}-{_days(month)}",
    )


def _days(month: str) -> int:
    from calendar import monthrange

    return monthrange(int(month[:4]), int(month[5:7]))[1]


def _months_between(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(max(start, end - MAX_MONTHS + 1), end + 1)]


def _years(line: Sequence[str], step: float) -> tuple[tuple[float, str], ...]:
    """The first month of each year, no two labels closer than 40 units."""
    labels: list[tuple[float, str]] = []
    for at, month in enumerate(line):
        x = round(at * step, 2)
        if (at == 0 or month.endswith("-01")) and x < WIDTH - 30 and (not labels or x - labels[-1][0] >= 40):
            labels.append((x, month[:4]))
    return tuple(labels)
