"""Laws of choosing: nothing is invented, order plays no part."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsarchive.dates.choose import choose, days_of
from newsarchive.model.article import WITNESS_KINDS, Witness

AT = datetime(2024, 7, 27, 3, 0, tzinfo=UTC)
DAYS = st.dates(date(2023, 12, 1), date(2024, 8, 5)).map(date.isoformat)
MINUTES = st.builds(
    lambda day, hour, minute: f"{day}T{hour:02}:{minute:02}+07:00",
    DAYS,
    st.integers(0, 23),
    st.integers(0, 59),
)
VALUES = st.one_of(st.none(), DAYS, MINUTES, DAYS.map(lambda day: day[:7]))
PLAIN = [kind for kind in WITNESS_KINDS if kind not in ("dateline", "id-bounds")]
STATED = st.builds(
    lambda kind, value, raw: Witness(kind=kind, raw=raw, value=value, precision=None, agrees=None),
    st.sampled_from(PLAIN),
    VALUES,
    st.sampled_from(["a", "b", "c"]),
)
DATELINES = st.builds(
    lambda day, month: Witness(
        kind="dateline", raw=f"Sáng {day}/{month}", value=None, precision=None, agrees=None
    ),
    st.integers(1, 28),
    st.integers(1, 12),
)
WITNESSES = st.builds(
    lambda stated, line: stated + line, st.lists(STATED, max_size=6), st.lists(DATELINES, max_size=1)
)
BOUNDS = st.one_of(st.none(), st.just((date(2024, 1, 1), date(2024, 5, 1))))


@given(WITNESSES, BOUNDS)
def test_nothing_is_invented(witnesses: list[Witness], bounds: tuple[date, date] | None) -> None:
    decided = choose(witnesses, captured_at=AT, id_bounds=bounds)
    assert decided.published_at is None or decided.published_at in {
        witness.value for witness in witnesses if witness.kind not in ("clock", "dateline", "id-bounds")
    }
    assert decided.updated_at is None or decided.updated_at in {
        witness.value for witness in witnesses if witness.kind == "updated"
    }


@given(st.data())
def test_the_order_of_witnesses_plays_no_part(data: st.DataObject) -> None:
    witnesses = data.draw(WITNESSES)
    shuffled = data.draw(st.permutations(witnesses))
    assert choose(witnesses, captured_at=AT) == choose(shuffled, captured_at=AT)


@given(WITNESSES)
def test_choosing_again_from_what_was_recorded_gives_the_same(witnesses: list[Witness]) -> None:
    once = choose(witnesses, captured_at=AT)
    assert choose(once.witnesses, captured_at=AT) == once


@given(WITNESSES)
def test_what_is_chosen_is_plausible_and_within_its_bounds(witnesses: list[Witness]) -> None:
    decided = choose(witnesses, captured_at=AT, began=date(2024, 1, 1))
    if decided.published_at is None:
        return
    value = Witness(kind="printed", raw="", value=decided.published_at, precision=None, agrees=None)
    first, last = days_of(value)
    assert first <= AT.date() + timedelta(days=1)
    assert last >= date(2024, 1, 1)
    assert (decided.earliest, decided.latest) == (first.isoformat(), last.isoformat())
