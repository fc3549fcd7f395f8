"""Which deeds there are, by the table of the record. To add one: a function in this folder and a line here."""

from pmo_desktop.services.escalations import RAISED
from pmo_desktop.text import N_
from pmo_desktop.ui.deeds import files, meetings, offices, projects, records, verdicts
from pmo_desktop.ui.deeds.deed import Deed, Values

_ESCALATE = {
    entity.__tablename__: Deed("escalate", N_("Escalate…"), "arrow-up", records.raising(entity.__tablename__))
    for entity in RAISED
}


def _is_undecided(values: Values) -> bool:
    return values.get("outcome") is None


def _is_unjudged(values: Values) -> bool:
    return values.get("verdict") is None


def _is_unchecked(values: Values) -> bool:
    return values.get("effect_checked_on") is None


def _runs(values: Values) -> bool:
    return values.get("ended_on") is None


DEEDS: dict[str, tuple[Deed, ...]] = {
    **{table: (deed,) for table, deed in _ESCALATE.items()},
    "action": (
        Deed("check effect", N_("Check the effect…"), "eye", records.check_effect, _is_unchecked),
        _ESCALATE["action"],
    ),
    "decision": (Deed("decide", N_("Decide…"), "check", verdicts.decide, _is_undecided), _ESCALATE["decision"]),
    "change_request": (
        Deed("judge", N_("Judge…"), "check", verdicts.judge_change, _is_unjudged),
        _ESCALATE["change_request"],
    ),
    "governance_body": (Deed("plan meetings", N_("Plan meetings…"), "calendar", meetings.plan),),
    "office": (Deed("its projects", N_("Show its projects"), "register", offices.show_projects),),
    "gate": (Deed("judge", N_("Give a verdict…"), "check", verdicts.judge_gate, _is_unjudged),),
    "recovery": (Deed("end recovery", N_("End the recovery…"), "check", projects.end_recovery, _runs),),
    "benefit": (Deed("measure", N_("Measure…"), "plus", records.measure),),
    "document": (Deed("show", N_("Open"), "open", files.show, files.can_open),),
    "project": (
        Deed("baseline", N_("Set a new baseline…"), "flag", projects.ask_baseline),
        Deed("recovery", N_("Begin a recovery…"), "warning", projects.begin_recovery),
    ),
}
# How a new row is asked for where the form of its fields is not enough.
NEW = {
    "baseline": projects.choosing(N_("Set a new baseline…"), projects.ask_baseline),
    "recovery": projects.choosing(N_("Begin a recovery…"), projects.begin_recovery),
    "document": files.ask_new,
}
