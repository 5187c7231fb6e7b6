"""Recipients: rows of a table -> who gets what, with every fault at its row and cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.model.pack import Audience, Format
from packgen.settings.mailaddress import ENCODED, MailAddress, NoAddress, mail_address

COLUMNS: Final[Mapping[str, str]] = {
    "name": "name",
    "email": "email",
    "mail": "email",
    "address": "email",
    "emailaddress": "email",
    "list": "lists",
    "lists": "lists",
    "audience": "audience",
    "format": "formats",
    "formats": "formats",
    "active": "active",
    "grantedby": "granted_by",
}
"""The headings that are known, without spaces and hyphens -> the columns that they head."""
NEEDED: Final = ("name", "email", "lists")
_LONGEST_NAME: Final = 100
_YES: Final = {"": True, "yes": True, "y": True, "true": True, "1": True}
_NO: Final = {"no": False, "n": False, "false": False, "0": False}
_ANY: Final = "*"
_NOBODY: Final = frozenset({"nobody", "none", "noone", "na", "no", "tbc", "tba", "unknown"})


@dataclass(frozen=True, slots=True)
class Field:
    """A cell: where it stands, as messages say it, and its text."""

    at: str
    text: str


Row = Mapping[str, Field]
"""A recipient's cells by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person: how mail reaches them, which lists they are on, what they may and want to see.

    ``granted_by`` names who let them see Part 2; empty for the public's. ``at`` is their row.
    """

    name: str
    email: MailAddress
    lists: tuple[str, ...]
    audience: Audience = Audience.PUBLIC
    formats: tuple[Format, ...] = (Format.PDF,)
    active: bool = True
    granted_by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What recipients are held against: the lists that there are, and the domains that Part 2, and
    mail at all, may go to (``*``: any; ``.gov.uk``: whatever ends so)."""

    lists: Collection[str]
    part2_domains: tuple[str, ...] = ()
    domains: tuple[str, ...] = (_ANY,)


def column_of(heading: str) -> str | None:
    """A heading as somebody typed it -> the column that it heads; None for none."""
    return COLUMNS.get(re.sub(r"[\s_-]+", "", heading).lower())


def read_recipients(rows: Iterable[Row], rules: Rules) -> tuple[Recipient, ...]:
    """Rows, and what they are held against -> the recipients. Raises BadInput with all faults."""
    faults: list[Fault] = []
    found = [recipient for row in rows if (recipient := _recipient(row, rules, faults))]
    faults += _duplicates(found)
    if faults:
        raise BadInput(faults)
    return tuple(found)


def allows(domains: Sequence[str], domain: str) -> bool:
    """Whether mail may go to a domain."""
    return any(
        known in (_ANY, domain) or (known.startswith(".") and domain.endswith(known))
        for known in domains
    )


def _recipient(row: Row, rules: Rules, faults: list[Fault]) -> Recipient | None:
    before, where = len(faults), next(iter(row.values())).at
    email = _email(row, where, faults)
    recipient = Recipient(
        name=_name(row, where, faults),
        email=email or MailAddress(""),
        lists=_lists(row, where, rules.lists, faults),
        audience=_audience(row, faults),
        formats=_formats(row, faults),
        active=_active(row, faults),
        granted_by=" ".join(_text(row, "granted_by").split()),
        at=row["email"].at if "email" in row else where,
    )
    if email:
        faults += _against(recipient, rules)
    return None if len(faults) > before else recipient


def _text(row: Row, column: str) -> str:
    return row[column].text.strip() if column in row else ""


def _email(row: Row, where: str, faults: list[Fault]) -> MailAddress | None:
    text = _text(row, "email")
    at = row["email"].at if "email" in row else where
    if not text:
        faults.append(Fault(at, "the e-mail address is missing", "write who@example.gov.uk"))
        return None
    try:
        return mail_address(text)
    except NoAddress as error:
        faults.append(Fault(at, str(error), "write the address alone, as who@example.gov.uk"))
        return None


def _name(row: Row, where: str, faults: list[Fault]) -> str:
    name = _text(row, "name")
    at = row["name"].at if "name" in row else where
    if not name:
        faults.append(Fault(at, "the name is missing", "write who it is"))
    elif not name.isprintable() or len(name) > _LONGEST_NAME:
        what = f"the name has a line end or a control character, or more than {_LONGEST_NAME} signs"
        faults.append(Fault(at, what, "write the name alone, on one line"))
    elif ENCODED in name:
        what = f"the name has the signs {ENCODED}, after which mail programs read a code"
        faults.append(Fault(at, what, "write the name as it is said"))
    return name


def _lists(row: Row, where: str, known: Collection[str], faults: list[Fault]) -> tuple[str, ...]:
    at = row["lists"].at if "lists" in row else where
    names = tuple(dict.fromkeys(_several(_text(row, "lists"))))
    if not names:
        faults.append(Fault(at, "is on no list", f"write one of: {', '.join(sorted(known))}"))
    for name in names:
        if name not in known:
            what = f"there is no list {name[:60]!r}"
            remedy = f"write one of: {', '.join(sorted(known))}; or add [lists.NAME]"
            faults.append(Fault(at, what, remedy))
    return names


def _several(text: str) -> Iterator[str]:
    return filter(None, (part.strip() for part in re.split(r"[;,\n]", text)))


def _audience(row: Row, faults: list[Fault]) -> Audience:
    text = re.sub(r"\s+", "", _text(row, "audience")).lower() or Audience.PUBLIC.value
    try:
        return Audience(text)
    except ValueError:
        remedy = "write public or part2"
        faults.append(Fault(row["audience"].at, f"{text[:60]!r} is no audience", remedy))
        return Audience.PUBLIC


def _formats(row: Row, faults: list[Fault]) -> tuple[Format, ...]:
    found = []
    for text in _several(re.sub(r"\s+", ",", _text(row, "formats").lower())):
        try:
            found.append(Format(text.removeprefix(".")))
        except ValueError:
            known = ", ".join(each.value for each in Format)
            what = f"{text[:60]!r} is no format"
            faults.append(Fault(row["formats"].at, what, f"write {known}, or both"))
    return tuple(dict.fromkeys(found)) or (Format.PDF,)


def _active(row: Row, faults: list[Fault]) -> bool:
    text = _text(row, "active").lower()
    known = {**_YES, **_NO}
    if text not in known:
        faults.append(Fault(row["active"].at, f"{text[:60]!r} is neither yes nor no", "write yes"))
    return known.get(text, False)


def _against(recipient: Recipient, rules: Rules) -> Iterator[Fault]:
    """What a recipient's audience and domain contradict."""
    domain, at = recipient.email.domain, recipient.at
    if not allows(rules.domains, domain):
        told = ", ".join(rules.domains)
        yield Fault(at, f"mail may not go to {domain}", f"the rules allow: {told}")
    if recipient.audience is not Audience.PART2:
        return
    if not _is_somebody(recipient.granted_by):
        what = "is to see Part 2, and nobody is named who granted it"
        yield Fault(at, what, "name who did under 'granted by', or write audience public")
    elif not recipient.granted_by.isprintable():
        yield Fault(at, "'granted by' holds a control character", "write a name")
    if not allows(rules.part2_domains, domain):
        told = ", ".join(rules.part2_domains) or "none"
        yield Fault(at, f"Part 2 may not go to {domain}", f"[part2] domains has: {told}")


def _is_somebody(name: str) -> bool:
    """Whether a grant's cell names anybody, and doesn't say in words that nobody granted it."""
    letters = "".join(sign for sign in name.casefold() if sign.isalpha())
    return bool(letters) and letters not in _NOBODY


def _duplicates(recipients: Iterable[Recipient]) -> Iterator[Fault]:
    known: dict[str, Recipient] = {}
    for each in recipients:
        if first := known.get(each.email.key):
            what = f"{each.email} is at {first.at} already"
            yield Fault(each.at, what, "keep one row, and write all their lists in it")
        known.setdefault(each.email.key, each)
