"""Frozen records as tables: the fields of a dataclass are the columns.

`str` becomes VARCHAR, `int` BIGINT (INTEGER for a few small ones), `Decimal` DECIMAL(18,6),
`date` DATE, `datetime` TIMESTAMP, `bool` BOOLEAN; `| None` and `Literal` do not matter.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

_SMALL = frozenset({"year", "line", "ordinal", "position", "valid_from", "valid_to"})
_ARROW: Mapping[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    Decimal: pa.decimal128(18, 6),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
}
_SQL: Mapping[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.decimal128(18, 6): "DECIMAL(18,6)",
    pa.date32(): "DATE",
    pa.timestamp("us"): "TIMESTAMP",
}


@cache
def schema(record: type) -> pa.Schema:
    """Return the columns of a dataclass of records.

    Raises:
        TypeError: if a field has a type that no column is made for.
    """
    hints = get_type_hints(record)
    return pa.schema([(f.name, _column_type(f.name, hints[f.name])) for f in fields(record)])


def column_definitions(record: type) -> str:
    """Return the columns as SQL, for CREATE TABLE."""
    return ", ".join(f'"{column.name}" {_SQL[column.type]}' for column in schema(record))


def to_arrow(record: type, rows: Iterable[Any]) -> pa.Table:
    """Return records of one class as a table; no rows give an empty one."""
    rows = tuple(rows)
    columns = schema(record)
    return pa.Table.from_arrays(
        [pa.array([getattr(row, c.name) for row in rows], c.type) for c in columns],
        schema=columns,
    )


def _column_type(name: str, hint: Any) -> pa.DataType:
    if get_origin(hint) in (Union, types.UnionType):
        [hint] = [option for option in get_args(hint) if option is not type(None)]
    if get_origin(hint) is Literal:
        hint = type(get_args(hint)[0])
    if hint is int and name in _SMALL:
        return pa.int32()
    try:
        return _ARROW[hint]
    except KeyError:
        raise TypeError(f"no column type for field {name}: {hint}") from None
