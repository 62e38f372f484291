"""Timers: systemd units and cron lines that crawl by themselves, from any directory, for several archives."""
