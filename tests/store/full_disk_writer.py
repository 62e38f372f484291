"""Run as a program: writes articles until the disk takes no more, which a file size limit stands for."""

import asyncio
import random
import resource
import sys
from pathlib import Path

from newsarchive.errors import StoreError
from tests.store.archive_builder import Builder, page_bytes, query


def body(number: int, size: int) -> bytes:
    return page_bytes(number) + random.Random(number).randbytes(size)  # what gzip cannot make smaller


async def write(path: Path, pages: int, size: int, limit: int) -> int:
    builder = Builder(path)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = {row[0] for row in query(path, "SELECT source_id FROM articles")}
    try:
        for number in range(pages):
            if str(1_491_910_000 + number) not in done:
                await builder.visit(number, body(number, size))
        await builder._finish()
    except StoreError as error:
        print(error)
        return 1
    finally:
        builder.live.close()
    return 0


if __name__ == "__main__":
    database, *numbers = sys.argv[1:]
    sys.exit(asyncio.run(write(Path(database), *map(int, numbers))))
