"""The configuration in Scrapy's words, for `newsarchive/settings.py`."""

from typing import Any

from newsarchive.config.load import Config


def site_settings(config: Config) -> dict[str, dict[str, Any]]:
    """Site id → Scrapy settings that hold for that site alone."""
    return {site: _translated(values) for site, values in config.sites.items()}


def _translated(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "delay" in values:
        found |= {"DOWNLOAD_DELAY": values["delay"], "AUTOTHROTTLE_START_DELAY": values["delay"]}
    if "pages_per_day" in values:
        found["NEWSARCHIVE_PAGES_PER_DAY"] = values["pages_per_day"]
    if "night_pause" in values:
        found["NEWSARCHIVE_NIGHT_PAUSE"] = str(values["night_pause"] or "")
    if "photos" in values:
        found["NEWSARCHIVE_PHOTOS"] = values["photos"]
    return found
