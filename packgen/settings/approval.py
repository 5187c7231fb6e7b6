"""``[approval]`` of pack.toml: whose sign-off a pack needs before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from packgen.settings.tables import TomlTable

LONGEST_ROLE: Final = 100


@dataclass(frozen=True, slots=True)
class ApprovalRules:
    """The roles whose approval is needed, in order (none: nobody's), and whether who built the
    pack may give none (``four_eyes``)."""

    roles: tuple[str, ...] = ()
    four_eyes: bool = False

    def role(self, asked: str) -> str | None:
        """A role as somebody wrote it -> as the rules have it; None for another."""
        return next((role for role in self.roles if role_key(role) == role_key(asked)), None)


NO_APPROVAL: Final = ApprovalRules()


def role_key(role: str) -> str:
    """What a role is compared by: small letters and single spaces."""
    return " ".join(role.split()).casefold()


def read_approval(table: TomlTable) -> ApprovalRules:
    """``[approval]`` -> its rules; what is wrong with it is gathered in the table's faults."""
    roles, four_eyes = table.texts("roles"), table.flag("four_eyes")
    known: set[str] = set()
    for role in roles:
        if len(role) > LONGEST_ROLE or not role.isprintable():
            table.fault("roles", f"{role[:40]!r}… is no short name", "write it shorter")
        if role_key(role) in known:
            table.fault("roles", f"{role!r} is named twice", "take one of the two out")
        known.add(role_key(role))
    if four_eyes and not roles:
        table.fault("four_eyes", "nobody's approval is needed", 'add roles = ["…"]')
    table.no_other_keys()
    return ApprovalRules(roles, four_eyes)
