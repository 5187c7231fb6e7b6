"""What ``packgen verify`` proves of a meeting's pack, or of a supplement to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from packgen.convened import public_files, publication_of, restricted_of
from packgen.document.volume import Pagination, Volume
from packgen.errors import Fault
from packgen.exempt_words import canaries, exempt_secrets
from packgen.gathering import MeetingSource
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format
from packgen.model.report import Check, checked, not_checked
from packgen.pipeline import by_path, versions
from packgen.rewording import REWORDINGS, exempt_words, reworded
from packgen.settled import Settled
from packgen.verify.access import GUESSES_OF_VOLUMES, check_access
from packgen.verify.built import BuiltPack
from packgen.verify.canaries import planted
from packgen.verify.fillings import BLANKS, FILLINGS
from packgen.verify.interference import differing, filled, hidden, interferences, is_hiding
from packgen.verify.leaks import Secret, check_secrets, parts_of
from packgen.verify.metadata import check_metadata
from packgen.verify.parent_tree import check_parent_trees
from packgen.verify.parts import Part
from packgen.verify.same import check_same_bytes
from packgen.verify.twins import check_twins
from packgen.verify.withheld import withheld

Files = Mapping[str, bytes]
_NOTHING_PUBLIC = "the pack was built without public files"
_NOTHING_HIDDEN = "no scorecard of it has a withheld figure"
_NO_WORDS = "nothing of it is exempt but figures"
_NAMES = ("same bytes", "other figures", "other exempt words", "canaries", "withheld figures")


def of_meeting(pack: BuiltPack, read: MeetingSource) -> Iterator[Check]:
    """A meeting's pack and the source that it was built from -> what was checked."""
    restricted = restricted_of(read)
    proof = _Proof(pack, read, restricted.pages if restricted else Pagination())
    yield from (
        proof.checks() if proof.formats else (not_checked(name, _NOTHING_PUBLIC) for name in _NAMES)
    )
    public = pack.of(Audience.PUBLIC)
    yield check_metadata(public) if public else not_checked("metadata", _NOTHING_PUBLIC)
    papers = {**public, **pack.of(Audience.PART2)}
    volumes = {**proof.public_volume(), **_volume(pack, Audience.PART2, restricted)}
    yield _volumes_read(papers, volumes)
    yield check_twins(
        {p: data for p, data in papers.items() if p.rpartition(".")[0] not in volumes}
    )
    pdfs = {path: data for path, data in papers.items() if path.endswith(".pdf")}
    yield check_parent_trees(pdfs)
    yield from check_access(pdfs, dict(_unclaimed(pack, read)), GUESSES_OF_VOLUMES)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is asked of the public files again and again. ``part2`` is where Part 2's papers stand:
    public, as the agenda names their pages."""

    pack: BuiltPack
    read: MeetingSource
    part2: Pagination

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that the pack has public files in."""
        files = self.pack.public_files
        return tuple(f for f in Format if any(path.endswith(f".{f.value}") for path in files))

    def published(self, source: MeetingSource) -> dict[str, bytes]:
        """A source -> the public files by their paths, and what else the public may get."""
        published = publication_of(source, self.part2)
        files = public_files(published, self.formats)
        return {**by_path(self.pack.name, files), **published.messages}

    def public_volume(self) -> dict[str, Settled]:
        """The public volume by its files' path without an ending."""
        return _volume(self.pack, Audience.PUBLIC, publication_of(self.read, self.part2).pack)

    def checks(self) -> Iterator[Check]:
        """What only the source can tell: whether the public files are its own, and free of it."""
        again = self.published(self.read)
        settings, words = self.read.settings, exempt_words(self.read)
        yield check_same_bytes(_NAMES[0], self.pack, versions(settings.base), again)
        hiding = {n: r.observations for n, r in self.read.sources.items() if _is_open(self, n)}
        yield (
            self._other_figures(hiding, again)
            if hiding
            else not_checked(_NAMES[1], _NOTHING_HIDDEN)
        )
        yield self._other_words(again) if words else not_checked(_NAMES[2], _NO_WORDS)
        if not hiding and not words:
            yield from (not_checked(name, "nothing of it is exempt") for name in _NAMES[3:])
            return
        yield self._canaries(hiding, again)
        yield self._withheld(hiding)

    def _other_figures(self, hiding: Mapping[str, Observations], again: Files) -> Check:
        said = ", ".join(filling.name for filling in FILLINGS)
        return checked(
            _NAMES[1],
            f"{_cells(hiding)}, refilled {len(FILLINGS)} times ({said}), each scorecard in turn; "
            f"each time every public file and message made anew, and the same bytes wanted",
            (
                fault
                for number, figures in hiding.items()
                for fault in interferences(figures, again, self._with_figures(number), FILLINGS)
            ),
        )

    def _with_figures(self, number: str) -> Callable[[Observations], dict[str, bytes]]:
        return lambda figures: self.published(self.read.with_figures(number, figures))

    def _other_words(self, again: Files) -> Check:
        said = ", ".join(other.name for other in REWORDINGS)
        return checked(
            _NAMES[2],
            f"{exempt_words(self.read)}, their reasons and files' names, replaced "
            f"{len(REWORDINGS)} times ({said}), Part 2's page numbers as they are; each time every "
            f"public file and message made anew, and the same bytes wanted",
            (
                fault
                for other in REWORDINGS
                for fault in differing(
                    again, self.published(reworded(self.read, other)), other.name, "exempt words"
                )
            ),
        )

    def _canaries(self, hiding: Mapping[str, Observations], again: Files) -> Check:
        parts, secrets, source = list(parts_of(again)), list[Secret](), self.read
        for number, figures in hiding.items():
            filled_in, of_figures = planted(figures, parts)
            source = source.with_figures(number, filled_in)
            secrets += of_figures
            parts += [Part("", " ".join(sorted(secret.digits))) for secret in of_figures]
        source, of_words = canaries(source, parts)
        told = self.published(source)
        return check_secrets(
            _NAMES[3],
            f"{len(secrets) + len(of_words)} numbers and words that occur nowhere in the pack, in "
            f"the place of {_cells(hiding)} and of {exempt_words(self.read) or 'no words'}; every "
            f"part of what is public then",
            {path if path in again else "a public file": data for path, data in told.items()},
            told,
            (*secrets, *of_words),
        )

    def _withheld(self, hiding: Mapping[str, Observations]) -> Check:
        """The pack's own files, for what is exempt and can be told from what is public."""
        source = self.read
        for number, figures in hiding.items():
            source = source.with_figures(number, filled(figures, BLANKS))
        known = list(parts_of(self.published(reworded(source, REWORDINGS[0]))))
        secrets = [s for figures in hiding.values() for s in withheld(figures, known)]
        secrets += exempt_secrets(self.read, known)
        files = self.pack.of(Audience.PUBLIC)
        inside = f"{Audience.PUBLIC.value}/"
        return check_secrets(
            _NAMES[4],
            f"{len(files)} public files as they lie there, every part, for {len(secrets)} withheld "
            f"figures, exempt texts and names of files that can be told from others",
            files,
            [path for path in (*self.pack.present, *self.pack.odd) if path.startswith(inside)],
            secrets,
        )


def _is_open(proof: _Proof, number: str) -> bool:
    """Whether a scorecard is public, but for some of its figures."""
    exempt = number in proof.read.settings.exempt_numbers
    return not exempt and is_hiding(proof.read.sources[number].observations)


def _volume(pack: BuiltPack, audience: Audience, made: Settled | None) -> dict[str, Settled]:
    stem = f"{audience.value}/{pack.name}-{audience.value}"
    return {stem: made} if made else {}


def _volumes_read(papers: Files, volumes: Mapping[str, Settled]) -> Check:
    """Whether the volumes' files, read back, say what their source does, in one order."""
    files = {
        path: volume
        for path in papers
        for stem, volume in volumes.items()
        if path.rpartition(".")[0] == stem
    }
    return checked(
        "volumes",
        f"{len(files)} files, every passage in reading order and the marking of every page, as the "
        f"source has them; others' pages are passed over",
        (
            fault
            for path, volume in files.items()
            for fault in _unlike(path, papers[path], volume.volume)
        ),
    )


def _unlike(path: str, data: bytes, volume: Volume) -> Iterator[Fault]:
    from packgen.verify.volumes import volume_faults

    remedy = "publish nothing of it; build the pack anew"
    try:
        found = list(volume_faults(data, Format(path.rpartition(".")[2]), volume))
    except Exception:
        # The readers expect what our writers write; on a file that was changed anything may fail.
        yield Fault(path, "can't be read back", remedy)
        return
    yield from (Fault(path, fault.what, remedy) for fault in found)


def _unclaimed(pack: BuiltPack, read: MeetingSource) -> Iterator[tuple[str, str]]:
    """The PDF volumes that make no claim to conform, and which attachment is why."""
    exempt = read.settings.exempt_numbers
    for audience in Audience:
        whys = [
            f"item {number}'s attachment {place} {_said(attachment.why_not)}"
            for number, held in read.attachments.items()
            if (number in exempt) is (audience is Audience.PART2)
            for place, attachment in enumerate(held, 1)
            if attachment.why_not
        ]
        if whys:
            yield f"{audience.value}/{pack.name}-{audience.value}.pdf", ", ".join(whys)


def _said(why_not: Iterable[str]) -> str:
    return "; ".join(why_not)


def _cells(hiding: Mapping[str, Observations]) -> str:
    cells = sum(1 for figures in hiding.values() for _ in hidden(figures))
    items = ", ".join(f"item {number}" for number in hiding)
    return f"{cells} cells of {items}" if hiding else "no cells"
