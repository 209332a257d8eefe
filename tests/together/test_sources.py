"""Figures from a real web service, a real second database and a real broker of sensors."""

import json
import os
import shutil
import socket
import socketserver
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import paho.mqtt.client as mqtt
import psycopg
import pytest
from django.test import Client
from paho.mqtt.enums import CallbackAPIVersion
from tests.databases import on_server

from motcua.foundation.models import EventRecord
from motcua.integrations import outside
from motcua.integrations.json_source import reader as web
from motcua.modules.operations.connectors import tasks, use_cases
from motcua.modules.operations.connectors.models import Reading, Run, Sample, Source
from motcua.modules.operations.connectors.tests import factories as make
from motcua.modules.operations.connectors.types import (
    Every,
    Kind,
    Origin,
    RunState,
    SensorInfo,
    SourceSettings,
)
from motcua.project import embedded
from motcua.project.cli.sensors import Ears

pytestmark = pytest.mark.django_db
SECRET = "khoa-bi-mat"  # noqa: S105 - of a server that this file starts
GOOD = {
    "data": [
        {"ma": "Quán Toan", "ky": "2026-10", "so": 1234.5},
        {"ma": "H24.12.22", "ky": "10/2026", "so": "99"},
        {"ma": "Nơi khác", "ky": "2026-10", "so": 1},
        {"ma": "H24.12.21", "ky": "2026-09", "so": "chưa có"},
    ]
}


@pytest.fixture(scope="module")
def city(kept_db):
    found = make.make_city()
    make.make_series(found, "rate", kind=Kind.AVERAGE, scale=1)
    make.make_series(found, "pm25", kind=Kind.AVERAGE, scale=1, every=Every.DAY)
    make.make_series(found, "rain", kind=Kind.FLOW, scale=1, every=Every.DAY)
    return found


@pytest.fixture(autouse=True)
def _allowed(settings):
    settings.SOURCE_HOSTS, settings.SOURCE_PRIVATE = frozenset({"127.0.0.1"}), True


def _configure(city, kind, settings, *, sensors=(), is_on=True, secret=SECRET):
    source_id = use_cases.configure_source(
        actor=city.actor("admin"),
        title="Hệ thống y tế",
        kind=kind,
        settings=settings,
        sensors=sensors,
        secret=secret,
        is_on=is_on,
        at=make.NOON,
    )
    return Source.objects.get(id=source_id)


def _last(source):
    return Run.objects.filter(source=source).latest("began_at")


# ------------------------------------------------------------------------------- a web service
class _Service(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        good = self.headers.get("X-Api-Key") == SECRET
        self.send_response(200 if good else 401)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(self.server.body if good else b"{}")

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    server.body = json.dumps(GOOD).encode()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _web(service, path="/", **changes):
    values = {
        "address": f"http://127.0.0.1:{service.server_port}{path}",
        "header": "X-Api-Key",
        "rows": "data",
        "series_code": "rate",
        "unit": "ma",
        "day": "ky",
        "value": "so",
        "units": {"Quán Toan": "H24.12.21"},
    }
    return SourceSettings(**{**values, **changes})


def test_good_rows_of_a_web_service_are_taken_and_each_other_is_named(city, service):
    source = _configure(city, Origin.HTTP, _web(service))

    tasks.ask_sources()

    run = _last(source)
    assert (run.state, run.came, run.new) == (RunState.PARTLY, 4, 2)
    assert [(each["number"], each["message"]) for each in run.refused] == [
        (3, "Không có đơn vị nào mang mã “Nơi khác”."),
        (4, "Không có số ở chỗ phải có số."),
    ]
    readings = Reading.objects.order_by("unit__code")
    assert [(str(each.day), each.value) for each in readings] == [
        ("2026-10-31", 12345),
        ("2026-10-31", 990),
    ]
    assert readings[0].batch.name == readings[0].batch.by_name == "Hệ thống y tế"
    source.refresh_from_db()
    assert source.next_at > run.ended_at


def test_asked_again_nothing_changes_and_another_value_is_a_version(city, service):
    source = _configure(city, Origin.HTTP, _web(service))
    tasks.ask_sources()
    use_cases.ask_now(actor=city.actor("admin"), source_id=source.id, at=make.NOON)
    tasks.ask_sources()
    assert _last(source).new == _last(source).corrected == 0

    changed = {"data": [{**GOOD["data"][0], "so": 1300}]}
    service.body = json.dumps(changed).encode()
    use_cases.ask_now(actor=city.actor("admin"), source_id=source.id, at=make.NOON)
    tasks.ask_sources()
    service.body = json.dumps(GOOD).encode()

    assert _last(source).corrected == 1
    assert Reading.objects.get(unit_id=city.wards[0], is_in_force=True).value == 13000


def test_a_secret_is_sent_but_never_shown_or_told(city, service):
    source = _configure(city, Origin.HTTP, _web(service))

    assert SECRET not in source.secret
    told = EventRecord.objects.filter(code="connectors.source_configured").values_list("payload")
    assert SECRET not in str(list(told))


@pytest.mark.parametrize(
    ("changes", "secret", "said"),
    [
        ({}, "wrong", "HTTP 401"),
        ({"path": "/moved"}, SECRET, "HTTP 302"),
        ({"rows": "items"}, SECRET, "items"),
        ({"address": "http://127.0.0.1:1/"}, SECRET, "Connection refused"),
        ({"address": "http://localhost/"}, SECRET, "MOTCUA_SOURCE_HOSTS"),
        ({"address": "file:///etc/passwd"}, SECRET, "MOTCUA_SOURCE_HOSTS"),
    ],
)
def test_what_fails_is_noted_in_words_and_the_clock_goes_on(city, service, changes, secret, said):
    source = _configure(city, Origin.HTTP, _web(service, **changes), secret=secret)

    tasks.ask_sources()

    assert _last(source).state == RunState.FAILED
    assert said in _last(source).error
    assert not Reading.objects.exists()


def test_private_addresses_are_out_of_reach_unless_the_operator_allows_them(service, settings):
    settings.SOURCE_PRIVATE = False

    for host in ("127.0.0.1", "10.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254"):
        settings.SOURCE_HOSTS = frozenset({host})
        with pytest.raises(outside.Forbidden):
            outside.require(host, 443)
    with pytest.raises(outside.Forbidden):
        web.read_json(f"http://127.0.0.1:{service.server_port}/")


def test_a_name_that_moves_to_a_private_address_between_look_and_call_leads_nowhere(
    service, settings, monkeypatch
):
    settings.SOURCE_HOSTS, settings.SOURCE_PRIVATE = frozenset({"api.example.vn"}), False
    answers = [["8.8.8.8"], ["127.0.0.1"]]

    def resolve(*_args, **_kwargs):
        return [(2, 1, 6, "", (address, 443)) for address in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(OSError, match=r"api\.example\.vn"):
        web.read_json("https://api.example.vn/")
    assert not answers


def test_an_answer_that_is_too_large_is_cut_off(service, monkeypatch):
    monkeypatch.setattr(web, "LARGEST", 10)

    with pytest.raises(ValueError, match="> 10 B"):
        web.read_json(f"http://127.0.0.1:{service.server_port}/", header="X-Api-Key", secret=SECRET)


# --------------------------------------------------------------------------- a second database
class _Gate(socketserver.ThreadingTCPServer):
    """Lets TCP in to the server of the tests, which listens to a socket file alone."""

    allow_reuse_address = daemon_threads = True


class _Through(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.socket(socket.AF_UNIX) as inside:
            inside.connect(str(embedded.data_dir() / ".s.PGSQL.5432"))
            back = threading.Thread(target=_pump, args=(inside, self.request), daemon=True)
            back.start()
            _pump(self.request, inside)
            back.join()


def _pump(source, target):
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def other():
    """A database of another system, reached over TCP; returns its address."""
    name = f"other_{os.getpid()}"
    on_server(f"drop database if exists {name}", f"create database {name}")
    url = embedded.address().replace("/app?", f"/{name}?")
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("create table tiem_chung (ma text, ngay date, ty_le numeric)")
        line.execute(
            "insert into tiem_chung values ('H24.12.21', '2026-10-31', 97.25),"
            " ('H24.12.22', '2026-10-31', 98.4)"
        )
    gate = _Gate(("127.0.0.1", 0), _Through)
    threading.Thread(target=gate.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{gate.server_address[1]}/{name}"
    gate.shutdown()
    gate.server_close()
    on_server(f"drop database if exists {name} with (force)")


def _database(other, sql):
    return SourceSettings(
        address=other,
        header="app",
        sql=sql,
        series_code="rate",
        unit="ma",
        day="ngay",
        value="ty_le",
        units={},
    )


def test_rows_of_a_second_database_are_taken_rounded_to_the_series(city, other):
    source = _configure(city, Origin.DATABASE, _database(other, "select * from tiem_chung;"))

    tasks.ask_sources()

    assert _last(source).error == ""
    assert [each.value for each in Reading.objects.order_by("unit__code")] == [972, 984]


@pytest.mark.parametrize(
    "sql",
    [
        "delete from tiem_chung returning *",
        "select 1; delete from tiem_chung",
        "select 1; commit; begin read write; delete from tiem_chung",
        "with gone as (delete from tiem_chung returning *) select * from gone",
        "select pg_sleep(60)",
    ],
)
def test_a_second_database_is_only_read_and_not_for_long(city, other, sql, monkeypatch):
    monkeypatch.setattr("motcua.integrations.database_source.reader.SECONDS", 0.2)
    source = _configure(city, Origin.DATABASE, _database(other, sql))

    tasks.ask_sources()

    assert _last(source).state == RunState.FAILED
    name = other.rpartition("/")[2]
    with psycopg.connect(embedded.address().replace("/app?", f"/{name}?")) as line:
        assert line.execute("select count(*) from tiem_chung").fetchone() == (2,)


def test_more_rows_than_may_be_are_refused(city, other, monkeypatch):
    monkeypatch.setattr("motcua.integrations.database_source.reader.MOST_ROWS", 5)
    source = _configure(
        city, Origin.DATABASE, _database(other, "select generate_series(1, 6) as ty_le, '' as ma")
    )

    tasks.ask_sources()

    assert "> 5" in _last(source).error


# ------------------------------------------------------------------------------------- sensors
@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    """A broker of this machine; returns its port."""
    here = tmp_path_factory.mktemp("broker")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (here / "conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\n")
    program = shutil.which("mosquitto", path="/usr/sbin:" + os.environ["PATH"])
    server = subprocess.Popen(  # noqa: S603 - a peer
        [str(program), "-c", str(here / "conf")], stderr=subprocess.DEVNULL
    )
    for _attempt in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
            break
        time.sleep(0.05)
    yield port
    server.terminate()
    server.wait(timeout=20)


def _sensors(city, broker):
    by = SourceSettings(address=f"127.0.0.1:{broker}", units={}, with_tls=False)
    series = {each.code: each.id for each in _all_series()}
    sensors = [
        SensorInfo(
            topic="tram/1/pm25",
            series_id=series["pm25"],
            unit_id=city.wards[0],
            value="pm25",
            time="at",
        ),
        SensorInfo(topic="tram/2/mua", series_id=series["rain"], unit_id=city.wards[1]),
    ]
    return _configure(city, Origin.MQTT, by, sensors=sensors, secret="")


def _all_series():
    from motcua.modules.operations.connectors.models import Series  # noqa: PLC0415

    return Series.objects.all()


def _send(broker, *messages):
    line = mqtt.Client(CallbackAPIVersion.VERSION2)
    line.connect("127.0.0.1", broker)
    line.loop_start()
    for topic, payload in messages:
        line.publish(topic, payload, qos=1).wait_for_publish(10)
    line.disconnect()
    line.loop_stop()


@contextmanager
def _listening():
    ears = Ears()
    ears.look()
    try:
        yield ears
    finally:
        ears.close()


def _stored(ears, amount):
    """Store until so many messages came."""
    until = time.monotonic() + 20
    while amount > 0 and time.monotonic() < until:
        amount -= ears.store()
        time.sleep(0.02)
    assert amount <= 0


def _pm25(at, value):
    return "tram/1/pm25", json.dumps({"at": f"2026-11-25T{at}+07:00", "pm25": value})


def test_what_sensors_send_becomes_minutes_and_minutes_become_days(city, broker):
    source = _sensors(city, broker)
    with _listening() as ears:
        time.sleep(0.3)  # until the broker knows our topics
        _send(
            broker,
            _pm25("08:00:05", 30),
            _pm25("08:00:35", 40.5),
            _pm25("08:01:05", 51),
            ("tram/2/mua", "1.5"),
            ("tram/2/mua", "2.25"),
        )
        _stored(ears, 5)

    first = Sample.objects.filter(sensor__topic="tram/1/pm25").order_by("minute")[0]
    assert (first.amount, first.total, first.least, first.most) == (2, Decimal("70.5"), 30, 40.5)
    tasks.count_days()
    pm25 = Reading.objects.get(series__code="pm25")
    assert (str(pm25.day), pm25.value, pm25.weight) == ("2026-11-25", 405, 2)  # minutes
    assert Reading.objects.get(series__code="rain").value == 38  # 3,75 mm, to one decimal
    assert _last(source).new == 2


def test_what_came_while_nobody_listened_is_taken_in_afterwards_and_once(city, broker):
    _sensors(city, broker)
    with _listening() as ears:
        time.sleep(0.3)
        _send(broker, _pm25("08:00:05", 30))
        until = time.monotonic() + 10
        while ears._came.empty() and time.monotonic() < until:
            time.sleep(0.02)  # heard, but neither stored nor acknowledged: as if we were killed
    _send(broker, _pm25("08:01:05", 40))

    with _listening() as ears:
        _stored(ears, 2)
        _send(broker, _pm25("08:01:05", 40))  # the sensor repeats itself
        _stored(ears, 1)

    samples = Sample.objects.order_by("minute").values_list("amount", "total")
    assert list(samples) == [(1, 30), (1, 40)]


def test_messages_that_say_no_number_are_noted_and_the_others_go_on(city, broker):
    source = _sensors(city, broker)
    with _listening() as ears:
        time.sleep(0.3)
        _send(
            broker,
            ("tram/1/pm25", b"\xff\xfe"),
            ("tram/1/pm25", json.dumps({"pm25": "hỏng"})),
            ("tram/1/pm25", json.dumps({"pm25": 5, "at": "2999-01-01T00:00:00Z"})),
            _pm25("09:00:00", 20),
        )
        _stored(ears, 4)
        ears.look()

    assert Sample.objects.count() == 1
    assert [each["message"] for each in _last(source).refused] == [
        "Bản tin không phải là một số, cũng không phải JSON.",
        "Đây không phải là số: hỏng.",
        "Thời điểm còn ở phía trước: 2999-01-01T00:00:00Z.",
    ]
    client = Client()
    client.force_login(city.accounts["admin"])
    page = client.get(f"/workspace/sources/{source.id}/")
    states = [row[-1]["state"]["label"] for row in page.context["sensors"]]
    assert states == ["im lặng", "chưa nhận lần nào"]  # the message was of last year
    assert page.context["is_silent"]


def test_a_broker_that_is_away_is_noted_with_its_source(city):
    by = SourceSettings(address="127.0.0.1:1", units={}, with_tls=False)
    series = next(each for each in _all_series() if each.code == "rain")
    sensors = [SensorInfo(topic="a", series_id=series.id, unit_id=city.wards[0])]
    source = _configure(city, Origin.MQTT, by, sensors=sensors, secret="")

    with _listening():
        pass

    assert _last(source).state == RunState.FAILED
