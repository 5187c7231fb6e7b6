"""A volume's file that says anything else than its papers is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.roles import Role
from packgen.document.volume import Bound, Volume
from packgen.errors import BuildStopped
from packgen.model.pack import Format
from packgen.verify.volumes import verified_volume
from tests.render.pdf.volumes import VOLUMES, sample, settled, styles, volume, volume_pdf
from tests.trees import para


@pytest.mark.parametrize("name", VOLUMES)
def test_a_file_that_says_what_its_papers_say_passes(name: str) -> None:
    data = volume_pdf(name)
    assert verified_volume(data, Format.PDF, volume(name)) is data


def _with_first(whole: Volume, first: Bound) -> Volume:
    return replace(whole, papers=(first, *whole.papers[1:]))


def test_other_words_are_refused_and_not_quoted() -> None:
    whole = volume("public")
    (first, *_) = whole.papers
    assert isinstance(first, Bound)
    more = replace(
        first.document, blocks=(*first.document.blocks, para(Role.BODY, "a secret 4711"))
    )
    with pytest.raises(BuildStopped, match="does not say") as refused:
        verified_volume(
            volume_pdf("public"), Format.PDF, _with_first(whole, replace(first, document=more))
        )
    assert "4711" not in str(refused.value)


def test_papers_in_another_order_are_refused() -> None:
    whole = volume("public")
    swapped = replace(whole, papers=(whole.papers[1], whole.papers[0], *whole.papers[2:]))
    with pytest.raises(BuildStopped):
        verified_volume(volume_pdf("public"), Format.PDF, swapped)


def test_each_papers_pages_must_carry_its_own_marking() -> None:
    from packgen.render.pdf.volume import write_volume

    whole = settled(sample(restricted=True))
    first = whole.papers[1]
    assert isinstance(first, Bound)
    data = write_volume(whole, styles())
    running = replace(first.document.running, marking_detail="Exempt information, paragraph 7")
    other = replace(first, document=replace(first.document, running=running))
    asked = replace(whole, papers=(whole.papers[0], other, *whole.papers[2:]))
    with pytest.raises(BuildStopped, match="marking"):
        verified_volume(data, Format.PDF, asked)


def test_an_attachments_pages_must_carry_the_marking_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from packgen.render.pdf import bare
    from packgen.render.pdf.volume import write_volume

    whole = settled(sample(restricted=True))
    before = bare.BarePage.operators

    def unmarked(self, running, *rest, **more):  # type: ignore[no-untyped-def]
        return before(self, running, *rest, **{**more, "restricted": False})

    monkeypatch.setattr(bare.BarePage, "operators", unmarked)
    with pytest.raises(BuildStopped, match="marking"):
        verified_volume(write_volume(whole, styles()), Format.PDF, whole)
