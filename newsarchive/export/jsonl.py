"""JSON Lines: one object a row, keys in the order of the columns, arrays as arrays."""

import json
import sqlite3
from pathlib import Path

from newsarchive.export.source import Progress, Source
from newsarchive.export.target import replacing


def write_jsonl(
    connection: sqlite3.Connection, target: Path, source: Source, *, progress: Progress | None = None
) -> int:
    """Write one table; what is not known is null. Returns the number of rows.

    Raises:
        ConfigError: the query has no word.
        StoreError: the target cannot be written.
    """
    keys = [json.dumps(column.name) + ": " for column in source.columns]
    nested = [column.kind == "json" for column in source.columns]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    written = 0
    with replacing(target) as file:
        for rows in source.chunks(connection):
            lines = []
            for row in rows:
                # arrays are JSON in the database already
                cells = [
                    key + (value if is_json and value is not None else encode(value))
                    for key, value, is_json in zip(keys, row, nested, strict=True)
                ]
                lines.append("{" + ", ".join(cells) + "}\n")
            file.write("".join(lines).encode())
            written += len(rows)
            if progress:
                progress(written)
    return written
