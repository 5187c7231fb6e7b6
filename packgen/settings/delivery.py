"""delivery.toml: who sends a pack, by which way, to which lists, and what holds for Part 2."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.files import read_text
from packgen.settings.mailaddress import MailAddress, NoAddress, mail_address
from packgen.settings.recipients import COLUMNS, Field, Row, Rules
from packgen.settings.resources import Resource
from packgen.settings.route import OUTBOX, NoRoute, Outbox, Route, is_web_or_mail, route_of
from packgen.settings.secret import SecretPlace, secret_place
from packgen.settings.tables import TomlTable

DELIVERY_FILE: Final = "delivery.toml"
_ATTACHED_MB, _MOST_MB = 10.0, 100.0
_MOST_A_MINUTE: Final = 10_000
_PAUSES_MIN: Final = (1.0, 5.0, 15.0, 30.0)
_MOST_PAUSES, _LONGEST_PAUSE_MIN = 20, 24 * 60
_LONGEST_TITLE: Final = 120
_DOMAIN: Final = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class MailList:
    """A list of recipients. ``unsubscribe`` is the link of List-Unsubscribe."""

    name: str
    title: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Served:
    """A folder that the council serves at a URL, for papers that are too large to be attached."""

    folder: Path
    url: str


@dataclass(frozen=True, slots=True)
class Part2Mail:
    """What holds for Part 2: the domains it may go to, where its password stands, and words that
    mark its pages beside packgen's own."""

    domains: tuple[str, ...] = ()
    password: SecretPlace | None = None
    markings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """How packs are sent. ``attach_bytes``: the most that the attachments of one message may have.
    ``pauses_s``: how long to wait before each further try. ``a_minute``: the most messages that go
    out in a minute (0: as many as the server takes). ``report_to`` gets the summary."""

    file: Path
    sender: MailAddress
    sender_name: str
    reply_to: MailAddress | None
    report_to: MailAddress
    council: str
    route: Route
    password: SecretPlace | None
    lists: Mapping[str, MailList]
    recipients: Path | tuple[Row, ...]
    domains: tuple[str, ...] = ("*",)
    part2: Part2Mail = field(default_factory=Part2Mail)
    served: Served | None = None
    attach_bytes: int = int(_ATTACHED_MB * 1_000_000)
    a_minute: int = 0
    pauses_s: tuple[float, ...] = tuple(60 * each for each in _PAUSES_MIN)
    template: Resource = field(default_factory=lambda: resources.find("letters", "mail"))

    @property
    def rules(self) -> Rules:
        """What recipients are held against."""
        return Rules(tuple(self.lists), self.part2.domains, self.domains)


def load_delivery(file: Path) -> DeliverySettings:
    """A delivery.toml -> how packs are sent. Raises BadInput with every fault at once."""
    try:
        raw = tomllib.loads(read_text(file))
    except FileNotFoundError:
        remedy = "write one (docs/mail.md says how), or name it with --settings"
        raise BadInput(Fault(str(file), "there is no such file", remedy)) from None
    except (OSError, ValueError, RecursionError) as error:
        remedy = 'write texts between straight quotes ("), one setting a line'
        raise BadInput(Fault(file.name, f"can't be read: {error}", remedy)) from None
    faults: list[Fault] = []
    settings = _settings(TomlTable(raw, file.name, faults), file)
    if faults or settings is None:
        raise BadInput(faults)
    return settings


def _settings(table: TomlTable, file: Path) -> DeliverySettings | None:
    folder = file.parent
    table.needs("from", 'write the address that sends, as from = "papers@example.gov.uk"')
    sender = _address(table, "from")
    reply_to, report_to = _address(table, "reply_to"), _address(table, "report_to")
    route = _route(table, folder)
    found = DeliverySettings(
        file=file,
        sender=sender or MailAddress(""),
        sender_name=table.text("name") or "",
        reply_to=reply_to,
        report_to=report_to or sender or MailAddress(""),
        council=table.text("council") or "",
        route=route,
        password=secret_place(table, folder),
        lists=_lists(table, reply_to or sender),
        recipients=_recipients(table, folder),
        domains=_domains(table, ("*",)),
        part2=_part2(table.table("part2"), folder),
        served=_served(table, folder),
        attach_bytes=int(table.bounded("attach_up_to_mb", 0, _MOST_MB, _ATTACHED_MB) * 1_000_000),
        a_minute=int(table.bounded("a_minute", 0, _MOST_A_MINUTE, 0)),
        pauses_s=_pauses(table),
        template=_template(table, folder),
    )
    _agree(table, found)
    table.no_other_keys()
    return found if sender else None


def _agree(table: TomlTable, found: DeliverySettings) -> None:
    """What one key says of another."""
    if not isinstance(found.route, Outbox) and found.route.user and not found.password:
        remedy = 'write password_env = "NAME" or password_file = "FILE"'
        table.fault("transport", "names a user, and no password is anywhere", remedy)


def _address(table: TomlTable, key: str) -> MailAddress | None:
    text = table.text(key)
    try:
        return mail_address(text) if text else None
    except NoAddress as error:
        table.fault(key, str(error), "write the address alone, as who@example.gov.uk")
        return None


def _route(table: TomlTable, folder: Path) -> Route:
    url = table.text("transport") or OUTBOX
    try:
        return route_of(url, folder)
    except NoRoute as error:
        remedy = "write file:FOLDER, smtp://HOST:587?starttls or smtps://HOST (docs/mail.md)"
        table.fault("transport", str(error), remedy)
        return route_of(OUTBOX, folder)


def _lists(table: TomlTable, answers: MailAddress | None) -> dict[str, MailList]:
    table.needs("lists", "write [lists.NAME] for each list")
    found = {}
    for name, entry in table.tables("lists").items():
        if not resources.is_name(name):
            remedy = "use lower-case letters, digits and hyphens"
            table.fault(f"lists.{name[:40]}", "is no name of a list", remedy)
        title = entry.text("title") or name
        if len(title) > _LONGEST_TITLE:
            entry.fault("title", "is longer than a line", f"write {_LONGEST_TITLE} signs at most")
        link = entry.text("unsubscribe") or f"mailto:{answers}?subject=unsubscribe%20{name}"
        if answers and not is_web_or_mail(link):
            entry.fault("unsubscribe", "is no link", "write https://… or mailto:ADDRESS")
        entry.no_other_keys()
        found[name] = MailList(name, title, link)
    return found


def _recipients(table: TomlTable, folder: Path) -> Path | tuple[Row, ...]:
    """The file that holds them, or the rows of ``[[recipient]]``."""
    file, entries = table.text("recipients"), table.entries("recipient")
    if file and entries:
        table.fault("recipients", "stands beside [[recipient]]", "keep one of them")
    if not file and not entries:
        remedy = 'write recipients = "recipients.csv" (or .xlsx), or add [[recipient]]'
        table.fault("recipients", "is missing", remedy)
    return folder / file if file else tuple(map(_row, entries))


def _row(entry: TomlTable) -> Row:
    keys = dict.fromkeys((*COLUMNS.values(),))
    found = {key: Field(f"{entry.place}: {key}", text) for key, text in _texts(entry, keys)}
    entry.no_other_keys()
    return found or {"email": Field(entry.place, "")}


def _texts(entry: TomlTable, keys: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in keys:
        value = entry.raw(key)
        match value:
            case None:
                pass
            case bool():
                yield key, "yes" if value else "no"
            case list():
                yield key, "; ".join(entry.texts(key))
            case _ if text := entry.text(key):
                yield key, text


def _domains(table: TomlTable, default: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for domain in table.texts("domains"):
        if domain != "*" and not _DOMAIN.fullmatch(domain):
            table.fault("domains", f"{domain[:60]!r} is no domain", 'write "example.gov.uk"')
        found.append(domain.lower())
    return tuple(found) or default


def _part2(table: TomlTable, folder: Path) -> Part2Mail:
    found = Part2Mail(_domains(table, ()), secret_place(table, folder), table.texts("markings"))
    table.no_other_keys()
    return found


def _served(table: TomlTable, folder: Path) -> Served | None:
    entry = table.part("served")
    if entry is None:
        return None
    entry.needs("folder", 'write folder = "/srv/papers"')
    entry.needs("url", 'write url = "https://www.example.gov.uk/papers"')
    path, url = entry.text("folder"), entry.text("url")
    if url and not url.lower().startswith("https://"):
        entry.fault("url", "is no link that a browser trusts", "write https://…")
    elif url and not is_web_or_mail(url):
        entry.fault("url", "has a sign that no link has", "write it as a browser shows it")
    entry.no_other_keys()
    return Served(folder / path, url.rstrip("/")) if path and url else None


def _pauses(table: TomlTable) -> tuple[float, ...]:
    if table.raw("retry_minutes") is None:
        return tuple(60 * each for each in _PAUSES_MIN)
    found = [float(each) for each in table.numbers("retry_minutes")]
    if len(found) > _MOST_PAUSES or any(each > _LONGEST_PAUSE_MIN for each in found):
        remedy = f"write {_MOST_PAUSES} numbers at most, each a day at most"
        table.fault("retry_minutes", "waits too often or too long", remedy)
        return ()
    if found != sorted(found):
        table.fault("retry_minutes", "gets shorter", "write growing pauses, as [1, 5, 15]")
    return tuple(60 * each for each in found)


def _template(table: TomlTable, folder: Path) -> Resource:
    wanted = table.text("template") or "mail"
    try:
        return resources.find("letters", wanted, folder, folder / "templates")
    except BadInput as error:
        for fault in error.faults:
            table.fault("template", f"{wanted[:60]!r}: {fault.what}", fault.remedy)
        return resources.find("letters", "mail")
