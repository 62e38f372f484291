"""Run as a program: writes articles into an archive until it is killed. Prints a line once it has begun."""

import asyncio
import sys
from pathlib import Path

from tests.store.archive_builder import Builder, page_bytes, query


async def write(path: Path, count: int) -> None:
    builder = Builder(path, max_file_bytes=20_000)
    print("begun", flush=True)
    done = {row[0] for row in query(path, "SELECT source_id FROM articles")}
    for first in range(0, count, 4):
        numbers = [n for n in range(first, first + 4) if str(1_491_910_000 + n) not in done]
        await asyncio.gather(*(builder.visit(n, page_bytes(n)) for n in numbers))
    await builder._finish()
    builder.live.close()


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2])))
