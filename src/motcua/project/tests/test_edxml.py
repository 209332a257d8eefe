"""`motcua edxml`: a packet as JSON and back, and faults as sentences."""

import json

from click.testing import CliRunner

from motcua.integrations.edxml.codec import Edxml
from motcua.kernel.exchange.tests import factories
from motcua.project.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_a_packet_goes_to_json_and_back(tmp_path):
    packet = tmp_path / "goi.edxml"
    packet.write_bytes(Edxml("edxml-2016").write(factories.packet()))

    read = run("edxml", "read", packet, "--files", tmp_path / "files")
    (tmp_path / "goi.json").write_text(read.stdout)
    written = run("edxml", "write", tmp_path / "goi.json", "-o", tmp_path / "again.edxml")

    said = json.loads(read.stdout)
    assert said["type"] == "packet"
    assert said["dialect"] == "edxml-2016"
    assert said["message"]["sender"]["code"] == "H24"
    assert written.exit_code == 0, written.output
    assert (tmp_path / "again.edxml").read_bytes() == packet.read_bytes()


def test_a_state_goes_to_json_and_back(tmp_path):
    packet = tmp_path / "goi.edxml"
    packet.write_bytes(Edxml("edxml-2022").write(factories.status()))
    (tmp_path / "goi.json").write_text(run("edxml", "read", packet).stdout)

    written = run("edxml", "write", tmp_path / "goi.json")

    assert written.stdout.strip() == packet.read_text().strip()


def test_what_is_wrong_is_said_by_element_and_line(tmp_path):
    packet = tmp_path / "goi.edxml"
    good = Edxml("edxml-2022").write(factories.packet()).decode()
    packet.write_text(good.replace("BussinessDocType>0<", "BussinessDocType>9<"))

    said = run("edxml", "read", packet)

    assert said.exit_code == 1
    assert "/TraceHeaderList/Bussiness/BussinessDocType, dòng 2: “9” không phải 0" in said.stderr


def test_json_with_a_fault_is_refused_by_its_path(tmp_path):
    file = tmp_path / "goi.json"
    file.write_text(json.dumps({"message": {"document_id": 5}}))

    said = run("edxml", "write", file)

    assert said.exit_code == 1
    assert "document_id" in said.stderr
