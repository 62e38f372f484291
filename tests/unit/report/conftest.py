"""A hand-made archive for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.report.archive import HandMade


@pytest.fixture
def made(tmp_path: Path) -> Iterator[HandMade]:
    archive = HandMade(tmp_path / "archive.db")
    yield archive
    archive.close()
