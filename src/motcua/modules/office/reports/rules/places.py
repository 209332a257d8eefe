"""Where a cell is: letters for the column, a number for the row, before it perhaps the sheet."""

_LETTERS = 26


def letters_of(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Return the column, counted from 0, of its letters."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def key_of(sheet: str, row: int, column: int, line: str = "") -> str:
    """Return the name of a cell in the whole form; ``row`` is counted from 0: ``B1!C5``.

    A cell of a line has the name of its field behind it: ``B1!C5@Hộ tịch``.
    """
    return key_of_line(f"{sheet}!{letters_of(column)}{row + 1}", line)


def key_of_line(key: str, line: str) -> str:
    """Return the name of a cell in a line of its row."""
    return f"{key}@{line}" if line else key


def parted(key: str) -> tuple[str, str]:
    """Return the name of a cell without its line, and the line; empty where there is none."""
    cell, _at, line = key.partition("@")
    return cell, line
