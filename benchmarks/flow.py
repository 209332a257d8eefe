"""The whole way of a citizen: what he types, and the requests of his browser in their order."""

import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

BIRTH = "1.001193"
PASSWORD = "mot-cua-do-toc-do"  # noqa: S105 - of invented citizens in a city that is dropped
TOKEN = "b" * 32
BOUNDARY = "motcua-bench-paper"


def typed(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the fields of a page that say ``value``."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from typed(f"{name}.{key}", each)
    elif isinstance(value, list):
        for nth, each in enumerate(value):
            inside = isinstance(each, Mapping)
            yield from typed(f"{name}.{nth}" if inside else name, each)
    else:
        yield name, "on" if value is True else str(value)


def multipart(fields: Mapping[str, str], papers: list[str], photo: bytes) -> bytes:
    """Return the body of a form with a photograph for each paper."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for key in papers:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="papers.{key}"; '
            'filename="giay.png"\r\nContent-Type: image/png\r\n\r\n'
        )
        parts += [head.encode(), photo, b"\r\n"]
    return b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])


class Citizen:
    """A browser in the hands of a citizen; notes how long each answer takes."""

    def __init__(self, connection: Any, laps: list[float]) -> None:
        self._connection, self._laps = connection, laps
        connection.cookies.clear()
        connection.cookies["csrftoken"] = TOKEN

    async def ask(self, path: str, status: int = 200) -> bytes:
        """Open a page."""
        return (await self._send("GET", path, None, {}, status))[1]

    async def give(self, path: str, fields: Any = (), status: int = 302) -> str:
        """Send a form and return where it leads."""
        pairs = [("csrfmiddlewaretoken", self._connection.cookies["csrftoken"]), *fields]
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return (await self._send("POST", path, urlencode(pairs).encode(), kind, status))[0]

    async def add(self, path: str, papers: list[str], photo: bytes) -> str:
        """Send photographs of papers."""
        token = {"csrfmiddlewaretoken": self._connection.cookies["csrftoken"]}
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        body = multipart(token, papers, photo)
        return (await self._send("POST", path, body, kind, 302))[0]

    async def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], wanted: int
    ) -> tuple[str, bytes]:
        since = time.perf_counter()
        status, said, answer = await self._connection.request(
            method, path, body, {"Accept-Encoding": "identity", **headers}
        )
        self._laps.append(time.perf_counter() - since)
        assert status == wanted, (method, path, status, answer[:200])
        return said.get("location", ""), bytes(answer)


async def walk(citizen: Citizen, username: str, material: Mapping[str, Any], nth: int) -> None:
    """Read, sign in, fill in, add papers, check, send, look."""
    await citizen.ask(f"/procedures/{BIRTH}/")
    await citizen.ask("/sign-in/")
    await citizen.give("/sign-in/", {"login": username, "password": PASSWORD}.items())
    await citizen.ask(f"/apply/{BIRTH}/")
    place = await citizen.give(f"/apply/{BIRTH}/")
    draft = place.removesuffix("place/")
    await citizen.ask(place)
    unit = material["units"][nth % len(material["units"])]
    await citizen.give(place, {"unit": unit, "result_way": "DESK"}.items())
    for index, fields in material["sections"]:
        page = f"{draft}questions/{index}/"
        await citizen.ask(page)
        await citizen.give(f"{draft}save/{index}/", fields, status=204)
        await citizen.give(page, fields)
    await citizen.ask(f"{draft}papers/")
    await citizen.add(f"{draft}papers/", material["papers"], bytes.fromhex(material["photo"]))
    await citizen.ask(f"{draft}check/")
    sent = await citizen.give(f"{draft}check/")
    await citizen.ask(sent)
    await citizen.ask(f"/dossiers/{sent.rstrip('/').rsplit('/', 1)[-1]}/")
