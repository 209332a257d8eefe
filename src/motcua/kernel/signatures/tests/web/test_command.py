import json

import pytest
from click.testing import CliRunner
from django.utils.module_loading import import_string


@pytest.fixture
def run(tmp_path):
    def run_(content, *options):
        (tmp_path / "giay.pdf").write_bytes(content)
        verify = import_string("motcua.project.cli.verify.verify")  # a floor above
        return CliRunner().invoke(verify, [*options, str(tmp_path / "giay.pdf")])

    return run_


def test_the_command_prints_the_verdict_as_json(run, sealed):
    result = run(sealed)

    assert result.exit_code == 0
    assert json.loads(result.output)["outcome"] == "PASSED"
    assert len(json.loads(result.output)["signatures"]) == 2


def test_or_in_sentences(run, sealed):
    result = run(sealed, "--human")

    assert result.exit_code == 0
    assert "Nguyễn Hữu Đường" in result.output


def test_its_status_tells_the_outcome(run, sealed, unsigned):
    assert run(sealed[:3000] + b"!" + sealed[3001:]).exit_code == 1
    assert run(unsigned).exit_code == 2
    assert run(b"hello").exit_code == 3


def test_a_day_in_the_future_can_be_asked_about(run, sealed):
    assert run(sealed, "--at", "2055-01-01").exit_code == 2
