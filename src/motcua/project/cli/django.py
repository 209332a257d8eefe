"""The door to Django's own commands."""

import click

from . import ready


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Run a command of Django, such as `motcua django makemigrations`."""
    ready()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after ready()

    execute_from_command_line(["motcua django", *arguments])
