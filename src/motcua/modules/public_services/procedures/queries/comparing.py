"""What a version changed."""

from ..rules import contents
from ..types import Difference, VersionInfo


def differences(before: VersionInfo, after: VersionInfo) -> tuple[Difference, ...]:
    """Return the fields in which two versions differ, in plain words on both sides."""
    return contents.differences(contents.to_json(before), contents.to_json(after))
