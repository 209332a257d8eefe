"""A lean bounded HTTP/1.1 load generator, standard library only, for this machine alone.

A scenario is an async generator-free coroutine `op(conn, ctx, i)`; it performs one
logical operation (one or several requests) and raises on any unexpected answer.
Only connects to 127.0.0.0/8. Prints one JSON line per run.
"""
from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import multiprocessing as mp
import random
import sys
import time


class NothingLeft(Exception):
    """A scenario has used up what it could do."""


class Conn:
    """One keep-alive connection; reconnects when the server closes it."""

    def __init__(self, host: str, port: int, host_header: str | None = None):
        assert host.startswith("127."), "loopback only"
        self.host, self.port = host, port
        self.host_header = host_header or f"{host}:{port}"
        self.r = self.w = None
        self.cookies: dict[str, str] = {}
        self.reconnects = 0

    async def _open(self):
        self.r, self.w = await asyncio.open_connection(self.host, self.port, limit=1 << 20)
        self.reconnects += 1

    def close(self):
        if self.w:
            self.w.close()
        self.r = self.w = None

    async def request(self, method, path, body: bytes | None = None, headers=None):
        for attempt in (0, 1):
            if self.w is None:
                await self._open()
            try:
                return await self._request(method, path, body, headers)
            except (ConnectionError, asyncio.IncompleteReadError):
                fresh = self.reconnects
                self.close()
                # only a connection that went stale between two requests is retried
                if attempt or method not in ("GET", "HEAD") and fresh == 1:
                    raise

    async def _request(self, method, path, body, headers):
        h = {"Host": self.host_header, "Connection": "keep-alive"}
        if self.cookies:
            h["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            h["Content-Length"] = str(len(body))
        h.update(headers or {})
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in h.items()) + "\r\n"
        self.w.write(head.encode() + (body or b""))
        await self.w.drain()
        raw = await self.r.readuntil(b"\r\n\r\n")
        lines = raw.decode("latin1").split("\r\n")
        status = int(lines[0].split(" ", 2)[1])
        hd = {}
        for ln in lines[1:]:
            if ":" in ln:
                k, v = ln.split(":", 1)
                k = k.lower()
                if k == "set-cookie":
                    ck, _, cv = v.strip().split(";", 1)[0].partition("=")
                    self.cookies[ck] = cv
                hd[k] = v.strip()
        if hd.get("transfer-encoding", "").lower() == "chunked":
            parts = []
            while True:
                n = int((await self.r.readline()).split(b";")[0], 16)
                chunk = await self.r.readexactly(n + 2)
                if n == 0:
                    break
                parts.append(chunk[:-2])
            data = b"".join(parts)
        elif "content-length" in hd:
            data = await self.r.readexactly(int(hd["content-length"]))
        elif method == "HEAD" or status in (204, 304):
            data = b""
        else:
            data = await self.r.read()
            self.close()
        if hd.get("connection", "").lower() == "close" or lines[0].startswith("HTTP/1.0"):
            self.close()
        return status, hd, data


def pct(a, p):
    return a[min(len(a) - 1, int(len(a) * p))] if a else None


async def _run(mod, a, seed, out):
    rnd = random.Random(seed)
    lat, errs, answered = [], {}, [0]
    t_warm = time.perf_counter() + a.warmup
    t_end = t_warm + a.seconds
    left = [a.max_ops]

    async def worker(n):
        conn = Conn(a.host, a.port, a.host_header)
        ctx = {"rnd": random.Random(rnd.random()), "worker": (seed, n), "args": a, "NothingLeft": NothingLeft}
        if hasattr(mod, "setup"):
            await mod.setup(conn, ctx, a.scenario)
        op = getattr(mod, a.scenario)
        i = 0
        while time.perf_counter() < t_end and left[0] > 0:
            left[0] -= 1
            i += 1
            t0 = time.perf_counter()
            ctx["t0"] = None
            try:
                await asyncio.wait_for(op(conn, ctx, i), a.timeout)
                ok = True
            except NothingLeft:
                break
            except Exception as e:  # noqa: BLE001 - a load tool counts every failure
                ok = False
                k = f"{type(e).__name__}: {str(e)[:160]}"
                errs[k] = errs.get(k, 0) + 1
                conn.close()
            t1 = time.perf_counter()
            answered[0] += ok
            if t1 >= t_warm and ok:
                # an op may set ctx["t0"] to leave its own preparation out of the latency
                # an op of several requests may say how long each took
                lat.extend(ctx.pop("laps", None) or [t1 - (ctx["t0"] or t0)])
        conn.close()

    await asyncio.gather(*(worker(n) for n in range(a.conns)))
    # the span really measured: it ends with the last answer (sooner than asked when --max-ops ran out)
    out.put((lat, errs, max(0.001, time.perf_counter() - t_warm), answered[0]))


def _proc(path, a, seed, out):
    try:
        spec = importlib.util.spec_from_file_location("scn", path)
        mod = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(mod)
        asyncio.run(_run(mod, a, seed, out))
    except BaseException as e:  # the parent waits for one answer per child
        out.put(([], {f"setup {type(e).__name__}: {str(e)[:160]}": 1}, 0.001, 0))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("module")
    ap.add_argument("scenario")
    ap.add_argument("--host", default="127.0.0.1")
    ap.add_argument("--port", type=int, required=True)
    ap.add_argument("--host-header")
    ap.add_argument("--conns", type=int, default=8, help="connections per client process")
    ap.add_argument("--procs", type=int, default=1)
    ap.add_argument("--seconds", type=float, default=15)
    ap.add_argument("--warmup", type=float, default=3)
    ap.add_argument("--timeout", type=float, default=30, help="seconds for one operation; a slower one counts as failed")
    ap.add_argument("--samples", action="store_true", help="print every latency")
    ap.add_argument("--max-ops", type=int, default=10**9)
    a = ap.parse_args()
    q = mp.Queue()
    ps = [mp.Process(target=_proc, args=(a.module, a, 1000 + s, q)) for s in range(a.procs)]
    [p.start() for p in ps]
    lat, errs, span, answered = [], {}, 0.0, 0
    for _ in ps:
        x, e, sp, n = q.get(timeout=a.seconds + a.warmup + 60)
        lat += x
        answered += n
        span = max(span, sp)
        for k, v in e.items():
            errs[k] = errs.get(k, 0) + v
    [p.join() for p in ps]
    lat.sort()
    print(json.dumps({
        "scenario": a.scenario, "conns": a.conns * a.procs, "answered": answered, "ops": len(lat),
        "ops_s": round(len(lat) / span, 1), "span_s": round(span, 1),
        **{f"p{int(p*100)}_ms": round(1000 * pct(lat, p), 1) if lat else None for p in (.5, .95, .99)},
        "max_ms": round(1000 * lat[-1], 1) if lat else None, "errors": errs,
        "samples": [round(1000 * one, 2) for one in lat] if a.samples else []}))
    sys.exit(1 if errs and not lat else 0)


if __name__ == "__main__":
    main()
