"""Articles that come back after they had been taken down."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.archive_builder import Builder, query, sample_page, sample_site


@pytest.mark.parametrize("kind", ["gone", "missing"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_return_is_told_with_an_edit_and_without(tmp_path: Path, kind: str, edited: bool) -> None:
    site = sample_site()
    number = site.standing()[0].id
    builder = Builder(tmp_path / "a.db", now=site.clock())
    url, body = sample_page(site, number)
    builder.visits((url, body))
    builder.now += timedelta(days=3)
    (builder.gone if kind == "gone" else builder.missing)(url)
    if edited:
        site.edit(number, title="Tựa đã sửa")
    builder.now += timedelta(days=3)
    builder.visits(sample_page(site, number))
    builder.finish()
    codes = query(
        builder.path, "SELECT code FROM findings WHERE code IN ('gone', 'missing', 'returned') ORDER BY id"
    )
    assert codes == [(kind,), ("returned",)]
    assert query(builder.path, "SELECT revision, missing_at, gone_at FROM articles") == [
        (1 + edited, None, None)
    ]
