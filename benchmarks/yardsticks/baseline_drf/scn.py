import json
import os

SIZE = int(os.environ.get("BENCH_SIZE", "100000"))
OFFICIALS = max(1, min(200, SIZE // 500))


def auth(x):
    u = x["rnd"].randrange(OFFICIALS)
    return {"Authorization": f"Token {'off%d' % u:0>40}", "Content-Type": "application/json"}, u


async def setup(c, x, s):
    x["pid"] = 1


async def create(c, x, i):
    h, u = auth(x)
    d = {"procedure": x["rnd"].randrange(1, 101), "ward": x["rnd"].randrange(15), "applicant": "Nguyễn Văn An", "assignee": u + 1,
         "data": {"hoten": "Trần Thị B", "ngaysinh": "2020-05-01", "truong": "TH Hồng Bàng", "ghichu": "Ho so truc tuyen " * 10},
         "attachments": [{"name": f"giay-to-{k}.pdf", "sha256": "%064x" % x["rnd"].getrandbits(256), "size": 120000} for k in range(5)]}
    s, hd, b = await c.request("POST", "/api/dossiers/", json.dumps(d).encode(), h)
    assert s == 201, (s, b[:200])


async def advance(c, x, i):
    h, u = auth(x)
    # processing dossiers are those whose number mod 10 is 8 or 9; each can take two more steps
    n = x["rnd"].randrange(SIZE // 10) * 10 + x["rnd"].choice((8, 9))
    s, hd, b = await c.request("POST", f"/api/dossiers/{n}/advance/", b"{}", h)
    assert s in (200, 409), (s, b[:200])


async def mine(c, x, i):
    h, u = auth(x)
    s, hd, b = await c.request("GET", f"/api/dossiers/?assignee={u + 1}&state=processing", None, h)
    assert s == 200 and len(json.loads(b)["results"]) >= 40, (s, b[:200])


async def one(c, x, i):
    h, u = auth(x)
    s, hd, b = await c.request("GET", f"/api/dossiers/{x['rnd'].randrange(1, SIZE + 1)}/", None, h)
    assert s == 200


async def public(c, x, i):
    s, hd, b = await c.request("GET", "/", None, {})
    assert s == 200
