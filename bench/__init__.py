"""Benchmarks and scorers. Each is a module of its own (`python -m bench.NAME --help`); `make bench` runs them all."""
