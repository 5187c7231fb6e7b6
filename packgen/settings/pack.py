"""A source (a workbook, or a folder with pack.toml) -> the settings of its pack."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.model.rating import Rating
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings import resources
from packgen.settings.approval import NO_APPROVAL, ApprovalRules, read_approval
from packgen.settings.disclosure import (
    DEFAULT_DISCLOSURE,
    DisclosurePolicy,
    read_disclosure,
)
from packgen.settings.files import read_text
from packgen.settings.law import DEFAULT_LAW, law_names
from packgen.settings.policy import DEFAULT_POLICY, CheckPolicy
from packgen.settings.resources import Resource
from packgen.settings.rules import DEFAULT_RULES, IndicatorRule, Profile, RatingRules
from packgen.settings.tables import TomlTable
from packgen.settings.template import RationalePlace
from packgen.settings.vocabulary import load_words, own_file
from packgen.settings.waivers import Waiver, read_waivers
from packgen.settings.words import DEFAULT_LANGUAGE, Words

PACK_FILE = "pack.toml"
LONGEST_ID = 100
_PASSWORD = re.compile(r"://[^/@]*:[^/]*@|[?&](password|passwd|pwd|sslpassword)=", re.IGNORECASE)


class Part2Scope(Enum):
    """What a Part 2 pack holds: the withheld indicators, or the whole scorecard."""

    WITHHELD = "withheld"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PackSettings:
    """What a pack is made of. ``name`` heads its folder and files; ``title`` "" means the sheet's.

    ``rationale`` None means the template's place for it. ``date`` dates the files; None means the
    last day of the position month. ``identity`` is what the memory of releases calls the scorecard
    (None: its title without dates), ``store`` where that memory is (None: beside the pack).
    ``approval`` says whose sign-off is needed.
    """

    name: str
    scorecard: Path
    sheet: str | None = None
    title: str = ""
    council: str = ""
    committee: str = ""
    template: Resource = field(default_factory=lambda: resources.find("templates", "scorecard"))
    style: Resource = field(default_factory=lambda: resources.find("styles", "civic"))
    rationale: RationalePlace | None = None
    part2: Part2Scope = Part2Scope.WITHHELD
    law: str = DEFAULT_LAW
    date: date | None = None
    rules: RatingRules = DEFAULT_RULES
    words: Words = field(default_factory=load_words)
    policy: CheckPolicy = DEFAULT_POLICY
    disclosure: DisclosurePolicy = DEFAULT_DISCLOSURE
    waivers: tuple[Waiver, ...] = ()
    pack_file: Path | None = None
    words_file: Path | None = None
    profile: Path | None = None
    identity: str | None = None
    store: str | None = None
    approval: ApprovalRules = NO_APPROVAL

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files that the pack is made from."""
        own = (self.pack_file, self.words_file, self.profile, self.disclosure.file)
        return tuple(filter(None, (self.scorecard, *own)))


def slug(name: str) -> str:
    """A file's or a folder's name -> lower-case ASCII words joined by hyphens."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
    # A name without a Latin letter still needs a folder of its own.
    own = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return words or f"pack-{own}"


def load_pack(
    source: Path,
    *,
    style: str | None = None,
    template: str | None = None,
    rationale: RationalePlace | None = None,
) -> PackSettings:
    """A workbook or a folder -> its settings; the arguments override pack.toml.

    Raises BadInput with every fault of pack.toml at once.
    """
    try:
        is_folder = source.is_dir()
    except OSError as error:
        raise BadInput(
            Fault(f"{str(source)[:60]}…", f"can't be opened: {error.strerror}", "mend the name")
        ) from None
    settings = _folder(source) if is_folder else _workbook(source)
    pack = source if is_folder else None
    if style:
        settings = replace(settings, style=_asked("styles", style, pack))
    if template:
        settings = replace(settings, template=_asked("templates", template, pack))
    if rationale:
        settings = replace(settings, rationale=rationale)
    return settings


def _asked(kind: str, wanted: str, pack: Path | None) -> Resource:
    """A style or a template that the command line names; its paths start where the user stands."""
    return resources.find(kind, wanted, own=pack / kind if pack else None)


def _workbook(source: Path) -> PackSettings:
    if not source.exists():
        raise BadInput(
            Fault(str(source), "there is no such file or folder", "give a workbook or a folder")
        )
    return PackSettings(name=slug(source.stem), scorecard=source)


def _folder(source: Path) -> PackSettings:
    table, faults = open_pack(source)
    settings = _settings(table, source)
    if faults:
        raise BadInput(faults)
    return replace(settings, pack_file=source / PACK_FILE)


def open_pack(source: Path) -> tuple[TomlTable, list[Fault]]:
    """A folder -> its pack.toml, and the list where what is wrong with it is gathered.

    Raises BadInput when there is none, or it isn't TOML.
    """
    place = f"{source.resolve().name}/{PACK_FILE}"
    try:
        raw = tomllib.loads(read_text(source / PACK_FILE))
    except FileNotFoundError:
        raise BadInput(
            Fault(str(source), f"the folder has no {PACK_FILE}", "add one, or give a workbook")
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        remedy = (
            'write texts between straight quotes ("), dates as 2023-06-30 without quotes, and / in '
            "paths; save the file as UTF-8"
        )
        raise BadInput(Fault(place, f"can't be read: {error}", remedy)) from None
    faults: list[Fault] = []
    return TomlTable(raw, place, faults), faults


def _settings(table: TomlTable, source: Path) -> PackSettings:
    scorecard = table.text("scorecard")
    if scorecard is None:
        table.needs("scorecard", 'write scorecard = "FILE.xlsx"')
    elif not _is_file(source / scorecard):
        table.fault("scorecard", f"there is no file {scorecard!r} in the folder", "mend the name")
    settings = replace(
        shared_settings(table, source),
        scorecard=source / (scorecard or ""),
        council=table.text("council") or "",
        committee=table.text("committee") or "",
    )
    settings = own_settings(table, source, settings)
    table.no_other_keys()
    return settings


def shared_settings(table: TomlTable, source: Path) -> PackSettings:
    """A pack.toml and its folder -> what all scorecards of the folder share."""
    language = table.text("language") or DEFAULT_LANGUAGE
    return PackSettings(
        name=slug(source.resolve().name),
        scorecard=source / PACK_FILE,
        template=_resource(table, "template", "scorecard", source),
        style=_resource(table, "style", "civic", source),
        rationale=table.choice("rationale", RationalePlace),
        part2=table.choice("part2", Part2Scope) or Part2Scope.WITHHELD,
        law=_law(table),
        date=table.day("date"),
        rules=_rules(table),
        words=_words(table, language, source),
        words_file=own_file(language, source),
        policy=_policy(table),
        waivers=tuple(read_waivers(table)),
        disclosure=read_disclosure(table.table("disclosure"), source),
        store=store_place(table),
        approval=read_approval(table.table("approval")),
    )


def own_settings(table: TomlTable, source: Path, base: PackSettings) -> PackSettings:
    """A table with what is one scorecard's own, and the settings that it adds to -> both."""
    return replace(
        base,
        sheet=table.text("sheet"),
        title=table.text("title") or "",
        profile=_profile(table, source),
        identity=_identity(table),
    )


def _identity(table: TomlTable) -> str | None:
    name = table.text("id")
    if name and (slug(name) != name or len(name) > LONGEST_ID):
        table.fault("id", f"{name[:60]!r} is no short name", f'write id = "{slug(name)[:40]}"')
    return name


def store_place(table: TomlTable) -> str | None:
    """Where releases are remembered. A pack's file is copied and mailed: it holds no password."""
    place = table.text("store")
    if place and _PASSWORD.search(place):
        table.fault("store", "holds a password", "take it out, and set PACKGEN_STORE instead")
    return place


def _profile(table: TomlTable, source: Path) -> Path | None:
    name = table.text("profile")
    if name and not _is_file(source / name):
        table.fault("profile", f"there is no file {name!r} in the folder", "mend the name")
    return source / name if name else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for the system
        return False


def _resource(table: TomlTable, key: str, default: str, source: Path) -> Resource:
    """A template or a style by its name or its path from the pack's folder."""
    kind, wanted = f"{key}s", table.text(key) or default
    try:
        return resources.find(kind, wanted, source, source / kind)
    except BadInput as error:
        for fault in error.faults:
            table.fault(key, f"{wanted!r}: {fault.what}", fault.remedy)
        return resources.find(kind, default)


def _law(table: TomlTable) -> str:
    name = table.text("law") or DEFAULT_LAW
    if name not in law_names():
        table.fault("law", f"{name!r} is not known", f"write one of {', '.join(law_names())}")
        return DEFAULT_LAW
    return name


def _words(table: TomlTable, language: str, source: Path) -> Words:
    """The language's words, with what ``[words]`` changes."""
    try:
        return load_words(language, source, table.raw("words"), table.place)
    except BadInput as error:
        table.gather(error.faults)
        return load_words()


def _rules(table: TomlTable) -> RatingRules:
    rating = table.table("rating")
    tolerance = rating.number("tolerance")
    rating.no_other_keys()
    indicators = {number: _rule(entry) for number, entry in table.tables("indicator").items()}
    if tolerance is None:
        return RatingRules(indicators=indicators)
    return RatingRules(tolerance, indicators)


def _policy(table: TomlTable) -> CheckPolicy:
    check = table.table("check")
    small, few = check.number("small_numbers"), check.number("small_denominators")
    wanted = []
    for word in check.texts("comment_for"):
        if word.upper() in (Rating.RED.value, Rating.AMBER.value, Rating.GREEN.value):
            wanted.append(Rating(word.upper()))
        else:
            check.fault("comment_for", f"{word!r} is not a rating", "write RED, AMBER or GREEN")
    check.no_other_keys()
    default = DEFAULT_POLICY
    return CheckPolicy(
        default.small_numbers if small is None else int(small),
        default.small_denominators if few is None else int(few),
        tuple(wanted),
    )


def _rule(entry: TomlTable) -> IndicatorRule:
    given = _year_of(entry, "given")
    profile = entry.choice("profile", Profile) or Profile.EVEN
    last_year = _year_of(entry, "last_year")
    if profile is Profile.SEASONAL and not last_year:
        entry.fault(
            "profile", "a seasonal profile needs last year's figures", "add last_year = [ ]"
        )
    rule = IndicatorRule(
        accumulation=entry.choice("accumulation", Accumulation),
        polarity=entry.choice("polarity", Polarity),
        tolerance=entry.number("tolerance"),
        profile=profile,
        given=given,
        last_year=last_year,
        parts=entry.texts("parts"),
    )
    entry.no_other_keys()
    return rule


def _year_of(entry: TomlTable, key: str) -> tuple[Decimal, ...]:
    """A year's monthly amounts."""
    amounts = entry.numbers(key)
    if amounts and len(amounts) != 12:
        entry.fault(key, f"holds {len(amounts)} numbers", "write one for each of the 12 months")
    return amounts
