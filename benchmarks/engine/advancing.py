"""Owns a step of each form: passed on in memory, through JSON, and the peer's way."""

from dataclasses import dataclass
from functools import partial
from statistics import median
from xml.etree.ElementTree import Element

from benchmarks.engine import specimens
from benchmarks.engine.agreement import compare
from benchmarks.engine.reckoning import everything
from benchmarks.engine.specimens import Specimen
from benchmarks.engine.timing import often, once, percentile
from benchmarks.engine.walks import CONTEXT, Step, stored, walk
from benchmarks.peers.xform import XForm
from forms import engine
from forms.definition import Form
from forms.steps import Key, Resume
from forms.xlsform import from_markdown
from forms.xvalues import to_xvalue, written
from tests.forms.fakes import TODAY

QUESTIONS = 2000  # in all walks through a form together, at least
PEER = 20  # steps at which the peer is timed


@dataclass(frozen=True, slots=True)
class Advanced:
    """Microseconds: medians over the steps, and the slowest twentieth."""

    title: str
    steps: int
    memory: tuple[float, float]
    json: tuple[float, float]
    kept: float  # the JSON alone, there and back
    review: float
    everything: float  # all reckonings of the form from nothing, by our own engine
    peer: float  # the same by the peer


def run() -> list[Advanced]:
    return [
        _measured(one)
        for one in (specimens.outreach(), specimens.twelve(), specimens.five_hundred())
    ]


def _measured(specimen: Specimen) -> Advanced:
    form = from_markdown(specimen.markdown)
    walked = list(walk(form, specimen, through_json=True))  # also warms up
    rounds = range(max(3, QUESTIONS // len(walked)))
    in_memory = [one for _ in rounds for one in walk(form, specimen, through_json=False)]
    through = [one for _ in rounds for one in walk(form, specimen, through_json=True)]
    full = stored(walked[-1].turn.filling)
    return Advanced(
        specimen.title,
        len(walked),
        _both([one.advance for one in in_memory]),
        _both([one.advance for one in through]),
        median(one.kept for one in through),
        often(partial(engine.advance, form, full, Resume(), CONTEXT)),
        median(_everything(form, one) for one in _some(walked)),
        median(_peer(specimen, form, walked)),
    )


def _both(values: list[float]) -> tuple[float, float]:
    return median(values), percentile(values, 95)


def _some(walked: list[Step]) -> list[Step]:
    return walked[:: max(1, len(walked) // PEER)]


def _everything(form: Form, step: Step) -> float:
    return often(partial(everything, form, stored(step.turn.filling)), batches=3)


def _peer(specimen: Specimen, form: Form, walked: list[Step]) -> list[float]:
    """The value is set, then all binds are evaluated; in the end both hold the same."""
    peer = XForm(specimen.markdown, TODAY, {})
    timed = {id(one) for one in _some(walked)}
    found = []
    for step in walked:
        changed = [(peer.nodes(name)[0].value, value) for name, value in _changed(step).items()]
        if id(step) in timed:
            found.append(once(partial(_set_and_recalculate, peer, changed))[1])
        else:
            _set(changed)
    peer.recalculate()
    compare(form, walked[-1].turn.filling, peer)
    return found


def _changed(step: Step) -> dict[Key, str]:
    before, after = step.before.answers, step.turn.filling.answers
    return {
        key: written(to_xvalue(one.value, None)) for key, one in after.items() if key not in before
    }


def _set(values: list[tuple[Element, str]]) -> None:
    for element, value in values:
        element.text = value


def _set_and_recalculate(peer: XForm, values: list[tuple[Element, str]]) -> None:
    _set(values)
    peer.recalculate()
