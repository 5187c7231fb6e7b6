"""A disclosed card and a template -> the document tree of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from packgen.compose import (
    figures,
    key,
    notes,
    periods,
    rationales,
    sentences,
    summary,
)
from packgen.compose.described import described
from packgen.compose.exemptions import reason_of
from packgen.compose.printed import Printed
from packgen.compose.room import too_many
from packgen.compose.running import page_words
from packgen.compose.tables import TableMaker
from packgen.document.nodes import (
    Block,
    Document,
    Heading,
    Logo,
    Marking,
    PageSetup,
    Running,
    RunningInline,
    Text,
)
from packgen.document.walk import plain
from packgen.errors import BadInput, BuildStopped, Fault
from packgen.model.disclosed import (
    DisclosedBlock,
    DisclosedScorecard,
    DisclosedSection,
    Exemption,
    PublicIndicator,
    PublicScorecard,
    RestrictedScorecard,
)
from packgen.model.finding import Finding
from packgen.model.rating import Rating
from packgen.settings.fitting import fitted
from packgen.settings.law import Law
from packgen.settings.pack import PackSettings
from packgen.settings.style import Style
from packgen.settings.template import RationalePlace, SectionStart, Template
from packgen.settings.words import Words

_RUNNING_TITLE = 130


@dataclass(frozen=True, slots=True)
class Composer:
    """What the papers of one pack are composed with."""

    settings: PackSettings
    template: Template
    style: Style
    law: Law
    words: Words

    def fitted(self, card: DisclosedScorecard[PublicIndicator], page: PageSetup) -> Composer:
        """The same in the template's own sizes; with the rationales in an annex where the card's
        figures leave the texts less than their least widths beside them.

        Raises BuildStopped when a page can't hold the columns of figures at all.
        """
        fit = self._placed(card, page)
        if found := list(fit._crowded(card, page)):
            raise BuildStopped(each.fault(self.settings.scorecard.name) for each in found)
        return fit

    def too_many_columns(
        self, card: DisclosedScorecard[PublicIndicator], page: PageSetup
    ) -> Iterator[Finding]:
        """A finding for each block with more columns of figures than a page can hold unbroken, in
        the template's own sizes."""
        return self._placed(card, page)._crowded(card, page)

    def _crowded(
        self, card: DisclosedScorecard[PublicIndicator], page: PageSetup
    ) -> Iterator[Finding]:
        maker = self._maker(card, page)
        for block in card.blocks:
            if counted := maker.figures_that_fit(block):
                yield too_many(block.title, self.template.name, *counted)

    def _placed(self, card: DisclosedScorecard[PublicIndicator], page: PageSetup) -> Composer:
        fit = self._in_sizes(self.template)
        if self.template.rationale is not RationalePlace.COLUMN:
            return fit
        maker = fit._maker(card, page)
        if all(maker.has_room(block) for block in card.blocks):
            return fit
        return self._in_sizes(self.template.placed(RationalePlace.ANNEX))

    def _in_sizes(self, chosen: Template) -> Composer:
        return replace(self, template=chosen, style=fitted(self.style, chosen.type, chosen.table))

    def _maker(self, card: DisclosedScorecard[PublicIndicator], page: PageSetup) -> TableMaker:
        return TableMaker(
            self.style, self.template, self.words, self.law, card.position, page.text_width_pt
        )

    def public(self, card: PublicScorecard) -> Document:
        """The public card -> the public paper. It sees nothing else."""
        page = self.template.public_page
        blocks = self._blocks(card, page, "public.md.j2", {}, restricted=False)
        return self._document(card, blocks, page, Marking.PUBLIC, "")

    def part2(self, card: RestrictedScorecard, total: int) -> Document:
        """The restricted card, and how many indicators there are in all -> the Part 2 paper."""
        page = self.template.part2_page
        exempt = list(_exempt(card, self.law, self.words))
        others = total - len(list(card.indicators))
        context = {
            "exempt": exempt,
            "citation": self.law.citation,
            "total": self.words.counts.indicators(total),
            "held": str(len(list(card.indicators))),
            "others": self.words.counts.others(others) if others else "",
            "withheld_only": card.withheld_only,
        }
        blocks = self._blocks(card, page, "part2.md.j2", context, restricted=True)
        detail = self._exempt_detail(card)
        return self._document(card, blocks, page, Marking.NOT_FOR_PUBLICATION, detail)

    def _title(self, card: DisclosedScorecard[PublicIndicator]) -> str:
        return self.settings.title or card.title

    def _blocks(
        self,
        card: DisclosedScorecard[PublicIndicator],
        page: PageSetup,
        file: str,
        more: Mapping[str, object],
        *,
        restricted: bool,
    ) -> tuple[Block, ...]:
        # Who only asks what fits on a page doesn't wait for the libraries of texts.
        from packgen.compose import markdown, template

        words, withheld = self.words, summary.withheld_numbers(card)
        indicators, say = list(card.indicators), template.say(words.prose)
        printed = Printed.of(card, words, self.template)
        context = {
            "title": self._title(card),
            "council": self.settings.council,
            "committee": self.settings.committee,
            "position": periods.named(card.position, words),
            "total": words.counts.indicators(len(indicators)),
            "rated": summary.counted(indicators, words),
            "red_count": words.counts.red(_rated(indicators, Rating.RED)),
            "amber_count": words.counts.amber(_rated(indicators, Rating.AMBER)),
            "reds": summary.named(card, Rating.RED, words),
            "ambers": summary.named(card, Rating.AMBER, words),
            **self._travel(card),
            "withheld": figures.listed(withheld, words),
            "withheld_count": words.counts.indicators(len(withheld)),
            "withheld_number": str(len(withheld)),
            "wording": words.table.withheld,
            "say": say,
            "rounded": notes.rounding(card, say),
            "notes": notes.notes(card, printed, words, say),
            "annex": self._has_annex(card),
            **more,
        }
        text = template.render(self.template, file, context)
        directives: dict[str, tuple[Block, ...]] = {
            "key": key.key(printed, words, restricted=restricted),
            "scorecard": tuple(self._scorecard(card, page)),
            "ratings": (summary.ratings_strip(indicators, self.words, self.style),)
            if indicators
            else (),
            "annex": rationales.annex(card, page, self.style, self.words),
        }
        blocks = markdown.parse(text, f"templates/{self.template.name}/{file}", directives)
        if self._has_annex(card) and not set(directives["annex"]) <= set(blocks):
            raise BadInput(
                Fault(
                    f"templates/{self.template.name}/{file}",
                    "it has no place for the annex",
                    "put {annex} into it, alone in a paragraph",
                )
            )
        return blocks

    def _has_annex(self, card: DisclosedScorecard[PublicIndicator]) -> bool:
        placed = self.template.rationale is RationalePlace.ANNEX
        return placed and any(indicator.rationale.text for indicator in card.indicators)

    def _travel(self, card: DisclosedScorecard[PublicIndicator]) -> dict[str, object]:
        """Which indicators got better and which worse, as the template prints it."""
        gone, counts = sentences.travellers(card.blocks, self.words), self.words.counts
        worse = counts.are_worse if gone.better else counts.are_worse_alone
        return {
            "since": gone.since,
            "better": counts.are_better(len(gone.better)) if gone.better else "",
            "better_numbers": figures.listed(gone.better, self.words),
            "worse": worse(len(gone.worse)) if gone.worse else "",
            "worse_numbers": figures.listed(gone.worse, self.words),
        }

    def _scorecard(
        self, card: DisclosedScorecard[PublicIndicator], page: PageSetup
    ) -> Iterator[Block]:
        maker = self._maker(card, page)
        if self.template.section is SectionStart.PAGE:
            yield from self._sections(card, maker)
            return
        for number, block in enumerate(card.blocks, 1):
            caption = self._block_title(block)
            yield Heading(2, (Text(caption),), f"scorecard-heading-{number}")
            yield maker.table(block, caption, f"scorecard-{number}")

    def _sections(
        self, card: DisclosedScorecard[PublicIndicator], maker: TableMaker
    ) -> Iterator[Block]:
        """Each section under a heading of its own, at the top of a page."""
        number = 0
        for block in card.blocks:
            named = []
            for section in block.sections:
                number += 1
                named.append((self._section_title(block, section), f"section-{number}"))
            for table in maker.section_tables(block, named):
                heading = f"{table.anchor}-heading"
                yield Heading(2, (Text(table.caption),), heading, new_page=True)
                yield table

    def _block_title(self, block: DisclosedBlock[PublicIndicator]) -> str:
        year = periods.year_name(block.months, block.year, self.words)
        return block.title.rstrip(": ") or self.words.document.scorecard_for(year=year)

    def _section_title(
        self,
        block: DisclosedBlock[PublicIndicator],
        section: DisclosedSection[PublicIndicator],
    ) -> str:
        """A section's title; with the year where it goes on from another block."""
        if not section.title:
            return self._block_title(block)
        year = periods.year_name(block.months, block.year, self.words)
        return f"{section.title}: {year}" if section.continued else section.title

    def _document(
        self,
        card: DisclosedScorecard[PublicIndicator],
        blocks: tuple[Block, ...],
        page: PageSetup,
        marking: Marking,
        detail: str,
    ) -> Document:
        title = _first_heading(blocks, self.template)
        words = self.words.document
        position = words.position(period=periods.named(card.position, self.words))
        restricted = marking is Marking.NOT_FOR_PUBLICATION
        head: tuple[RunningInline, ...] = (
            *((Text(f"{self.settings.council}    ", bold=True),) if self.settings.council else ()),
            Text(f"{sentences.shortened(title, _RUNNING_TITLE)}    "),
            Text(position),
        )
        return Document(
            title=title,
            subject=position,
            author=self.settings.council,
            language=self.words.language,
            date=self.settings.date or card.position.last_day,
            marking=marking,
            page=page,
            running=Running(
                header=head,
                marking=words.not_for_publication if restricted else words.public,
                marking_detail=detail,
                footer=key.footer(
                    Printed.of(card, self.words, self.template), self.words, restricted=restricted
                ),
                page=tuple(page_words(words.page_part2 if restricted else words.page)),
            ),
            blocks=blocks,
            logo=logo_of(self.style),
        )

    def _exempt_detail(self, card: RestrictedScorecard) -> str:
        """The words that every copy must carry: the description in terms of the Act."""
        numbers = sorted(
            {n for i in card.indicators for e in i.exemptions for n in paragraphs_of(e, self.law)}
        )
        return described(numbers, self.law, self.words)


def logo_of(style: Style) -> Logo | None:
    """A style -> its emblem, if it has one."""
    logo = style.logo
    return Logo(logo.alt, logo.width_pt, logo.height_pt) if logo else None


def _first_heading(blocks: tuple[Block, ...], template: Template) -> str:
    """The paper's title: its first heading of level 1."""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and (title := plain(block.content)):
            return title
    raise BadInput(
        Fault(f"templates/{template.name}", "the paper has no title", "begin it with # {{ title }}")
    )


def _rated(indicators: Sequence[PublicIndicator], rating: Rating) -> int:
    return sum(indicator.stated.rating is rating for indicator in indicators)


def paragraphs_of(exemption: Exemption, law: Law) -> tuple[int, ...]:
    """An exemption -> the paragraphs of the law that it rests on."""
    return law.paragraphs_for(exemption.reason, exemption.paragraphs)


def _exempt(card: RestrictedScorecard, law: Law, words: Words) -> Iterator[dict[str, object]]:
    """Why what is exempt: one entry a reason, with its indicators and its paragraphs' words."""
    numbers: dict[Exemption, list[str]] = {}
    for indicator in card.indicators:
        for exemption in indicator.exemptions:
            numbers.setdefault(exemption, []).append(sentences.name(indicator))
    for exemption, held in numbers.items():
        cited = paragraphs_of(exemption, law)
        because = ", ".join(filter(None, (reason_of(exemption), figures.paragraphs(cited, words))))
        yield {
            "numbers": figures.listed(held, words),
            "because": because or words.prose["no_reason"],
            "descriptions": figures.listed([law.paragraphs[n] for n in cited], words),
        }
