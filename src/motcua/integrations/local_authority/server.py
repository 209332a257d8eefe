"""The authority's services over HTTP on this machine: ``python -m … FOLDER``."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from .pki import ARCHITECTURE, Books

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as its base names it
        """Keep quiet: every signature asks several times."""


def application(books: Books, *, allow_time_override: bool) -> Application:
    """Return certomancer's services for the books as they are at each request."""
    from certomancer.integrations.animator import (  # noqa: PLC0415 - only here, may be missing
        Animator,
        AnimatorArchStore,
    )
    from certomancer.registry import ArchLabel  # noqa: PLC0415 - only here, may be missing

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        store = AnimatorArchStore({ArchLabel(ARCHITECTURE): books.architecture()})
        animator = Animator(store, with_web_ui=False, allow_time_override=allow_time_override)
        return animator(environ, start_response)  # type: ignore[no-any-return] # untyped library

    return serve


def main(folder: str, *flags: str) -> None:
    """Serve the authority of ``folder`` until stopped."""
    books = Books(Path(folder))
    port = urlsplit(books.url).port or 0
    app = application(books, allow_time_override="--allow-time-override" in flags)
    with make_server("127.0.0.1", port, app, _Threads, _Silent) as server:
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
