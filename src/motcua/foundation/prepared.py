"""Questions and writes whose words are put together once.

Django writes the SQL of a queryset anew each time it is asked: of a request with a dozen
statements that is half of the processor time. On the hot paths a question is built once, with
stand-ins for what changes, and asked with the values alone from then on. The rows come back as the
same models, with the same relations, as from the queryset it was built from.
"""

# ruff: noqa: SLF001 - done once is what Django does inside with each question

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators

M = TypeVar("M", bound=Model)
Rows = list[tuple[Any, ...]]
# Of each kind of value so many that no two stand-ins of a question are the same.
_STAND_INS: Mapping[type, Callable[[int], Any]] = {
    UUID: lambda nth: UUID(int=(0x5EED << 64) + nth),
    str: lambda nth: f"\x02stand-in {nth}\x03",
    date: lambda nth: date(1907, 1, 1 + nth),
    datetime: lambda nth: datetime(1907, 1, 1, nth, tzinfo=UTC),
    list: lambda nth: [UUID(int=(0x1157 << 64) + nth)],
}


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup[Any]):
    """``unit_id__any_of=[…]``: as ``in``, with the same words however many there are."""

    lookup_name = "any_of"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, Any]:  # noqa: ARG002 - Django's signature
        """Hand the list over as it is: the adapter makes an array of it."""
        return "%s", [list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override] # tuples or lists: Django takes both
        """Write the comparison."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = any({right})", [*left_params, *right_params]


@Field.register_lookup
class Shares(AnyOf):
    """``asked_units__shares=[…]``: two arrays have something in common, whatever its length."""

    lookup_name = "shares"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override] # as above
        """Write the comparison."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} && {right}", [*left_params, *right_params]


@dataclass(frozen=True, slots=True)
class _Words:
    """What was put together: the statement, and how its rows become models or tuples."""

    sql: str
    places: tuple[Callable[[Mapping[str, Any]], Any], ...]  # from what is given to each value
    make: Callable[[Rows], list[Any]]


class Prepared:
    """A question with names for what changes.

    ``build`` takes those names as keywords and returns a queryset of models or of ``values_list``
    tuples; ``kinds`` says of which type each is, a list being one of keys for ``any_of``. What
    ``build`` does must not depend on the values, and a sliced queryset keeps its limit.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._words: _Words | None = None

    def all(self, **given: Any) -> list[Any]:
        """Ask, and return the rows."""
        words = self._words or self._put_together()
        with connection.cursor() as cursor:
            cursor.execute(words.sql, [place(given) for place in words.places])
            rows = cursor.fetchall()
        return words.make(rows)

    def first(self, **given: Any) -> Any:
        """Ask, and return the first row or None."""
        found = self.all(**given)
        return found[0] if found else None

    def _put_together(self) -> _Words:
        kinds = self._kinds.items()
        given = {name: _STAND_INS[kind](nth) for nth, (name, kind) in enumerate(kinds)}
        asked = self._build(**given)
        compiler: Any = asked.query.get_compiler(using=asked.db)
        sql, params = compiler.as_sql()
        places = tuple(_place(each, given) for each in params)
        _require_all(given, params)
        self._words = _Words(sql=sql, places=places, make=_maker(asked, compiler))
        return self._words


def _require_all(stand_ins: Mapping[str, Any], params: Sequence[Any]) -> None:
    """Refuse a question that lost a stand-in or wrapped it: it would ask for the stand-in for ever.

    Raises:
        ValueError: A lookup took what is given apart, changed it, or left it out.
    """
    for name, stand_in in stand_ins.items():
        if not any(value in (stand_in, [stand_in]) for value in params):
            raise ValueError(f"{name} does not stand in the statement as it is given")
        if isinstance(stand_in, str) and any(
            isinstance(value, str) and stand_in in value and value != stand_in for value in params
        ):
            raise ValueError(f"{name} is wrapped into other words in the statement")


def _place(value: Any, stand_ins: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """Return where a value of the statement comes from: something given, or always the same."""
    for name, stand_in in stand_ins.items():
        if value == stand_in and type(value) is type(stand_in):
            return itemgetter(name)
        if value == [stand_in]:
            return lambda given: [given[name]]
        if isinstance(stand_in, list) and value in stand_in:
            raise ValueError(f"{name} is taken apart in the statement: its length would be fixed")
    return lambda _given: value


def _maker(asked: QuerySet[Any, Any], compiler: Any) -> Callable[[Rows], list[Any]]:
    """Return what Django's own iteration does with rows, its preparations done already."""
    converters = compiler.get_converters([each for each, _sql, _alias in compiler.select])

    def converted(rows: Rows) -> Any:
        return compiler.apply_converters(rows, converters) if converters else rows

    if asked._iterable_class is not ModelIterable:
        return lambda rows: [tuple(row) for row in converted(rows)]
    known, using = compiler.klass_info, asked.db
    model = cast("type[Model]", known["model"])
    start, end = known["select_fields"][0], known["select_fields"][-1] + 1
    names = [each[0].target.attname for each in compiler.select[start:end]]
    relations = get_related_populators(known, compiler.select, using)  # type: ignore[call-arg] # the stubs are of Django 6
    notes = list(compiler.annotation_col_map.items())

    def make(rows: Rows) -> list[Any]:
        found = []
        for row in converted(rows):
            one = model.from_db(using, names, row[start:end])
            for relation in relations:
                relation.populate(row, one)
            for name, place in notes:
                setattr(one, name, row[place])
            found.append(one)
        return found

    return make


# --------------------------------------------------------------------------------- writes
_inserts: dict[tuple[type[Model], int], str] = {}


def insert(*rows: Model, also: tuple[str, Sequence[Any]] = ("", ())) -> None:
    """Write new rows, of one model or of several, in one statement.

    Args:
        also: Words of one more write with its values, for the same statement.
    """
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    parts = [_insert_words(model, len(some)) for model, some in by_model.items()]
    params = [value for some in by_model.values() for row in some for value in _values(row)]
    if also[0]:
        parts, params = [*parts, also[0]], [*params, *also[1]]
    named = [f"part{nth} as ({part})" for nth, part in enumerate(parts[:-1])]
    with connection.cursor() as cursor:
        cursor.execute(f"with {', '.join(named)} {parts[-1]}" if named else parts[0], params)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _insert_words(model: type[Model], amount: int) -> str:
    words = _inserts.get((model, amount))
    if words is None:
        columns = [str(field.column) for field in model._meta.local_concrete_fields]
        row = f"({', '.join(['%s'] * len(columns))})"
        quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
        table = connection.ops.quote_name(model._meta.db_table)
        words = f"insert into {table} ({quoted}) values {', '.join([row] * amount)}"  # noqa: S608 - our own names
        _inserts[model, amount] = words
    return words


def _values(row: Model) -> list[Any]:
    """Return a row's values as the database takes them."""
    return [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in row._meta.local_concrete_fields
    ]
