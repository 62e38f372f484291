import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from newsarchive.web.app import close, make_app
from newsarchive.web.guard import guard
from tests import served


class Reader:
    """Asks the guarded application as a browser would, without a network."""

    def __init__(self, db: Path) -> None:
        self.db = db
        self.datasette = make_app(db)
        self.app = guard(self.datasette.app(), local=True)

    def ask(self, path: str, method: str = "GET", **headers: str) -> httpx.Response:
        return asyncio.run(self._ask(path, method, headers))

    async def _ask(self, path: str, method: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
            return await client.request(method, path, headers={"accept-language": "en"} | headers)

    def text(self, path: str, **headers: str) -> str:
        answer = self.ask(path, **headers)
        assert answer.status_code == 200, answer.text[:2000]
        return answer.text

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.db)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def article_id(self, source_id: int) -> int:
        ((found,),) = self.rows("SELECT id FROM articles WHERE source_id = ?", str(source_id))
        return int(found)


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = Reader(served.build(tmp_path_factory.mktemp("served")))
    yield reader
    close(reader.datasette)
