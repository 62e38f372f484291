"""The one settings file: where it lies, what may stand in it, what holds in the end and why."""
