"""The `motcua` command: one door for whoever operates the house."""

import os
import sys
from importlib import import_module

import click

COMMANDS = {  # name: module that holds a command of the same name (dashes become underscores)
    "audit": "audit",
    "backup": "state",
    "demo": "demo",
    "django": "django",
    "due": "due",
    "edxml": "edxml",
    "exchange": "exchange",
    "figures": "figures",
    "import": "imports",
    "live": "demo",
    "migrate": "server",
    "push": "server",
    "reference": "reference",
    "rehearse": "rehearse",
    "restore": "state",
    "search": "search",
    "sensors": "sensors",
    "serve": "server",
    "simulate": "simulate",
    "verify": "verify",
    "worker": "worker",
}


class LazyGroup(click.Group):
    """A group that loads a command's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the base gives it
        return sorted(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - the base gives it
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        command = getattr(module, "import_" if cmd_name == "import" else cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="motcua")
def main() -> None:
    r"""Một Cửa: one door to a local administration.

    \b
    First steps:
      motcua demo                       a living demo city on this machine
      motcua due --from 2024-02-07T09:00 --limit "5 working_day"
      motcua verify FILE.pdf            is this paper genuine?

    The database is an embedded PostgreSQL unless DATABASE_URL names another.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")


def ready() -> None:
    """Start the embedded server if it is the one in use, and load Django.

    Every command that touches the database calls this first.
    """
    import django  # noqa: PLC0415 - the help must not wait for Django

    from motcua.project import embedded  # noqa: PLC0415

    if not os.environ.get("DATABASE_URL"):
        try:
            embedded.ensure_running()
        except embedded.ServerFailed as error:
            raise click.ClickException(str(error)) from error
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
