"""Sending: messages in their order, each once, with pauses between tries. The clock is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from packgen.deliver.answer import Answer, Outcome, Post, Unreachable
from packgen.deliver.journal import Journal
from packgen.deliver.plan import Planned

Compose = Callable[[Planned], bytes]
"""Somebody who is to get a message -> its bytes, looked at and found fit."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast messages go. ``seconds`` reads a clock that only goes on, ``sleep`` waits;
    ``pauses_s`` stand before each further try, ``a_minute`` is the most in a minute (0: any)."""

    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    pauses_s: tuple[float, ...] = ()
    a_minute: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """Somebody who was to get a message, and what came of it."""

    planned: Planned
    answer: Answer


@dataclass(slots=True)
class Sending:
    """One sending by one way. ``say`` is told after every message: its number, of how many, and
    what came of it."""

    post: Post
    journal: Journal
    pace: Pace
    compose: Compose
    say: Callable[[str], object]
    _next_s: float = 0.0
    _last: dict[str, Sent] = field(default_factory=dict)

    def run(self, planned: Sequence[Planned]) -> tuple[Sent, ...]:
        """Those who are to get a message -> what came of each, in the same order.

        Raises BadInput for what no waiting mends; whatever was accepted until then stays so.
        """
        left, total = list(planned), len(planned)
        for pause_s in (0.0, *self.pace.pauses_s):
            if pause_s:
                self.say(
                    f"{_people(len(left))} still to be sent to; trying again in {_time(pause_s)}"
                )
                self.pace.sleep(pause_s)
            left = self._round(left, total)
            if not left:
                break
        return tuple(self._last[each.message.identifier] for each in planned)

    def _round(self, planned: Sequence[Planned], total: int) -> list[Planned]:
        """Tries each once -> those who are to be tried again."""
        again: list[Planned] = []
        for place, each in enumerate(planned):
            try:
                sent = self._one(each)
            except Unreachable as error:
                self.say(str(error))
                for other in planned[place:]:
                    before = self._last.get(other.message.identifier)
                    waits = before or Sent(other, Answer(Outcome.DEFERRED, str(error)))
                    self._last[other.message.identifier] = waits
                return [*again, *planned[place:]]
            self._last[each.message.identifier] = sent
            if sent.answer.outcome is Outcome.DEFERRED:
                again.append(each)
            done = sum(s.answer.outcome is not Outcome.DEFERRED for s in self._last.values())
            self.say(f"{done} of {total}: {each.recipient.email} {_told(sent.answer)}")
        return again

    def _one(self, planned: Planned) -> Sent:
        self._wait_turn()
        message = planned.message
        answer = self.post.hand_over(
            self.compose(planned),
            message.identifier,
            message.to,
            lambda: self.journal.intend(message),
        )
        self.journal.answered(message, answer)
        return Sent(planned, answer)

    def _wait_turn(self) -> None:
        """Waits until the next message may go."""
        if not self.pace.a_minute:
            return
        now = self.pace.seconds()
        if self._next_s > now:
            self.pace.sleep(self._next_s - now)
        self._next_s = max(now, self._next_s) + 60 / self.pace.a_minute


def groups(sent: Sequence[Sent]) -> Iterator[tuple[Outcome, list[Sent]]]:
    """What came of a sending -> those of each outcome, where there are any."""
    for outcome in Outcome:
        if found := [each for each in sent if each.answer.outcome is outcome]:
            yield outcome, found


def _told(answer: Answer) -> str:
    said = "" if answer.outcome is Outcome.ACCEPTED else f": {answer.said}"
    return f"{answer.outcome.value}{said}"


def _people(number: int) -> str:
    return f"{number} recipient{'' if number == 1 else 's'}"


def _time(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"
