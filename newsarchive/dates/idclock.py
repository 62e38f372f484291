"""What a counter in the id says of the day: bounds between known neighbours, nothing more."""

from datetime import date, timedelta

from newsarchive.model.site import IdClock

Bounds = tuple[date, date]
"""First and last possible day, both included."""
DRIFT_SHARE = 0.25
"""Outside the anchors the rate of the ids is a guess: the slack grows by this share of the distance."""


def id_bounds(source_id: str, clock: IdClock | None) -> Bounds | None:
    """Between which days an article with this id was made, or None where the id tells nothing.

    Between two anchors the day is interpolated, beyond the last ones extrapolated at the rate of the nearest pair;
    `clock.slack_days` is added on both sides.
    """
    if clock is None or len(clock.anchors) < 2 or not (source_id.isascii() and source_id.isdigit()):
        return None
    number = int(source_id)
    if clock.unix_below is not None and number < clock.unix_below:
        return None
    day, distance = _estimate(number, clock.anchors)
    try:
        slack = timedelta(days=clock.slack_days + int(DRIFT_SHARE * distance))
        middle = date.fromordinal(day)
        return middle - slack, middle + slack
    except (ValueError, OverflowError):  # a number that is no id of this counter
        return None


def _estimate(number: int, anchors: tuple[tuple[int, date], ...]) -> tuple[int, int]:
    """(ordinal day, days outside the anchors)."""
    after = next((i for i, (known, _) in enumerate(anchors) if known >= number), len(anchors) - 1)
    after = max(1, after)
    (low, first), (high, last) = anchors[after - 1], anchors[after]
    rate = (last.toordinal() - first.toordinal()) / (high - low)
    day = round(first.toordinal() + (number - low) * rate)
    outside = max(0, anchors[0][1].toordinal() - day, day - anchors[-1][1].toordinal())
    return day, outside
