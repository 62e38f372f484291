"""A facet by year for columns that begin with one (`2024-01-26`): SQLite's date functions would shift time zones."""

from typing import Any

from datasette.database import QueryInterrupted
from datasette.facets import Facet
from datasette.utils import escape_sqlite, path_with_added_args, path_with_removed_args


class YearFacet(Facet):
    """`{"year": column}` in the facets of a table."""

    type: Any = "year"

    async def facet_results(self) -> tuple[list[dict[str, Any]], list[str]]:
        results, timed_out = [], []
        for found in self.get_configs():
            column = found["config"].get("column") or found["config"]["simple"]
            try:
                results.append(await self._one(column, found["source"]))
            except QueryInterrupted:
                timed_out.append(column)
        return results, timed_out

    async def _one(self, column: str, source: str) -> dict[str, Any]:
        name = escape_sqlite(column)
        rows = await self.ds.execute(
            self.database,
            f"SELECT substr({name}, 1, 4) AS value, count(*) AS count FROM ({self.sql}) WHERE {name} IS NOT NULL"
            " GROUP BY 1 ORDER BY 1 DESC LIMIT 60",
            self.params,
            custom_time_limit=self.ds.setting("facet_time_limit_ms"),
        )
        return {
            "name": column,
            "type": self.type,
            "hideable": source != "metadata",
            "toggle_url": self.ds.urls.path(path_with_removed_args(self.request, {"_facet_year": column})),
            "results": [self._value(column, row["value"], row["count"]) for row in rows],
            "truncated": False,
        }

    def _value(self, column: str, year: str, count: int) -> dict[str, Any]:
        key = f"{column}__startswith"
        selected = (key, year) in self.get_querystring_pairs()
        change = path_with_removed_args if selected else path_with_added_args
        url = self.ds.absolute_url(self.request, self.ds.urls.path(change(self.request, {key: year})))
        return {"value": year, "label": year, "count": count, "toggle_url": url, "selected": selected}
