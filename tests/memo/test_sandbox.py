"""The sandbox: templates draw, and can do nothing else."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from briefing.errors import TemplateError
from briefing.memo import sandbox

Draw = Callable[..., str]


def drawn(text: str, *, autoescape: bool = True, others: dict[str, str] | None = None, **values: Any) -> str:
    """What a template writes; `others` are templates that it may name."""
    files = {"t.j2": text, **(others or {})}

    def source(name: str) -> tuple[str, str]:
        if name not in files:
            raise TemplateError(f"the look has no file “{name}”")
        return files[name], f"/looks/mine/{name}"

    return sandbox.draw(sandbox.environment(source, filters={}, autoescape=autoescape), "t.j2", **values)


def test_a_template_places_and_loops() -> None:
    assert drawn("{% for n in items %}{{ loop.index }}:{{ n }} {% endfor %}", items=("a", "b")) == "1:a 2:b "


def test_the_gaps_of_a_wording_are_filled() -> None:
    assert drawn("{{ 'Page {n} of {all}'|fill(n=1, all=2) }}") == "Page 1 of 2"


def test_values_are_escaped() -> None:
    assert drawn("{{ x }} {{ [x, y]|join(x) }}", x="<", y=Markup("<b>")) == "&lt; &lt;&lt;<b>"


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ x.__class__.__mro__ }}",
        "{{ x['__class__'] }}",
        "{{ ''['__cla' ~ 'ss__'] }}",
        "{{ x|attr('__class__') }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ '%s' % x }}",
        "{{ '{a.__class__}'|fill(a=x) }}",
        "{{ '{a[0]}'|fill(a=x) }}",
        "{{ '{a!r}'|fill(a=x) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ x.__setattr__('a', 1) }}",
        "{{ items.append(1) }}",
        "{{ items.__len__() }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../secret.j2' %}",
        "{% import 'os' as os %}",
        "{% extends 'file:///etc/passwd' %}",
        "{{ x|safe }}",
        "{{ x|e }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{{ missing }}",
        "{{ x.missing }}",
    ],
)
def test_what_reaches_out_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        drawn(text, x="text", items=[1])


def test_what_templates_may_ask_of_one_kind_of_object_says_nothing_of_another() -> None:
    class Shelf:
        append = "a book"

    text = "{{ shelf.append }}{% if items %}{{ items.append(1) }}{% endif %}"
    assert drawn(text, shelf=Shelf(), items=[]) == "a book"
    with pytest.raises(TemplateError, match="unsafe"):
        drawn(text, shelf=Shelf(), items=[0])


def test_names_that_a_template_makes_up_are_not_remembered_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_ANSWERS", 2)
    text = "{% for _ in range(3) %}{{ x.real }}{{ x.imag }}{{ x.numerator }}{% endfor %}"
    assert drawn(text, x=1) == "101" * 3


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(10**9) %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% include 't.j2' %}",
        "{% set n = ns.n - 1 %}{% set ns.n = n %}{% for i in [1, 2] %}{% include 't.j2' %}{% endfor %}",
        "{{ 'a' * 10**10 }}",
        "{{ 'a' * 9999999 }}",
        "{{ [1] * 9999999 }}",
        "{{ 9**(9**9) }}",
        "{% set n = n * n %}" * 40,
        "{% set x = x ~ x %}" * 40 + "{{ x|length }}",
        "{% set x = x + x %}" * 40 + "{{ x|length }}",
        "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        "{% set x = (x, x, x, x)|join(x) %}" * 40,
        "{{ 'a'.center(10**10) }}",
        "{{ 'a'|center(10**10) }}",
        "{{ x|indent(10**10) }}",
        "{{ [1]|batch(10**10, 0) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ '{a:>1000000000}'|fill(a=1) }}",
    ],
)
def test_a_template_that_would_not_end_ends(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 100_000)
    monkeypatch.setattr(sandbox, "OUTPUT", 10_000_000)
    began = time.process_time()
    with pytest.raises(TemplateError):
        drawn(text, x="x" * 1000, ns={"n": 60}, n=3)
    assert time.process_time() - began < 5


def test_a_fault_of_syntax_names_file_and_line() -> None:
    with pytest.raises(TemplateError, match=r"^/looks/mine/t\.j2, line 2: "):
        drawn("fine\n{% for %}")


def test_a_fault_in_drawing_names_file_and_line() -> None:
    with pytest.raises(TemplateError, match=r"^/looks/mine/t\.j2, line 3: division by zero"):
        drawn("fine\nfine\n{{ 1 / 0 }}")


def test_a_fault_in_an_included_file_names_that_file() -> None:
    with pytest.raises(TemplateError, match=r"^/looks/mine/part\.j2, line 2: 'nobody' is undefined"):
        drawn("\n\n\n{% include 'part.j2' %}", others={"part.j2": "\n{{ nobody }}"})


def test_a_fault_of_syntax_in_an_included_file_names_that_file() -> None:
    with pytest.raises(TemplateError, match=r"^/looks/mine/part\.j2, line 1: "):
        drawn("{% include 'part.j2' %}", others={"part.j2": "{% if %}"})


def test_a_missing_template_is_told() -> None:
    with pytest.raises(TemplateError, match=r"the look has no file “other\.j2”"):
        drawn("{% include 'other.j2' %}")


def test_one_drawing_does_not_use_up_the_steps_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 1_000)
    for _ in range(3):
        assert drawn("{% for n in range(600) %}{% endfor %}.") == "."
