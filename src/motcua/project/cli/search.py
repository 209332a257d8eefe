"""Build what can be found anew."""

import time

import click

from . import ready


@click.group()
def search() -> None:
    """Keep the index of the search."""


@search.command()
@click.argument("kinds", nargs=-1)
def rebuild(kinds: tuple[str, ...]) -> None:
    """Build the index of these KINDS anew from what their modules hold, of all kinds if none.

    People go on searching meanwhile: they find the old or the new. What no module holds any more
    is forgotten at the end.
    """
    ready()
    from motcua.kernel.search import api  # noqa: PLC0415 - Django must be up

    known = api.registered()
    if unknown := sorted(set(kinds) - set(known)):
        raise click.ClickException(f"Unknown: {', '.join(unknown)}. Known: {', '.join(known)}.")
    for kind in kinds or known:
        begun = time.perf_counter()
        count = api.rebuild(kind)
        click.echo(f"{kind}: {count} documents in {time.perf_counter() - begun:.1f} s")
