"""Where templates run: no files, no code, no network, and an end to everything.

Jinja's sandbox keeps templates away from Python's internals. What it leaves open is size and
time, so loops, calls, includes and texts are counted here, and only what a memo needs is offered.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape, soft_str

from briefing.errors import BriefingError, TemplateError
from briefing.memo.words import fill

STEPS = 5_000_000
"""Rounds of loops, calls and includes that one rendering may take."""
TEXT = 1_000_000
"""Code points of a text that a template may build, and items of a list."""
OUTPUT = 256 * 2**20
"""Code points that one rendering may write."""

_FILTERS = frozenset(
    {"abs", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "items"}
    | {"last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select"}
    | {"selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper"}
)
_TEXT_METHODS = frozenset(
    {"capitalize", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split", "startswith", "strip", "title", "upper"}
)
_ANSWERS = 1_000
"""Attributes, by type of object, of which is remembered whether templates may have them."""

_SIZED = (str, list, tuple)

_spent: ContextVar[list[int]] = ContextVar("_spent")


def _spend(steps: int = 0, output: int = 0) -> None:
    spent = _spent.get()
    spent[0] += steps
    spent[1] += output
    if spent[0] > STEPS:
        raise SecurityError(f"the template takes more than {STEPS:,} steps")
    if spent[1] > OUTPUT:
        raise SecurityError(f"the template writes more than {OUTPUT:,} characters")


def _counted(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _spend(steps=1)
        yield item


def _bounded(value: Any) -> Any:
    if isinstance(value, _SIZED) and len(value) > TEXT:
        raise SecurityError(f"the template builds a value of more than {TEXT:,} parts")
    return value


def _join(items: Iterable[Any], between: str = "") -> str:
    """Jinja's `join` filter, which would build any size."""
    parts = [soft_str(part) if hasattr(part, "__html__") else str(part) for part in _counted(items)]
    if sum(map(len, parts)) + len(between) * len(parts) > TEXT:
        raise SecurityError(f"the template builds a value of more than {TEXT:,} parts")
    if any(isinstance(part, Markup) for part in parts):
        return escape(between).join(parts)
    return between.join(parts)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers: dict[tuple[type, str], bool] = {}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator in ("**", "%") and not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"`{operator}` is for whole numbers only")
        if operator == "**" and left.bit_length() * abs(right) > 64:
            raise SecurityError("the power is too large")
        if operator == "*":
            left_size, right_size = (len(one) if isinstance(one, _SIZED) else abs(one) for one in (left, right))
            sized = isinstance(left, _SIZED) or isinstance(right, _SIZED)
            if left_size * right_size > (TEXT if sized else 2**63):
                raise SecurityError("the product is too large")
        return _bounded(super().call_binop(context, operator, left, right))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        # Jinja tells by the object's type alone, at length; a page asks some thousand times.
        asked = (type(obj), attr)
        if asked not in self._answers:
            if len(self._answers) >= _ANSWERS:  # a template can make up names
                self._answers.clear()
            self._answers[asked] = super().is_safe_attribute(obj, attr, value)
        return self._answers[asked]

    def call(self, *args: Any, **kwargs: Any) -> Any:
        _spend(steps=1)
        return super().call(*args, **kwargs)

    def _load_template(self, name: str, globals: Any) -> Template:
        _spend(steps=1)
        return super()._load_template(name, globals)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        for switch in source.find_all(nodes.ScopedEvalContextModifier):
            raise TemplateSyntaxError("escaping cannot be switched off", switch.lineno, name, filename)
        # The two constructs of the language that take no name we could replace: loops, and the
        # values that `set` keeps.
        for loop in source.find_all(nodes.For):
            loop.iter = _wrapped(loop.iter, _COUNTED)
        for assignment in source.find_all(nodes.Assign):
            assignment.node = _wrapped(assignment.node, _BOUNDED)
        return super()._generate(source, name, filename, defer_init)


# No template can write these names: they are not identifiers.
_COUNTED = "(counted)"
_BOUNDED = "(bounded)"


def _wrapped(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=node.environment)


def environment(
    source: Callable[[str], tuple[str, str]],
    *,
    filters: Mapping[str, Callable[..., Any]],
    autoescape: bool,
    finalize: Callable[[Any], Any] = lambda value: value,
) -> ImmutableSandboxedEnvironment:
    """An environment whose templates come from `source` alone.

    `source` gives a template's text and the place to name in errors, or raises `TemplateError`.
    `finalize` is applied to all that a template puts out, before it is escaped.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]]:
        text, place = source(name)
        return text, place, lambda: True

    def finished(value: Any) -> Any:
        value = finalize(value)
        if isinstance(value, str):
            _spend(output=len(value))
        return value

    made = _Environment(
        loader=FunctionLoader(load),
        autoescape=autoescape,
        undefined=StrictUndefined,
        finalize=finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=50,
    )
    made.filters = {name: made.filters[name] for name in sorted(_FILTERS)}
    made.filters |= {"fill": fill, "join": _join, _COUNTED: _counted, _BOUNDED: _bounded, **filters}
    made.globals = {"range": made.globals["range"], "namespace": made.globals["namespace"]}
    return made


def draw(made: ImmutableSandboxedEnvironment, name: str, /, **values: Any) -> str:
    """What the template called `name` writes. Raises `TemplateError`, with file and line."""
    token = _spent.set([0, 0])
    try:
        return made.get_template(name).render(**values)
    except BriefingError:
        raise
    except TemplateNotFound as error:
        raise TemplateError(f"there is no template “{error.name}”", where=name) from error
    except TemplateSyntaxError as error:
        raise TemplateError(str(error.message), where=f"{error.filename or name}, line {error.lineno}") from error
    except RecursionError as error:
        raise TemplateError("the template calls itself without end", where=_place(error, name)) from error
    except MemoryError as error:
        raise TemplateError("the template builds more than fits in memory", where=_place(error, name)) from error
    except Exception as error:  # a template can raise anything that an expression can
        raise TemplateError(f"{error}" or type(error).__name__, where=_place(error, name)) from error
    finally:
        _spent.reset(token)


def _place(error: BaseException, name: str) -> str:
    """The innermost template file and line that an error came through."""
    place, step = name, error.__traceback__
    while step is not None:
        # Jinja gives the frames of a template its file name and the lines of its source.
        if "__jinja_template__" in step.tb_frame.f_globals or step.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{step.tb_frame.f_code.co_filename}, line {step.tb_lineno}"
        step = step.tb_next
    return place
