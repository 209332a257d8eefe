"""What is under version control is ours, and says nothing of the machine it was written on."""

import re

# Put together here, lest this file be found by its own search.
MACHINE_PATHS = [
    re.compile(rf"(?<![\w./-])/{name}(?=/|\b(?!-))") for name in ("wo" + "rk", "ro" + "ot")
]
REGISTRIES = [
    "pypi." + "org/simple",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
    "index" + "-url",
]
BINARY = {".png", ".jpg", ".jpeg", ".xlsx", ".pdf", ".ico", ".mo"}
NOT_OURS = re.compile(
    r"\.min\.(js|css)$|\.(woff2?|ttf|otf|eot|whl|jar|map)$|(^|/)(vendor|node_modules)/"
)
LARGEST = 3_000_000


def texts(tracked):
    for path in tracked:
        if path.suffix not in BINARY:
            yield path, path.read_text()


def test_no_third_party_file_is_committed(tracked):
    assert not [str(path) for path in tracked if NOT_OURS.search(path.as_posix())]
    assert not [str(path) for path in tracked if "/static/build/" in path.as_posix()]


def test_no_file_is_very_large(tracked):
    assert not [str(path) for path in tracked if path.stat().st_size > LARGEST]


def test_no_registry_is_named(tracked):
    assert not [
        f"{path.name}: {host}"
        for path, text in texts(tracked)
        for host in REGISTRIES
        if host in text and path.name != "Makefile"  # its lock target leaves the address out
    ]


def test_no_path_of_a_machine_is_named(tracked):
    assert not [
        f"{path.name}: {line.strip()[:120]}"
        for path, text in texts(tracked)
        for line in text.splitlines()
        if any(pattern.search(line) for pattern in MACHINE_PATHS)
    ]


def test_every_migration_has_a_name_that_says_what_it_does(tracked):
    assert not [
        str(path)
        for path in tracked
        if path.parent.name == "migrations" and re.search(r"_auto_|_alter_\w+_and_more", path.name)
    ]
