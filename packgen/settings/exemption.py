"""An exemption's record: which paragraphs of which law, why, for whom, and until when."""

from __future__ import annotations

from datetime import date

from packgen.settings.law import Law, law_names, load_law
from packgen.settings.meeting import Exemption
from packgen.settings.tables import ASK, TomlTable


def read_exemption(entry: TomlTable, law: str, meets: date | None) -> Exemption | None:
    """An item's table, the pack's law, the day of the meeting -> the record of its ``exempt``.

    None when it has none; what is wrong with it goes to the faults.
    """
    table = entry.part("exempt")
    if table is None:
        return None
    edition = _edition(table, law)
    paragraphs = _paragraphs(table, edition)
    needs_weighing = not paragraphs or any(n in edition.weighed for n in paragraphs)
    table.needs("reason", "say in a sentence why the information is exempt")
    table.needs("restricted_to", 'say who may see it, such as "Members of the committee"')
    if needs_weighing:
        table.needs(
            "public_interest",
            "say why the public interest in maintaining the exemption outweighs that in disclosure",
        )
    record = Exemption(
        paragraphs=paragraphs,
        law=edition.name,
        reason=table.prose("reason") or "",
        public_interest=table.prose("public_interest") or "",
        restricted_to=table.text("restricted_to") or "",
        review=table.day("review"),
    )
    table.needs("review", "write the day when it is looked at again or released, as 2023-12-31")
    if record.review and meets and record.review < meets:
        table.fault("review", "is before the meeting", "write the meeting's day or a later one")
    table.no_other_keys()
    return record


def _edition(table: TomlTable, law: str) -> Law:
    name = table.text("law") or law
    if name not in law_names():
        table.fault("law", f"{name!r} is not known", f"write one of {', '.join(law_names())}")
        name = law
    return load_law(name)


def _paragraphs(table: TomlTable, law: Law) -> tuple[int, ...]:
    known = f"{min(law.paragraphs)} to {max(law.paragraphs)}"
    table.needs("paragraphs", f"write those of {law.name} that apply, {known}, in [ ]")
    if table.raw("paragraphs") is None:  # missing, or still to be filled in
        return ()
    value = table.raw("paragraphs")
    if not isinstance(value, list) or not value or ASK in value:
        table.fault("paragraphs", "is no list of paragraphs", f"write numbers from {known} in [ ]")
        return ()
    found = []
    for number in value:
        if type(number) is not int or number not in law.paragraphs:
            what = f"{str(number)[:20]!r} is no paragraph of {law.name}"
            table.fault("paragraphs", what.replace("'", ""), f"write numbers from {known}")
        elif number not in found:
            found.append(number)
    return tuple(sorted(found))
