"""A module's source as mypyc translates it best. What it does stays the same.

Records lose `frozen` and `slots`: mypyc's classes have slots anyway, and cannot be frozen. They
get an `__init__` that is written out, because the one that `dataclass` makes is no source that
could be translated. Constants are declared final, so that they need not be looked up.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")


def native(source: str) -> str:
    """Return the source of a module for mypyc."""
    if "# type: ignore" in source:
        return source  # a comment, which would be lost
    tree = ast.parse(source)
    _declare_constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            _write_out(node)
    return ast.unparse(ast.fix_missing_locations(tree))


def _declare_constants(tree: ast.Module) -> None:
    bound = Counter(
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    found = False
    for place, node in enumerate(tree.body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name) as target], value=value):
                declared = ast.AnnAssign(target, ast.Name("Final"), value, 1)
            case ast.AnnAssign(target=ast.Name(id=name) as target, value=ast.expr() as value):
                kind = ast.Subscript(ast.Name("Final"), node.annotation)
                declared = ast.AnnAssign(target, kind, value, 1)
            case _:
                continue
        if _CONSTANT.fullmatch(name) and bound[name] == 1 and not _is_a_type(value):
            tree.body[place] = declared
            found = True
    if found:
        tree.body.insert(_after_future(tree), ast.parse("from typing import Final").body[0])


def _is_a_type(value: ast.expr) -> bool:
    """Tell names of types (`Counts = tuple[int, ...]`), which are no constants."""
    return isinstance(value, ast.Subscript | ast.BinOp) and not any(
        isinstance(node, ast.Constant | ast.Call) for node in ast.walk(value)
    )


def _after_future(tree: ast.Module) -> int:
    """Return the place behind the docstring and the imports from the future."""
    for place, node in enumerate(tree.body):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            return place
    return len(tree.body)


def _write_out(node: ast.ClassDef) -> None:
    for place, decorator in enumerate(node.decorator_list):
        name = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(name, ast.Name) and name.id == "dataclass":
            given = {
                keyword.arg: ast.literal_eval(keyword.value)
                for keyword in (decorator.keywords if isinstance(decorator, ast.Call) else ())
            }
            node.decorator_list[place] = _decorator(given)
            after = any(getattr(part, "name", "") == "__post_init__" for part in node.body)
            node.body.append(_init(list(_fields(node)), after))


def _decorator(given: dict[str | None, object]) -> ast.expr:
    """Return what makes the class equal, hashable and listable as before, without slots."""
    compared = given.pop("eq", True)
    frozen = given.pop("frozen", False)
    given.pop("slots", None)
    if given:
        raise ValueError(f"dataclass({given}) is not known here: see native.py")
    words = ["init=False"]
    if not compared:
        words.append("eq=False")
    elif frozen:
        words.append("unsafe_hash=True")
    return ast.parse(f"dataclass({', '.join(words)})", mode="eval").body


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield each field's name, type, default and value, as they are written."""
    for part in node.body:
        if not isinstance(part, ast.AnnAssign) or not isinstance(part.target, ast.Name):
            continue
        name, kind, default = part.target.id, ast.unparse(part.annotation), part.value
        if not (isinstance(default, ast.Call) and ast.unparse(default.func) == "field"):
            yield name, kind, ast.unparse(default) if default else None, name
            continue
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in default.keywords}
        if "default_factory" in given:
            made = f"{given['default_factory']}() if {name} is None else {name}"
            yield name, f"{kind} | None", "None", made
        else:
            yield name, kind, given.get("default"), name


def _init(fields: list[tuple[str, str, str | None, str]], after: bool) -> ast.FunctionDef:
    parameters = "".join(
        f", {name}: {kind}" + (f" = {default}" if default is not None else "")
        for name, kind, default, _ in fields
    )
    lines = [f"    self.{name} = {value}" for name, _, _, value in fields]
    if after:
        lines.append("    self.__post_init__()")
    [made] = ast.parse("\n".join([f"def __init__(self{parameters}) -> None:", *lines])).body
    assert isinstance(made, ast.FunctionDef)
    return made
