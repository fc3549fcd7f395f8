"""The service catalogue of an office: what it gives, the mix meant against the mix given, and what customers cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pmo_desktop.domain.choices import ServiceGroup
from pmo_desktop.domain.office import Office
from pmo_desktop.domain.service import Service, ServiceRequest, ServiceRole, ServiceState
from pmo_desktop.services.formats import show_change, show_percent
from pmo_desktop.services.insights.office_shapes import MixShare, ServiceMix
from pmo_desktop.services.settings import settings_of
from pmo_desktop.text import say

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class ServiceSeen:
    """One service; `asked` and `done` count its requests, `value` is how customers valued it, 1 to 5 on average."""

    key: int
    title: str
    group: ServiceGroup
    role: ServiceRole
    state: ServiceState
    description: str
    customers: tuple[str, ...]
    owner: str
    fte: float | None
    cost_per_year: int | None
    measure: str
    target: str
    result: str
    asked: int
    done: int
    value: float | None


@dataclass(frozen=True, slots=True)
class CustomerCost:
    """What one customer costs a year, in minor units, through how many live services, and what it asked for."""

    name: str
    cost: int
    services: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The services of one office in their groups; figures are of live services, money a year in minor units."""

    office: str
    currency: str
    services: tuple[ServiceSeen, ...]
    mix: ServiceMix
    customers: tuple[CustomerCost, ...]

    def of_state(self, state: ServiceState) -> tuple[ServiceSeen, ...]:
        """The services in one state."""
        return tuple(each for each in self.services if each.state is state)

    @property
    def fte(self) -> float:
        """People in live services, in full-time equivalents."""
        return sum(each.fte or 0 for each in self.of_state(ServiceState.LIVE))

    @property
    def cost(self) -> int:
        """Cost of live services per year."""
        return sum(each.cost_per_year or 0 for each in self.of_state(ServiceState.LIVE))

    @property
    def waiting(self) -> int:
        """Requests without an end."""
        return sum(each.asked - each.done for each in self.services)


def catalogue(session: Session, office_key: int) -> Catalogue:
    """The catalogue of an office."""
    office = session.get_one(Office, office_key)
    found = list(session.scalars(select(Service).where(Service.office_key == office_key)))
    requests: dict[int, list[ServiceRequest]] = {}
    for each in session.scalars(select(ServiceRequest)):
        requests.setdefault(each.service_key, []).append(each)
    groups, states = list(ServiceGroup), [ServiceState.LIVE, ServiceState.PLANNED, ServiceState.RETIRED]
    found.sort(key=lambda each: (groups.index(each.group), states.index(each.state), each.title))
    services = tuple(_seen(each, requests.get(each.key, ())) for each in found)
    return Catalogue(
        office.name,
        settings_of(session).currency,
        services,
        _mix(office, services),
        _customers(each for each in services if each.state is ServiceState.LIVE),
    )


def _seen(each: Service, requests: Sequence[ServiceRequest]) -> ServiceSeen:
    valued = [request.value for request in requests if request.value is not None]
    return ServiceSeen(
        each.key,
        each.title,
        each.group,
        each.role,
        each.state,
        each.description,
        each.customer_names(),
        each.owner,
        each.fte,
        each.cost_per_year,
        each.measure,
        each.target,
        each.result,
        len(requests),
        sum(request.closed_on is not None for request in requests),
        sum(valued) / len(valued) if valued else None,
    )


def _mix(office: Office, services: Sequence[ServiceSeen]) -> ServiceMix:
    """Shares of the effort of live services by group beside what the office means to give; nothing without services."""
    if not services:
        return ServiceMix()
    live = [each for each in services if each.state is ServiceState.LIVE]
    whole = sum(each.fte or 0 for each in live)
    rows: list[MixShare] = []
    for group, intended in office.intended_mix().items():
        effort = sum(each.fte or 0 for each in live if each.group is group)
        delivered = effort / whole * _WHOLE if whole else None
        rows.append(MixShare(group.label, intended, delivered, _gap(intended, delivered), group.value))
    return ServiceMix(tuple(rows))


def _gap(intended: float | None, delivered: float | None) -> str:
    if delivered is None:
        return say("nothing is live")
    if intended is None:
        return show_percent(delivered, 0)
    return say("{step} points", step=show_change(delivered - intended, 0))


def _customers(live: Iterable[ServiceSeen]) -> tuple[CustomerCost, ...]:
    """The cost of each service shared evenly among its customers to the last minor unit, the dearest first."""
    cost: dict[str, int] = {}
    count: dict[str, int] = {}
    for each in live:
        for place, name in enumerate(each.customers):
            share, rest = divmod(each.cost_per_year or 0, len(each.customers))
            cost[name] = cost.get(name, 0) + share + (place < rest)
            count[name] = count.get(name, 0) + 1
    ordered = sorted(cost, key=lambda name: (-cost[name], name))
    return tuple(CustomerCost(name, cost[name], count[name]) for name in ordered)
