from datetime import UTC, datetime

import pytest


class Clock:
    """A site clock that tests set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()
