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


def key_of(sheet: str, row: int, column: int) -> str:
    """Return the name of a cell in the whole form; ``row`` is counted from 0: ``B1!C5``."""
    return f"{sheet}!{letters_of(column)}{row + 1}"
