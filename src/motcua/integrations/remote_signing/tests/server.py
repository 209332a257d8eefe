"""certomancer's CSC server over the test authority's keys: ``python server.py FOLDER PORT``.

It speaks v1. Around it stand what services have in front of them: OAuth 2.0, and an app in which
the signer confirms, slowly or not at all. Names of v2 are turned into those of v1 on the way in.
"""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
from aiohttp import web
from certomancer.registry import CertomancerConfig
from csc_dummy.csc_dummy_server import CSCWithCertomancer, DummyServiceParams  # type: ignore[import-untyped] # a tool without types

V1 = {"hashes": "hash", "hashAlgorithmOID": "hashAlgo"}
TOKEN = "a token"  # noqa: S105 - of a server for tests


def config(folder):
    books = json.loads((folder / "authority.json").read_text())
    return CertomancerConfig(books, key_search_dir=str(folder), lazy_load_keys=True)


def front(port):  # noqa: C901 - four small doors
    """Return what stands before the service: who asks, and whether the signer confirms."""
    asked = {"authorize": 0, "sessions": 0}

    async def token(request):
        values = await request.post()
        asked["sessions"] += 1
        if values["client_secret"] != "secret":  # noqa: S105 - of a server for tests
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response({"access_token": TOKEN})

    async def counts(request):
        return web.json_response(asked)

    async def call(request):
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"error": "invalid_token"}, status=401)
        content = await request.json()
        if request.match_info["version"] == "v2":
            content = {V1.get(key, key): value for key, value in content.items()}
        method = request.match_info["method"]
        if method == "credentials/authorize":
            asked["authorize"] += 1
            if "slow" in content["description"]:
                await asyncio.sleep(5)
            if content["description"] == "no":
                said = {"error": "access_denied", "error_description": "the signer said no."}
                return web.json_response(said, status=400)
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://127.0.0.1:{port + 1}/csc/v1/{method}", json=content) as answer,
        ):
            return web.Response(
                body=await answer.read(), status=answer.status, content_type=answer.content_type
            )

    app = web.Application()
    app.add_routes(
        [
            web.post("/oauth2/token", token),
            web.get("/counts", counts),
            web.post("/csc/{version}/{method:.*}", call),
        ]
    )
    return app


async def main(folder, port):
    service = CSCWithCertomancer(config(folder), service_params=DummyServiceParams(multisign=25))
    service.register_routes()
    for app, number in ((service.app, port + 1), (front(port), port)):
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", number).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
