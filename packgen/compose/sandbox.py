"""The sandbox that templates and reports run in: what they may use, and how much of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any, Final

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateRuntimeError,
    nodes,
    pass_environment,
)
from jinja2.filters import make_attrgetter, sync_do_slice
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST: Final = 1_000_000
"""How long a paper's text may be, and any text on its way to it."""
TOO_LONG: Final = f"makes a text of more than {LONGEST:,} characters"
_LARGEST: Final = 10**18
_MOST_TURNS: Final = 1_000_000
_MOST_MADE: Final = 20 * LONGEST
_MOST_SLICES: Final = 1_000
FILTERS: Final = frozenset(
    {"abs", "capitalize", "count", "default", "d", "first", "float", "groupby", "int", "join"}
    | {"last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse"}
    | {"round", "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim"}
    | {"unique", "upper"}
)
"""The filters that a text may use."""
_GLOBALS: Final = frozenset({"range", "namespace"})
_METHODS: Final = frozenset(
    {"capitalize", "casefold", "endswith", "lower", "split", "startswith", "strip", "title"}
    | {"upper", "lstrip", "rstrip", "removeprefix", "removesuffix", "items", "keys", "values"}
)


class Refused(TemplateRuntimeError):
    """What a text asks for is not to be had; said in words, for the line that asks."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's own sandbox, in which nothing runs, and no text and no number grows, without end.

    One environment is for one rendering at a time: its turns of loops and macros are counted.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=StrictUndefined, **options)
        self._turns = self._made = 0
        self.filters = {name: self.filters[name] for name in sorted(FILTERS)}
        self.filters |= {name: _of_text(self.filters[name]) for name in sorted(_OF_TEXT)}
        self.filters |= {"join": _join, "slice": _slice, "sum": _sum}
        self.globals = {name: self.globals[name] for name in sorted(_GLOBALS)}

    def renew(self) -> None:
        """Counts anew, for another rendering."""
        self._turns = self._made = 0

    def turn(self) -> None:
        """Counts a turn of a loop or a call of a macro. Raises TemplateRuntimeError at the last."""
        self._turns += 1
        if self._turns > _MOST_TURNS:
            raise TemplateRuntimeError(f"takes more than {_MOST_TURNS:,} turns")

    def made(self, text: str) -> str:
        """Counts the characters of every text made on the way. Raises TemplateRuntimeError."""
        self._made += len(text)
        if self._made > _MOST_MADE:
            raise TemplateRuntimeError(f"makes texts of more than {_MOST_MADE:,} characters in all")
        return text

    def strung(self, *parts: object) -> str:
        """What ``~`` makes of values."""
        return self.made(_bounded(map(text_of, parts)))

    def paired(self, *items: object) -> dict[object, object]:
        """What ``{a: b, c: d}`` makes."""
        self.listed(*items)
        return dict(zip(items[::2], items[1::2], strict=True))

    def call(self, context: Context, obj: Any, *args: Any, **named: Any) -> Any:
        """A call of what may be called; a text that it makes is counted."""
        found = super().call(context, obj, *args, **named)
        return self.made(found) if isinstance(found, str) else found

    def listed(self, *items: object) -> list[object]:
        """What ``[a, b]`` makes; a list in a list could grow without end."""
        if any(isinstance(item, list | tuple | dict) for item in items):
            raise TemplateRuntimeError("puts lists into a list")
        return list(items)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A sum, product, power or remainder, if it is of a sensible size."""
        sizes = [len(x) if isinstance(x, Sized) else 0 for x in (left, right)]
        if operator == "%" and isinstance(left, str):
            raise TemplateRuntimeError("% does not put values into a text here: use {{ }}")
        if operator == "*" and any(sizes):
            many = right if sizes[0] else left
            sizes = [sum(sizes) * many] if isinstance(many, int) else sizes
        if sum(sizes) > LONGEST:
            raise TemplateRuntimeError(TOO_LONG)
        if not any(sizes) and (operator == "**" or _is_large(left) or _is_large(right)):
            raise TemplateRuntimeError("reckons with powers or with numbers that are too large")
        found = super().call_binop(context, operator, left, right)
        return self.made(found) if isinstance(found, str) else found

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of a text's methods, those that make no long text of a short one."""
        if isinstance(obj, str) and attr not in _METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja2's own reading of a text, with a count in every loop and macro."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock)):
            turn = nodes.ExprStmt(_call("turn", [], loop.lineno), lineno=loop.lineno)
            loop.body.insert(0, turn.set_environment(self))  # type: ignore[attr-defined]
        _replace(tree)
        return tree.set_environment(self)  # type: ignore[return-value]


def _replace(node: nodes.Node) -> None:
    """Lists and strings of values are made by the sandbox's own methods."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            value[:] = [_replaced(item) for item in value]
        elif isinstance(value, nodes.Node):
            setattr(node, field, _replaced(value))
    for child in node.iter_child_nodes():
        _replace(child)


def _replaced(node: Any) -> Any:
    match node:
        case nodes.Concat(nodes=parts):
            return _call("strung", parts, node.lineno)
        case nodes.List(items=items):
            return _call("listed", items, node.lineno)
        case nodes.Dict(items=pairs):
            values = [each for pair in pairs for each in (pair.key, pair.value)]
            return _call("paired", values, node.lineno)
        case nodes.Tuple(items=items, ctx="load"):
            return _call("listed", items, node.lineno)
        case _:
            return node


def _call(method: str, values: list[nodes.Expr], line: int) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(method), values, [], None, None, lineno=line)


def _is_large(value: object) -> bool:
    return isinstance(value, int) and abs(value) > _LARGEST


def text_of(value: object) -> str:
    """A value -> its text. Raises TemplateRuntimeError for a list, and for what has no text."""
    if type(value).__str__ is object.__str__ and not isinstance(value, int | float):
        what = "a whole list" if isinstance(value, list | tuple | dict) else "what is no text"
        raise TemplateRuntimeError(f"prints {what}: name the part that is to be printed")
    return str(value)


def _bounded(parts: Iterable[str], between: str = "") -> str:
    found, length = [], 0
    for part in parts:
        length += len(part) + len(between)
        if length > LONGEST:
            raise TemplateRuntimeError(TOO_LONG)
        found.append(part)
    return between.join(found)


# --- filters --------------------------------------------------------------------------------

_OF_TEXT: Final = frozenset({"capitalize", "lower", "string", "title", "trim", "upper"})


def _of_text(make: Callable[..., str]) -> Callable[..., str]:
    """A filter that makes a text -> the same, counted."""

    @pass_environment
    def counted(environment: Sandbox, value: object, *more: object) -> str:
        return environment.made(make(text_of(value), *more))

    return counted


@pass_environment
def _join(
    environment: Sandbox, value: Iterable[object], d: object = "", attribute: str | None = None
) -> str:
    parts = map(text_of, _each(environment, value, attribute))
    return environment.made(_bounded(parts, text_of(d)))


@pass_environment
def _sum(environment: Sandbox, value: Iterable[object], attribute: str | None = None) -> Any:
    total: Any = 0
    for number in _each(environment, value, attribute):
        if isinstance(number, str | list | tuple | dict):
            raise TemplateRuntimeError("adds up what is no number")
        total += number
    return total


def _each(
    environment: Environment, value: Iterable[object], attribute: str | None
) -> Iterator[object]:
    if attribute is None:
        yield from value
    else:
        yield from map(make_attrgetter(environment, attribute), value)


def _slice(value: Any, slices: int) -> Iterator[list[object]]:
    if slices > _MOST_SLICES:
        raise TemplateRuntimeError(f"makes more than {_MOST_SLICES:,} slices")
    parts: Iterator[list[object]] = sync_do_slice(value, slices)
    return parts
