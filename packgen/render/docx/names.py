"""What Word calls the styles of a look: the volume's own, or another's beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from packgen.document.roles import Role
from packgen.render.docx import oxml
from packgen.settings.style import Style

CHARACTER_ROLES: Final = (Role.PAGE_NUMBER, Role.STATUS_TAG)
"""Roles that stand as runs in paragraphs of another role."""

BUILT_IN: Final = {
    **{f"Heading{level}": (f"heading {level}", role) for level, role in oxml.HEADING_ROLE.items()},
    oxml.LIST_STYLE: ("List Bullet", Role.LIST_ITEM),
    oxml.NUMBERED_STYLE: ("List Number", Role.LIST_ITEM),
    oxml.CONTINUED_STYLE: ("List Continue", Role.LIST_ITEM),
    oxml.CAPTION_STYLE: ("caption", Role.CAPTION),
}
"""Word's own paragraph styles in the papers: their names, and the roles that they show."""


def character_style(role: Role) -> str:
    """A role -> the id of its character style."""
    return f"{oxml.STYLE_ID[role]}Char"


@dataclass(frozen=True, slots=True)
class StyleNames:
    """The ids of a look's styles. ``own`` are the roles that it shows in its own way, in styles
    whose ids and names end with ``look``."""

    look: str = ""
    own: frozenset[Role] = frozenset()

    def role(self, role: Role) -> str:
        """A role -> its paragraph style."""
        return self.of(oxml.STYLE_ID[role], role)

    def character(self, role: Role) -> str:
        """A role -> its character style."""
        return self.of(character_style(role), role)

    def built_in(self, style: str) -> str:
        """One of Word's styles -> the look's."""
        return self.of(style, BUILT_IN[style][1])

    def of(self, style: str, role: Role) -> str:
        """A style that shows a role -> the look's."""
        # Told apart from a role's own name: "section" of the look "count" is no section's count.
        return f"{style}_{self.look}" if role in self.own else style

    def title(self, name: str) -> str:
        """What Word calls one of the look's own styles, by the name of the style it is based on."""
        return f"{name} ({self.look})"


def look_names(looks: Mapping[str, Style], first: str) -> dict[str, StyleNames]:
    """Looks by name, and the one whose styles have the plain names -> each look's names."""
    base, said = looks[first], _said(name for name in looks if name != first)
    return {
        name: StyleNames(said.get(name, ""), frozenset(_differing(style, base)))
        for name, style in looks.items()
    }


def _differing(style: Style, base: Style) -> Iterator[Role]:
    for role, spec in style.type.items():
        if spec != base.type[role]:
            yield role


def _said(looks: Iterable[str]) -> dict[str, str]:
    """Looks' names -> the same as styles' ids may hold them: letters and digits, all different."""
    found: dict[str, str] = {}
    for look in looks:
        stem = "".join(re.findall("[A-Za-z0-9]+", look.title())) or "Look"
        said, count = stem, 1
        while said in found.values():
            count += 1
            said = f"{stem}{count}"
        found[look] = said
    return found
