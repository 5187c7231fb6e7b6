"""A disclosed card and a template -> the document tree of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from packgen.compose import figures, key, markdown, sentences, summary, template
from packgen.compose.tables import TableMaker
from packgen.compose.words import Words
from packgen.document.nodes import (
    Block,
    Document,
    Heading,
    Logo,
    Marking,
    PageCount,
    PageNumber,
    PageSetup,
    Running,
    RunningInline,
    Text,
)
from packgen.document.walk import plain
from packgen.errors import BadInput, Fault
from packgen.model.disclosed import (
    DisclosedScorecard,
    Exemption,
    PublicIndicator,
    PublicScorecard,
    RestrictedScorecard,
)
from packgen.model.rating import Rating
from packgen.model.trend import Direction
from packgen.settings.law import Law
from packgen.settings.pack import PackSettings
from packgen.settings.style import Style
from packgen.settings.template import Template

_RUNNING_TITLE = 130


@dataclass(frozen=True, slots=True)
class Composer:
    """What the papers of one pack are composed with."""

    settings: PackSettings
    template: Template
    style: Style
    law: Law
    words: Words

    def public(self, card: PublicScorecard) -> Document:
        """The public card -> the public paper. It sees nothing else."""
        page = self.template.public_page
        blocks = self._blocks(card, page, "public.md.j2", {}, restricted=False)
        return self._document(card, blocks, page, Marking.PUBLIC, "")

    def part2(self, card: RestrictedScorecard, total: int) -> Document:
        """The restricted card, and how many indicators there are in all -> the Part 2 paper."""
        page = self.template.part2_page
        exempt = list(_exempt(card, self.law, self.words))
        context = {
            "exempt": exempt,
            "citation": self.law.citation,
            "total": figures.counted(total, "indicator"),
            "held": str(len(list(card.indicators))),
            "others": total - len(list(card.indicators)),
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
        withheld = summary.withheld_numbers(card)
        indicators = list(card.indicators)
        context = {
            "title": self._title(card),
            "council": self.settings.council,
            "committee": self.settings.committee,
            "position": card.position.long_label,
            "total": figures.counted(len(indicators), "indicator"),
            "reds": summary.named(card, Rating.RED),
            "ambers": summary.named(card, Rating.AMBER),
            "better": self._gone(indicators, Direction.BETTER),
            "worse": self._gone(indicators, Direction.WORSE),
            "withheld": figures.listed(withheld, self.words),
            "withheld_count": figures.counted(len(withheld), "indicator"),
            "wording": self.words.withheld,
            **more,
        }
        text = template.render(self.template, file, context)
        directives: dict[str, tuple[Block, ...]] = {
            "key": key.key(self.words, restricted=restricted),
            "scorecard": tuple(self._scorecard(card, page)),
            "ratings": (summary.ratings_strip(indicators, self.words, self.style),)
            if indicators
            else (),
        }
        return markdown.parse(text, f"templates/{self.template.name}/{file}", directives)

    def _gone(self, indicators: Sequence[PublicIndicator], direction: Direction) -> dict[str, str]:
        """Which indicators went this way since their figure before, as the template prints it."""
        numbers = sentences.travellers(indicators, direction)
        return {"count": str(len(numbers)), "numbers": figures.listed(numbers, self.words)}

    def _scorecard(
        self, card: DisclosedScorecard[PublicIndicator], page: PageSetup
    ) -> Iterator[Block]:
        maker = TableMaker(
            self.style, self.template, self.words, self.law, card.position, page.text_width_pt
        )
        for number, block in enumerate(card.blocks, 1):
            year = figures.year_name(block.months, block.year, self.words)
            caption = block.title.rstrip(": ") or f"Scorecard for {year}"
            yield Heading(2, (Text(caption),), f"scorecard-heading-{number}")
            yield maker.table(block, caption, f"scorecard-{number}")

    def _document(
        self,
        card: DisclosedScorecard[PublicIndicator],
        blocks: tuple[Block, ...],
        page: PageSetup,
        marking: Marking,
        detail: str,
    ) -> Document:
        title = _first_heading(blocks, self.template)
        position = f"Position as at end of {card.position.long_label}"
        restricted = marking is Marking.NOT_FOR_PUBLICATION
        head: tuple[RunningInline, ...] = (
            *((Text(f"{self.settings.council}    ", bold=True),) if self.settings.council else ()),
            Text(f"{_shortened(title)}    "),
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
                marking_detail=detail,
                footer=key.footer(self.words, restricted=restricted),
                page=(Text("Page "), PageNumber(), Text(" of "), PageCount()),
            ),
            blocks=blocks,
            logo=_logo(self.style),
        )

    def _exempt_detail(self, card: RestrictedScorecard) -> str:
        """The words that every copy must carry: the description in terms of the Act."""
        numbers = sorted(
            {n for i in card.indicators for e in i.exemptions for n in _paragraphs(e, self.law)}
        )
        if not numbers:
            return f"Exempt information. {self.law.citation}."
        described = (
            f"paragraph {n} ({self.law.paragraphs[n][0].lower()}{self.law.paragraphs[n][1:]})"
            for n in numbers
        )
        return (
            f"Exempt information. {self.law.citation}, "
            f"{figures.listed(list(described), self.words)}."
        )


def _logo(style: Style) -> Logo | None:
    logo = style.logo
    return Logo(logo.alt, logo.width_pt, logo.height_pt) if logo else None


def _shortened(title: str) -> str:
    """A title for the running header: whole if it fits about a line, else its beginning."""
    if len(title) <= _RUNNING_TITLE:
        return title
    return f"{title[:_RUNNING_TITLE].rpartition(' ')[0] or title[:_RUNNING_TITLE]} …"


def _first_heading(blocks: tuple[Block, ...], template: Template) -> str:
    """The paper's title: its first heading of level 1."""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1 and (title := plain(block.content)):
            return title
    raise BadInput(
        Fault(f"templates/{template.name}", "the paper has no title", "begin it with # {{ title }}")
    )


def _paragraphs(exemption: Exemption, law: Law) -> tuple[int, ...]:
    return law.paragraphs_for(exemption.reason, exemption.paragraphs)


def _exempt(card: RestrictedScorecard, law: Law, words: Words) -> Iterator[dict[str, object]]:
    """Why what is exempt: one entry a reason, with its indicators and its paragraphs' words."""
    numbers: dict[Exemption, list[str]] = {}
    for indicator in card.indicators:
        for exemption in indicator.exemptions:
            numbers.setdefault(exemption, []).append(indicator.number or indicator.title)
    for exemption, held in numbers.items():
        cited = _paragraphs(exemption, law)
        yield {
            "numbers": figures.listed(held, words),
            "reason": "" if exemption.paragraphs else exemption.reason,
            "paragraphs": figures.paragraphs(cited, words),
            "descriptions": figures.listed([law.paragraphs[n] for n in cited], words),
        }
