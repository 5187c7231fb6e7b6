"""Looks side by side: which styles are a look's own, and what they are called."""

from __future__ import annotations

from packgen.document.roles import Role
from packgen.render.docx.names import look_names
from packgen.render.docx.reference import style_texts
from packgen.settings.fitting import fitted
from tests.render.docx.package import civic

LARGE = fitted(civic(), {Role.BODY: {"size": 12.0, "leading": 14.0}}, {})


def test_a_look_has_its_own_styles_for_what_it_shows_otherwise_and_no_others():
    names = look_names({"report": LARGE, "scorecard": civic()}, "report")
    assert names["report"].role(Role.BODY) == "PackgenBody"
    assert names["scorecard"].role(Role.BODY) == "PackgenBody_Scorecard"
    assert names["scorecard"].role(Role.FIGURE) == "PackgenFigure"
    assert names["scorecard"].built_in("ListBullet") == "ListBullet"


def test_no_look_takes_the_name_of_a_role_or_of_another_look():
    large = {Role.SECTION: {"size": 12.0, "leading": 14.0}}
    looks = {name: fitted(civic(), large, {}) for name in ("count", "A3", "a-3", "a 3", "é")}
    names = look_names({"first": civic()} | looks, "first")
    ids = [names[look].role(Role.SECTION) for look in looks]
    said = ("Count", "A3", "A32", "A33", "Look")
    assert ids == [f"PackgenSection_{name}" for name in said]
    there = "".join(style_texts(civic()))
    assert not any(f'w:styleId="{name}"' in there for name in ids)
