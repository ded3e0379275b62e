"""Makes a value of any shape: every field filled, or random; and takes refusals."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect as mi

from controlroom.domain.errors import WireError

INT64 = 2**63 - 1


def filled(kind: object) -> list[Any]:
    """Return values of a type that between them fill every field of every variant."""
    return _filled(mi.type_info(kind))


def anything(kind: object) -> st.SearchStrategy[Any]:
    """Return a strategy for values of a type, hostile text and numbers included."""
    return _strategy(mi.type_info(kind))


def refusal(decode: Callable[..., object], *arguments: object) -> str:
    """Return the line of a `WireError`, or nothing; any other error is a failure."""
    try:
        decode(*arguments)
    except WireError as error:
        return str(error)
    return ""


def _filled(info: mi.Type) -> list[Any]:
    match info:
        case mi.StructType():
            return _filled_struct(info)
        case mi.UnionType():
            return [value for part in info.types for value in _filled(part)]
        case mi.VarTupleType():
            return [tuple(_filled(info.item_type))]
        case mi.TupleType():
            return [tuple(_filled(part)[0] for part in info.item_types)]
        case mi.ListType():
            return [_filled(info.item_type)]
        case mi.DictType():
            keys = _filled(info.key_type)
            return [dict.fromkeys(keys, value) for value in _filled(info.value_type)]
        case mi.LiteralType():
            return list(info.values)
        case _:
            return [_SIMPLE[type(info)]]


_SIMPLE: dict[type[mi.Type], Any] = {
    mi.StrType: "Ängel <b>7</b> \x07",
    mi.IntType: 12,
    mi.FloatType: 54.75,
    mi.BoolType: True,
    mi.BytesType: b"\x00\xff",
    mi.NoneType: None,
}


def _filled_struct(info: mi.StructType) -> list[Any]:
    columns = {field.name: _filled(field.type) for field in info.fields}
    most = max((len(values) for values in columns.values()), default=1)
    return [
        info.cls(**{name: values[n % len(values)] for name, values in columns.items()})
        for n in range(most)
    ]


def _strategy(info: mi.Type) -> st.SearchStrategy[Any]:
    match info:
        case mi.StructType():
            return st.builds(
                info.cls, **{f.name: _strategy(f.type) for f in info.fields}
            )
        case mi.UnionType():
            return st.one_of(*(_strategy(part) for part in info.types))
        case mi.VarTupleType():
            return st.lists(_strategy(info.item_type), max_size=3).map(tuple)
        case mi.TupleType():
            return st.tuples(*(_strategy(part) for part in info.item_types))
        case mi.ListType():
            return st.lists(_strategy(info.item_type), max_size=3)
        case mi.DictType():
            return st.dictionaries(
                _strategy(info.key_type), _strategy(info.value_type), max_size=3
            )
        case mi.LiteralType():
            return st.sampled_from(list(info.values))
        case _:
            return _simple(info)


def _simple(info: mi.Type) -> st.SearchStrategy[Any]:
    match info:
        case mi.StrType():
            length = 40 if info.max_length is None else info.max_length
            return st.text(min_size=info.min_length or 0, max_size=min(length, 40))
        case mi.IntType():
            return st.integers(_least(info), _most(info))
        case mi.FloatType():
            if info.ge is None and info.gt is None:
                return st.floats(allow_nan=False)
            low = info.ge if info.ge is not None else info.gt
            return st.floats(low, info.le, exclude_min=info.gt is not None)
        case mi.BytesType():
            return st.binary(max_size=20)
        case mi.BoolType():
            return st.booleans()
        case mi.NoneType():
            return st.none()
        case _:
            raise AssertionError(info)


def _least(info: mi.IntType) -> int:
    return -INT64 if info.ge is None else info.ge


def _most(info: mi.IntType) -> int:
    return INT64 if info.le is None else info.le


def kind_of(value: object) -> str:
    """Return the tag of a tagged value, or the name of its type."""
    config = getattr(type(value), "__struct_config__", None)
    return str(getattr(config, "tag", None) or type(value).__name__)
