"""The Scrapy item pipelines, one thin step each: read, normalise, date, check, store."""
