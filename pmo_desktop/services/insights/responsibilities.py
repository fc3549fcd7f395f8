"""The responsibility matrix as one reads it: rows, letters, totals, what is wrong with it and how to mend that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from pmo_desktop.domain.charter import Charter
from pmo_desktop.domain.choices import CharterState
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.responsibility import LeftAsIs
from pmo_desktop.domain.rules.responsibility import Assignment, Fault, Responsibility, findings
from pmo_desktop.services import responsibilities
from pmo_desktop.services.wording import names
from pmo_desktop.text import N_, say

Cells = dict[tuple[int, int], str]
_OFFERED = 3
_PARTS = 2  # a party both does it and answers for it, or has one part


@dataclass(frozen=True, slots=True)
class PartySeen:
    """A column; `works` counts the activities it does or answers for."""

    key: int
    name: str
    is_pmo: bool
    works: int


@dataclass(frozen=True, slots=True)
class ActivitySeen:
    """A row; `letters` by party, only those that are there; `faults` are those that are not left as they are."""

    key: int
    group: str
    title: str
    letters: Mapping[int, str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to mend a fault: cells to set, a party to take out, or an activity (the second) to join to the first."""

    title: str
    cells: Cells
    party: int | None = None
    join: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A fault in words; `name` is what it is about, `parties` are those at fault; left ones have a reason and a key."""

    fault: Fault
    activity: int | None
    party: int | None
    name: str
    note: str
    why: str
    parties: tuple[int, ...]
    repairs: tuple[Repair, ...]
    reason: str = ""
    left_key: int | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of one charter version; `findings` are open, `left` are left as they are."""

    charter_key: int
    office: str
    version: int
    state: CharterState
    parties: tuple[PartySeen, ...]
    activities: tuple[ActivitySeen, ...]
    findings: tuple[FindingSeen, ...]
    left: tuple[FindingSeen, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may still change."""
        return self.state in {CharterState.DRAFT, CharterState.IN_REVIEW}

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of activities, in their order."""
        return tuple(dict.fromkeys(each.group for each in self.activities))


def matrix(session: Session, charter_key: int) -> Matrix:
    """The matrix of a version; without rows or columns if there is none yet."""
    charter = session.get_one(Charter, charter_key)
    parties = responsibilities.parties(session, charter_key)
    activities = responsibilities.activities(session, charter_key)
    cells = responsibilities.letters(session, charter_key)
    told = _Telling({each.key: each.name for each in parties}, {each.key: each.title for each in activities}, cells)
    every = told.findings()
    left = {
        (each.fault, each.activity_key, each.party_key): each
        for each in responsibilities.left_as_is(session, charter_key)
    }
    kept = [each for each in every if (each.fault, each.activity, each.party) not in left]
    return Matrix(
        charter_key=charter_key,
        office=session.get_one(Office, charter.office_key).name,
        version=charter.version,
        state=charter.state,
        parties=tuple(PartySeen(each.key, each.name, each.is_pmo, told.works(each.key)) for each in parties),
        activities=tuple(
            ActivitySeen(
                each.key,
                each.group,
                each.title,
                {party: put for (activity, party), put in cells.items() if activity == each.key},
                tuple(found.fault for found in kept if found.activity == each.key),
            )
            for each in activities
        ),
        findings=tuple(kept),
        left=tuple(_left(each, left) for each in every if (each.fault, each.activity, each.party) in left),
    )


@dataclass(frozen=True, slots=True)
class Duty:
    """An activity as it concerns the PMO: its letters there, and who does it and who answers for it."""

    group: str
    title: str
    letters: str
    doing: str
    accountable: str

    @property
    def is_ours(self) -> bool:
        """Whether the PMO does it or answers for it."""
        return bool(set(self.letters) & set("AR"))


def duties(found: Matrix) -> tuple[Duty, ...]:
    """What each activity means for the PMO: the parties marked as such, or the first where none is."""
    ours = [party.key for party in found.parties if party.is_pmo] or [party.key for party in found.parties[:1]]
    told = {party.key: party.name for party in found.parties}
    return tuple(
        Duty(
            each.group,
            each.title,
            "".join(dict.fromkeys(letter for party in ours for letter in each.letters.get(party, "")))[:_PARTS],
            names([told[party] for party in told if "R" in each.letters.get(party, "")]),
            names([told[party] for party in told if "A" in each.letters.get(party, "")]),
        )
        for each in found.activities
    )


def _left(found: FindingSeen, left: Mapping[tuple[Fault, int | None, int | None], LeftAsIs]) -> FindingSeen:
    kept = left[found.fault, found.activity, found.party]
    return replace(found, reason=kept.reason, left_key=kept.key)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Names of parties and titles of activities by key, and the letters: enough to tell what is wrong."""

    names: Mapping[int, str]
    titles: Mapping[int, str]
    cells: Cells

    def works(self, party: int) -> int:
        return sum(bool(set(put) & set("RA")) for (_, other), put in self.cells.items() if other == party)

    def findings(self) -> list[FindingSeen]:
        """Every fault, the grave ones first, in the order of the activities."""
        assigned = [
            Assignment(activity, party, Responsibility(letter))
            for (activity, party), put in self.cells.items()
            for letter in put
        ]
        found = findings(tuple(self.titles.items()), tuple(self.names), assigned)
        order = list(Fault)
        told = [
            self._told(each.fault, int(each.activity) if each.activity else None, tuple(map(int, each.parties)))
            for each in found
        ]
        return sorted(told, key=lambda each: order.index(each.fault))

    def _told(self, fault: Fault, activity: int | None, parties: tuple[int, ...]) -> FindingSeen:
        who = names([self.names[party] for party in parties])
        note, why = _WORDS[fault]
        return FindingSeen(
            fault,
            activity,
            parties[0] if activity is None else None,
            self.titles[activity] if activity is not None else who,
            say(note, parties=who) if parties or fault in _ALONE else say("nobody does it, nobody answers for it"),
            say(why),
            parties,
            tuple(self._repairs(fault, activity, parties)),
        )

    def _repairs(self, fault: Fault, activity: int | None, parties: tuple[int, ...]) -> Iterator[Repair]:
        if activity is None:
            (party,) = parties
            yield Repair(say("Take out {party}", party=self.names[party]), {}, party=party)
        elif fault is Fault.SAME_ACTIVITY:
            same = _plain(self.titles[activity])
            first = next(key for key, title in self.titles.items() if _plain(title) == same)
            yield Repair(say("Make one of them"), {}, join=(first, activity))
        elif fault is Fault.SEVERAL_ACCOUNTABLE:
            for kept in parties:
                yield Repair(
                    say("Keep {party}", party=self.names[kept]),
                    {(activity, party): self._without_a(activity, party) for party in parties if party != kept},
                )
        else:
            yield from self._offers(fault, activity, parties)

    def _offers(self, fault: Fault, activity: int, parties: tuple[int, ...]) -> Iterator[Repair]:
        title, letter = _OFFERS[fault]
        free = [party for party in self.names if (activity, party) not in self.cells]
        if fault is Fault.NOBODY_TOLD:
            offered = free
        else:
            asked = [party for party in self.names if party not in parties]
            offered = [*parties, *asked]
        for party in offered[:_OFFERED]:
            kept = self.cells.get((activity, party), "") if party in parties else ""
            yield Repair(say(title, party=self.names[party]), {(activity, party): kept + letter})

    def _without_a(self, activity: int, party: int) -> str:
        return self.cells[activity, party].replace("A", "") or "C"


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


_ALONE = {Fault.NOBODY_TOLD, Fault.SAME_ACTIVITY}
_OFFERS = {
    Fault.NO_ACCOUNTABLE: (N_("{party} answers"), "A"),
    Fault.NO_RESPONSIBLE: (N_("{party} does it"), "R"),
    Fault.NOBODY_TOLD: (N_("Tell {party}"), "I"),
}
_WORDS = {
    Fault.SEVERAL_ACCOUNTABLE: (
        N_("{parties}"),
        N_("Two parties answer for the same thing; in a dispute nobody does. Keep one A; the other becomes C."),
    ),
    Fault.NO_ACCOUNTABLE: (
        N_("done by {parties}, nobody answers for it"),
        N_("Somebody has to answer for it when it goes wrong. Give one party the A, beside its R if it does the work."),
    ),
    Fault.NO_RESPONSIBLE: (
        N_("{parties} answers, nobody does it"),
        N_("It is answered for and not done. Give an R to who does the work."),
    ),
    Fault.NOBODY_TOLD: (
        N_("no party is asked or told"),
        N_("Who is neither asked nor told learns of it too late. Give a C or an I to who has to live with it."),
    ),
    Fault.SAME_ACTIVITY: (
        N_("stands in the matrix twice"),
        N_("Work that is named twice is done twice, or by nobody. Make one activity of both."),
    ),
    Fault.PARTY_WITHOUT_ROLE: (
        N_("{parties} has no letter in any activity"),
        N_("A party without any role need not stand in the matrix. Give it a letter, or take it out."),
    ),
}
