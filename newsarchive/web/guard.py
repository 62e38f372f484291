"""What every answer passes: only reading is allowed, only by the names we listen on, with strict headers."""

from collections.abc import Awaitable, Callable
from typing import Any

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Any, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""For bytes that came from the web: no script, no form, no origin of ours."""
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"x-robots-tag": b"noindex, nofollow",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def guard(app: App, *, local: bool) -> App:
    """Wrap the application. `local`: it listens on loopback, so only loopback's names may ask for it (a site that
    lets its own name point to this machine gets nothing)."""

    async def guarded(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refusal = _refusal(scope, local)
        if refusal is not None:
            await _refuse(send, *refusal)
            return
        await app(scope, receive, _with_headers(send))

    return guarded


def _refusal(scope: Scope, local: bool) -> tuple[int, str] | None:
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "The archive is served read-only."
    if local and _host(scope) not in LOOPBACK:
        return 421, "This archive answers to 127.0.0.1 and localhost only."
    path = scope["path"]
    if path.startswith("/-/") or path == "/-":
        return 404, "Not here."
    if path.endswith(".csv") or b"_format=csv" in scope["query_string"]:
        return 403, "CSV is written by `newsarchive export csv`, which makes its cells safe for spreadsheets."
    return None


def _host(scope: Scope) -> str:
    header = (
        next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1").lower()
    )
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0]


def _with_headers(send: Send) -> Send:
    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", [])]
            names = {name for name, _ in own}
            own += [(name, value) for name, value in HEADERS.items() if name not in names]
            message = message | {"headers": own}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, text: str) -> None:
    body = (text + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    sending = _with_headers(send)
    await sending({"type": "http.response.start", "status": status, "headers": headers})
    await sending({"type": "http.response.body", "body": body})
