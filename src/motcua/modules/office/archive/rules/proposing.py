"""How alike two subjects are, so that a file may be proposed for a document."""

from motcua.foundation.text import fold

# Words that half of all subjects have say nothing about the matter.
_COMMON = frozenset(
    {
        *("ve", "viec", "v/v", "cua", "va", "cac", "cho", "trong", "tren", "dia", "ban", "tai"),
        *("theo", "den", "nam", "thang", "quy", "tuan", "ngay", "so", "bao", "cao", "ket", "qua"),
        *("thuc", "hien", "trien", "khai", "to", "chuc", "cong", "tac", "ho", "lieu"),
    }
)


def _words(text: str) -> frozenset[str]:
    words = {each.strip(".,;:()\"'“”–-") for each in fold(text).split()}
    return frozenset(words - _COMMON - {""})


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 how much of the shorter subject's own words stand in the other.

    Fewer than two own words tell nothing.
    """
    first, second = _words(one), _words(other)
    least = min(len(first), len(second))
    if least < 2:  # noqa: PLR2004 - one shared word is chance
        return 0.0
    return len(first & second) / least
