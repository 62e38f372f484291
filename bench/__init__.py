"""Benchmarks and scorers. Each is a script of its own (`python bench/NAME.py --help`); `make bench` runs them all."""
