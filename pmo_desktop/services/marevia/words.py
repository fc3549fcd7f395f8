"""The words of a status report, with dates, money and shares as the project’s course has them."""

from datetime import date, timedelta

from pmo_desktop.services.marevia import course
from pmo_desktop.services.marevia.tables import Row, begins, cut_offs

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MILLION = 1000  # tables give thousands
_A_MONTH = timedelta(days=28)
_NEXT_MILESTONES = 2
_WORTH_A_NOTE = 0.05  # of the year's budget
_WORTH_TELLING = 0.01  # of the project's budget


def day(on: date) -> str:
    """A date as “4 March 2027”."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def euros(thousands: int) -> str:
    """An amount in thousand euros as “2.8 M€” or “850 k€”."""
    return f"{thousands / _MILLION:.1f} M€" if abs(thousands) >= _MILLION else f"{thousands} k€"


def share(part: int, whole: int) -> str:
    """A part of a whole as “6.4%”."""
    return f"{100 * part / whole:.1f}%"


def days(count: int) -> str:
    """A count of days as “14 days”."""
    return "1 day" if count == 1 else f"{count} days"


def story(row: Row, period: int) -> str:
    """The summary of a project in one period, with its figures filled in."""
    over = course.eac(row, period) - row["bac"]
    text: str = row["story"][period]
    return text.format(
        slip=days(course.slip(row, period)),
        finish=day(course.finish(row, period)),
        eac=euros(course.eac(row, period)),
        over=share(over, row["bac"]),
        under=share(-over, row["bac"]),
    )


def achieved(row: Row, period: int) -> str:
    """The milestones reached since the last data date; without any, how far the work has come."""
    since = cut_offs()[period - 1] if period else cut_offs()[0] - _A_MONTH
    reached = [
        f"{name} on {day(actual_on)}."
        for name, _, baseline_on, weight, *_ in row["milestones"]
        if (actual_on := course.milestone_dates(row, baseline_on, weight, period)[1]) and actual_on > since
    ]
    return " ".join(reached) or _progress(row, period)


def _progress(row: Row, period: int) -> str:
    bac, now = row["bac"], course.course(row, period).ev
    if period == begins(row):
        return f"Work done stands at {share(now, bac)} of the budget."
    before = course.course(row, period - 1).ev
    if now - before < _WORTH_TELLING * bac:
        return ""
    return f"Work done rose from {share(before, bac)} to {share(now, bac)} of the budget."


def next_steps(row: Row, period: int) -> str:
    """The next two milestones with their forecast dates."""
    coming = [
        f"{name}, {day(forecast_on)}."
        for name, _, baseline_on, weight, *_ in row["milestones"]
        for forecast_on, actual_on in [course.milestone_dates(row, baseline_on, weight, period)]
        if forecast_on and not actual_on
    ]
    return " ".join(coming[:_NEXT_MILESTONES])


def schedule_note(row: Row, period: int) -> str:
    """How the forecast finish moved since the last period; nothing for a project on its baseline."""
    slip, finish = course.slip(row, period), day(course.finish(row, period))
    if period == begins(row):
        return f"Forecast finish {finish}, {days(slip)} after the baseline." if slip > 0 else ""
    moved = slip - course.slip(row, period - 1)
    if moved:
        return f"Forecast finish {days(abs(moved))} {'later' if moved > 0 else 'earlier'} than last month: {finish}."
    return f"Forecast finish unchanged, {days(slip)} after the baseline." if slip > 0 else ""


def cost_note(row: Row, period: int) -> str:
    """How EAC moved since the last period; nothing if it did not."""
    now, before = (course.eac(row, each) for each in (period, max(period - 1, begins(row))))
    if now == before:
        return ""
    way, side = "rose" if now > before else "fell", "above" if now >= row["bac"] else "below"
    gap = share(abs(now - row["bac"]), row["bac"])
    return f"EAC {way} by {euros(abs(now - before))} to {euros(now)}, {gap} {side} budget."


def budget_note(row: Row, period: int) -> str:
    """How the year will end, where that is more than a twentieth from its budget."""
    now = course.course(row, period)
    gap = now.in_year_forecast - now.in_year_budget
    if abs(gap) < _WORTH_A_NOTE * now.in_year_budget:
        return ""
    side, budget = "above" if gap > 0 else "below", euros(now.in_year_budget)
    return f"Forecast for 2026 is {euros(now.in_year_forecast)}, {euros(abs(gap))} {side} the budget of {budget}."
