"""What is in the house, read from the register: modules, pages, events, rights, figures, jobs."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

    from motcua.foundation.modules import ModuleConfig

REFERENCE, OPERATORS = "reference.md", "operators.md"
BEGIN, END = "<!-- settings: generated -->", "<!-- end of settings -->"
REFRESH = "motcua reference --write docs"
HEAD = f"""# Reference

What each part brings to the house, read from the register. Generated: `{REFRESH}`.
Settings stand in [operators.md](operators.md#settings).
"""


@click.command()
@click.option(
    "--write",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Renew the generated pages of this folder of documents.",
)
def reference(folder: Path | None) -> None:
    """Tell what is in the house: modules, pages, events, rights, figures, jobs, settings.

    \b
      motcua reference                  print it
      motcua reference --write docs     renew docs/reference.md and the table in docs/operators.md
    """  # noqa: D301 - click's mark for lines that stay as they are
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
    import django  # noqa: PLC0415 - the help must not wait for Django

    django.setup()  # the database is not needed and not started
    if folder is None:
        click.echo(render())
        click.echo(f"## Settings\n\n{settings_table()}")
        return
    for name, text in renewed(folder).items():
        (folder / name).write_text(text)
        click.echo(f"{folder / name}: written.")


def renewed(folder: Path) -> dict[str, str]:
    """Return the generated pages of a folder of documents, as they should be."""
    return {REFERENCE: render(), OPERATORS: _with_settings((folder / OPERATORS).read_text())}


def _with_settings(page: str) -> str:
    before, _mark, rest = page.partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    return f"{before}{BEGIN}\n{settings_table()}\n{END}{after}"


def render() -> str:
    """Return the reference as Markdown, with English words."""
    from django.utils import translation  # noqa: PLC0415 - the help must not wait for Django

    from motcua.foundation import modules  # noqa: PLC0415

    configs = modules.installed()
    with translation.override("en"):
        parts = [
            HEAD,
            *_section("Modules", ("Module", "Title", "Brings"), _modules(configs)),
            *_section("Rights", ("Code", "Right", "Reach", "Roles"), _rights(configs)),
            *_section(
                "Figures", ("Code", "Title", "Formula", "Target", "Source"), _figures(configs)
            ),
            *_section("Events", ("Code", "Stream", "Fields", "Heard by"), _events(configs)),
            *_section("Jobs", ("Job", "When"), _jobs(configs)),
            *_section("Pages", ("Path", "Name", "For"), _pages()),
        ]
    return "\n".join(parts)


def settings_table() -> str:
    """Return what an operator may set, as a Markdown table."""
    from motcua.project import settings as _settings  # noqa: F401, PLC0415 - declares the variables
    from motcua.project.settings.env import DECLARED  # noqa: PLC0415

    rows = [
        (f"`{each.name}`", f"`{each.default}`" if each.default else "", each.meaning)
        for _name, each in sorted(DECLARED.items())
    ]
    return _table(("Variable", "Default", "Meaning"), rows)


def _section(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[str, str, str]:
    return f"## {title}\n", _table(columns, rows), ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def _short(name: str) -> str:
    return name.removeprefix("motcua.")


def _named(call: Any) -> str:
    return f"`{_short(call.__module__)}.{call.__qualname__}`"


def _modules(configs: Sequence["ModuleConfig"]) -> Iterator[Sequence[str]]:
    for config in configs:
        manifest = config.manifest
        parts = {
            "pages": bool(manifest.urls),
            _count(manifest.permissions, "right"): manifest.permissions,
            _count(manifest.publishes, "event"): manifest.publishes,
            _count(manifest.listens, "handler"): manifest.listens,
            _count(manifest.indicators, "figure"): manifest.indicators,
            "search": manifest.search,
            _count(manifest.schedule, "job"): manifest.schedule,
            ", ".join(_provided(manifest.provides)): manifest.provides,
            "demo data": manifest.demo,
        }
        brings = ", ".join(words for words, there in parts.items() if there)
        yield f"`{_short(config.name)}`", str(manifest.title), brings


def _count(things: Sequence[Any], name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def _provided(values: Sequence[Any]) -> list[str]:
    return [f"`{name}`" for name in sorted({type(value).__name__ for value in values})]


def _rights(configs: Sequence["ModuleConfig"]) -> Iterator[Sequence[str]]:
    for config in configs:
        for right in config.manifest.permissions:
            roles = ", ".join(sorted(str(role) for role in right.roles))
            yield f"`{right.code}`", str(right.title), right.reach.value, roles


def _figures(configs: Sequence["ModuleConfig"]) -> Iterator[Sequence[str]]:
    for config in configs:
        for one in config.manifest.indicators:
            target = f"{float(one.target * 100):g} %" if one.target is not None else ""
            yield f"`{one.code}`", str(one.title), str(one.formula), target, one.source


def _events(configs: Sequence["ModuleConfig"]) -> Iterator[Sequence[str]]:
    from motcua.foundation import modules  # noqa: PLC0415 - the help must not wait

    for config in configs:
        for event in config.manifest.publishes:
            names = [each.name for each in fields(event)]  # type: ignore[arg-type] # every event is a dataclass
            heard = ", ".join(_named(handler) for handler in modules.listeners(event))
            yield f"`{event.code}`", f"`{event.stream_field}`", ", ".join(names), heard


def _jobs(configs: Sequence["ModuleConfig"]) -> Iterator[Sequence[str]]:
    from motcua.foundation.modules import Every  # noqa: PLC0415 - the help must not wait

    for config in configs:
        for job in config.manifest.schedule:
            when = f"every {job.seconds} s" if isinstance(job, Every) else f"working days, {job.at}"
            yield _named(job.run), when


def _pages() -> Iterator[Sequence[str]]:
    from django.urls import get_resolver  # noqa: PLC0415 - the help must not wait

    from motcua.foundation.middleware import access_of  # noqa: PLC0415

    for path, name, pattern in sorted(_walk(get_resolver().url_patterns), key=lambda one: one[:2]):
        access = access_of(pattern.callback)
        needs = ", ".join(f"`{right.code}`" for right in access.permissions)
        yield f"`/{path}`", f"`{name}`", needs or access.audience.value.lower().replace("_", " ")


def _walk(
    patterns: Sequence["URLPattern | URLResolver"], path: str = "", space: str = ""
) -> Iterator[tuple[str, str, "URLPattern"]]:
    from django.urls import URLResolver  # noqa: PLC0415 - the help must not wait

    for each in patterns:
        here = path + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each.url_patterns, here, inner)
        else:
            yield here, f"{space}{each.name or ''}", each
