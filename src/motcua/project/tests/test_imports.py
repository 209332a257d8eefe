import json

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.tests.factories import TODAY, a_record, as_lines
from motcua.modules.public_services.processes import api as library
from motcua.project.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "given")  # no server is to be started here
    return lambda *arguments: CliRunner().invoke(main, ["import", *map(str, arguments)])


def test_a_catalogue_is_imported_from_the_day_that_is_given(run, tmp_path):
    file = tmp_path / "catalogue.jsonl"
    file.write_bytes(as_lines(a_record()))

    result = run("procedures", file, "--effective-from", "2024-02-01")

    assert result.exit_code == 0, result.output
    assert "1 added, 0 changed, 0 as they were" in result.output
    assert str(api.get_version("1.999001", TODAY).effective_from) == "2024-02-01"


def test_every_faulty_line_is_named_and_the_command_fails(run, tmp_path):
    file = tmp_path / "catalogue.jsonl"
    file.write_bytes(as_lines(a_record(), a_record(code="1.9", level="city"), "x"))

    result = run("procedures", file)

    assert result.exit_code == 1
    assert "3 faults. Nothing was imported." in result.output
    assert "line 2, code: A code looks like 1.001193" in result.output
    assert "line 3: This line is not a record" in result.output
    assert api.find_version("1.999001", TODAY) is None


def test_a_dry_run_reports_as_json_and_writes_nothing(run, tmp_path):
    file = tmp_path / "catalogue.jsonl"
    file.write_bytes(as_lines(a_record()))

    result = run("procedures", file, "--dry-run", "--json")

    assert json.loads(result.stdout)["added"] == ["1.999001"]
    assert api.find_version("1.999001", TODAY) is None


def test_a_file_of_another_kind_is_refused_with_words(run, tmp_path):
    file = tmp_path / "catalogue.pdf"
    file.write_bytes(b"%PDF")

    result = run("procedures", file)

    assert result.exit_code == 1
    assert "We cannot read catalogue.pdf" in result.output


def test_a_filled_template_can_be_imported_again(run, tmp_path):
    lines, book = tmp_path / "catalogue.jsonl", tmp_path / "catalogue.xlsx"
    lines.write_bytes(as_lines(a_record()))
    run("procedures", lines, "--effective-from", "2024-02-01")

    assert run("template", book, "--filled").exit_code == 0
    result = run("procedures", book)

    assert "0 added, 0 changed, 1 as they were" in result.output
    assert load_workbook(book)["procedures"]["A2"].value == "1.999001"


def test_a_template_is_a_workbook(run, tmp_path):
    result = run("template", tmp_path / "catalogue.txt")

    assert result.exit_code == 2
    assert "must end in .xlsx" in result.output


def test_a_library_of_processes_is_imported_and_again_changes_nothing(run, tmp_path):
    file = tmp_path / "library.jsonl"
    file.write_bytes(library.shipped_library().splitlines()[0] + b"\n")

    first, again = run("processes", file), run("processes", file)

    assert first.exit_code == 0, first.output
    assert "1 versions published" in first.output
    assert "0 versions published, 0 procedures assigned" in again.output


def test_a_faulty_library_is_refused_and_every_line_named(run, tmp_path):
    file = tmp_path / "library.jsonl"
    file.write_text("{\n[]\n")

    result = run("processes", file)

    assert result.exit_code == 1
    assert "line.1" in result.output
    assert "line.2" in result.output
