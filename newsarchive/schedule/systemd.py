"""systemd: a service that may write nothing but the archive's folder, and a timer that catches up missed runs."""

from newsarchive.schedule.plan import Plan

HARDENING = """\
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ProtectControlGroups=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
UMask=0027
"""
"""What also an unprivileged user's service manager can do."""
SYSTEM_HARDENING = """\
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectProc=invisible
CapabilityBoundingSet=
SystemCallFilter=@system-service
"""
"""What only the system's manager can do."""
USER_HARDENING = """\
PrivateUsers=yes
"""
"""What a user's manager needs for the rest to hold."""
CALENDAR = {10_080: "Mon *-*-* 03:{minute:02}:00", 1440: "*-*-* 03:{minute:02}:00"}


def service(plan: Plan, *, system: bool) -> str:
    """The text of `<name>.service`.

    Args:
        system: For the system's manager (/etc/systemd/system), not a user's own.
    """
    folder = plan.database.parent
    what = f"crawl {', '.join(plan.sites) or 'all sites'} into {plan.database}"
    lines = [
        "# Written by `newsarchive schedule`; it writes this file anew when it is run again.",
        "[Unit]",
        f"Description=newsarchive: {escape(what)}",
        "Wants=network-online.target",
        "After=network-online.target",
        "",
        "[Service]",
        "Type=oneshot",
    ]
    if plan.user and system:
        lines.append(f"User={escape(plan.user)}")
    lines += [
        f'Environment="{escape_quoted(name)}={escape_quoted(value)}"'
        for name, value in plan.environment.items()
    ]
    if plan.secrets is not None:
        lines.append(f"EnvironmentFile=-{escape(str(plan.secrets))}")
    lines += [
        f"WorkingDirectory={escape(str(folder))}",
        "ExecStart=" + " ".join(quote(word) for word in plan.crawl),
        "# 3: another crawl of the site is still running; 130: the service was stopped. Both are fine.",
        "SuccessExitStatus=3 130",
        "# A crawl that is told to stop waits for the answer under way.",
        "TimeoutStopSec=3min",
        "Nice=10",
        "IOSchedulingClass=idle",
        "MemoryMax=1G",
        "",
        f"ReadWritePaths={quote(str(folder))}",
        HARDENING.rstrip(),
    ]
    lines.append((SYSTEM_HARDENING if system else USER_HARDENING).rstrip())
    return "\n".join(lines) + "\n"


def timer(plan: Plan) -> str:
    """The text of `<name>.timer`."""
    return "\n".join(
        (
            "# Written by `newsarchive schedule`; it writes this file anew when it is run again.",
            "[Unit]",
            f"Description=newsarchive: when to crawl {escape(', '.join(plan.sites) or 'all sites')}",
            "",
            "[Timer]",
            f"OnCalendar={calendar(plan)}",
            f"RandomizedDelaySec={random_delay(plan)}",
            "# A run that was missed while the machine was off is made up for at once.",
            "Persistent=yes",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        )
    )


def calendar(plan: Plan) -> str:
    """When runs begin, in systemd's words."""
    if plan.minutes in CALENDAR:
        return CALENDAR[plan.minutes].format(minute=plan.offset)
    if plan.minutes >= 60:
        return f"*-*-* 00/{plan.minutes // 60}:{plan.offset:02}:00"
    return f"*-*-* *:{plan.offset:02}/{plan.minutes}:00"


def random_delay(plan: Plan) -> int:
    """Seconds: a tenth of the interval, at most half an hour."""
    return min(plan.minutes * 6, 1800)


def escape(text: str) -> str:
    """Text in a unit file: % begins a specifier there."""
    return text.replace("%", "%%")


def escape_quoted(text: str) -> str:
    """The same inside double quotes."""
    return escape(text).replace("\\", "\\\\").replace('"', '\\"')


def quote(word: str) -> str:
    """One word of a command line: quoted, and $ begins no variable."""
    return '"' + escape_quoted(word).replace("$", "$$") + '"' if _is_odd(word) else escape(word)


def _is_odd(word: str) -> bool:
    return not word or any(not (char.isalnum() or char in "/._-:=@,+") for char in word)
