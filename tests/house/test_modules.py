"""Every module can be read, and what its manifest names is there."""

from collections import Counter
from importlib import import_module

import pytest
from django.template.loader import get_template
from django.urls import reverse

from motcua.foundation import modules

LINES_OF_A_README = 5
CONFIGS = [pytest.param(config, id=config.label) for config in modules.installed()]


@pytest.mark.parametrize("config", CONFIGS)
def test_a_module_says_what_it_is_for(config, module_folders):
    readme = module_folders[config.label] / "README.md"

    assert len([line for line in readme.read_text().splitlines() if line.strip()]) >= (
        LINES_OF_A_README
    )


@pytest.mark.parametrize("config", CONFIGS)
def test_what_a_manifest_names_is_there(config):
    manifest = config.manifest
    if manifest.urls:
        assert import_module(manifest.urls).urlpatterns
    menus = [manifest.extra.get(name, []) for name in ("public_navigation", "account_navigation")]
    for item in [*manifest.navigation, *(item for menu in menus for item in menu)]:
        assert item.url.startswith("/") or reverse(item.url)
        assert str(item.title)
    assert all(callable(line.handler) for line in manifest.listens)
    assert all(callable(entry.run) for entry in manifest.schedule)
    assert manifest.demo is None or callable(manifest.demo)


@pytest.mark.parametrize("config", CONFIGS)
def test_templates_of_a_module_can_be_read(config, module_folders):
    folder = module_folders[config.label] / "templates"
    for file in sorted(folder.rglob("*.html")):
        name = file.relative_to(folder).as_posix()
        assert name.split("/")[0] in {config.label, *LIBRARIES}, name
        get_template(name)


# Folders in which a module dresses the templates of a library.
LIBRARIES = {"account", "allauth", "mfa", "socialaccount"}


def test_codes_of_rights_are_unique_and_named_after_their_module():
    rights = [
        (config, right) for config in modules.installed() for right in config.manifest.permissions
    ]
    codes = Counter(right.code for _config, right in rights)

    assert not [code for code, count in codes.items() if count > 1]
    assert not [
        right.code for config, right in rights if not right.code.startswith(f"{config.label}.")
    ]


def test_every_right_has_a_role_that_is_known():
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - needs Django

    known = set(organisation.Role.values)

    assert not [
        right.code
        for right in modules.permissions().values()
        if not {str(role) for role in right.roles} <= known
    ]


def test_what_needs_a_right_names_one_that_a_manifest_has():
    known = modules.permissions()

    assert not [
        str(item.title)
        for config in modules.installed()
        for item in config.manifest.navigation
        if item.needs and known.get(item.needs.code) is not item.needs
    ]
