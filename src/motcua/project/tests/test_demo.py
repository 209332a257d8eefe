"""`motcua demo` and `motcua live` teach, refuse in plain words, and never give up."""

import socket
import sys
from random import Random

import pytest
from click.testing import CliRunner

from motcua.foundation.errors import Conflict
from motcua.project import simulation
from motcua.project.cli import main
from motcua.project.processes import ProcessEnded, ProcessTree

CHANCE = Random(1)  # noqa: S311 - invented life


def run(*arguments):
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("demo", ("--port", "--fresh", "--no-simulation", "http://localhost:8765")),
        ("live", ("--speed", "--seconds", "until Ctrl-C")),
    ],
)
def test_the_help_teaches(command, words):
    code, said = run(command, "--help")

    assert code == 0
    assert all(word in said for word in words)


def test_a_port_in_use_is_named_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, said = run("demo", "--port", str(port))

    assert code == 1
    assert f"port {port}, meant for the site, is in use" in said
    assert f"motcua demo --port {port + 100}" in said


def test_what_the_law_refuses_is_let_be():
    def refused(at):
        raise Conflict

    told: list[str] = []

    assert simulation.do_one([refused], CHANCE, told.append) is False
    assert told == []


def test_an_act_is_told_on_one_line():
    told: list[str] = []

    assert simulation.do_one([lambda _at: "Hồ sơ được tiếp nhận."], CHANCE, told.append)
    assert told == ["Hồ sơ được tiếp nhận."]


def test_the_simulation_goes_on_after_any_trouble(monkeypatch):
    calls = []

    def fail(at):
        calls.append(at)
        raise RuntimeError("a person stumbled")

    monkeypatch.setattr(simulation, "acts", lambda _random: [fail])
    monkeypatch.setattr(simulation.logger, "exception", lambda *_words: None)

    simulation.run(speed=1000, seconds=0.5)

    assert len(calls) > 1


def test_when_one_process_ends_the_others_are_stopped():
    tree = ProcessTree(environment={})
    tree.start("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
    tree.start("brief", [sys.executable, "-c", "raise SystemExit(3)"])

    with pytest.raises(ProcessEnded, match="brief ended with code 3"):
        tree.wait()
