"""The benchmarks still fit the product: a small city is built and every path answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]


def python(script, database, files, *arguments):
    environment = {
        "DATABASE_URL": database.url,
        "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
        "MOTCUA_FILES": str(files),
        "PYTHONPATH": os.pathsep.join([str(HERE / "src"), str(HERE)]),
    }
    done = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, HERE / "benchmarks" / script, *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_small_city_can_be_measured(spare_database, tmp_path):
    python("world.py", spare_database, tmp_path, "--size", "200", "--pool", "60")

    said = python("measure.py", spare_database, tmp_path, "--seconds", "0.2", "--own", "60")

    found = json.loads(said)
    counted = {name: one["statements"] for name, one in found["statements"].items()}
    assert counted["submit"] <= 15
    assert counted["accept"] <= 15
    assert counted["inbox"] <= 8
    assert counted["page"] <= 4
    assert found["chain"]["rows"] > 400
