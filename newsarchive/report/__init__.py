"""Run report, alerts, coverage, health, metrics: what the archive says of itself. Reads, and notes what was told."""
