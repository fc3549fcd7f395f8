"""The text of the pack, read back, is what the workspace says."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from pmo_desktop.reports.pack import make_pack
from pmo_desktop.services import periods
from pmo_desktop.services.formats import show_change, show_date, show_money
from pmo_desktop.services.insights.decisions import decisions
from pmo_desktop.services.insights.entries import standing
from pmo_desktop.services.sample import write_sample


def test_names_dates_slips_and_costs_of_every_project_and_every_ask_are_read_back(tmp_path: Path) -> None:
    workspace = write_sample(tmp_path / "sample.pmo")
    pack = make_pack(workspace)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pack.content)).pages]
    first = dict(pack.first_pages)
    register, asked = (
        "".join(pages[first["annex"] - 1 :]),
        "".join(pages[first["decisions"] - 1 : first["dashboard"] - 1]),
    )
    with workspace.reading() as session:
        period = periods.current_period(session)
        assert period is not None
        stood = standing(session, period)
        found = decisions(session, stood)
    assert found is not None
    assert len(stood.entries) > 20
    for entry in stood.entries:
        finish = show_date(entry.finish_on) if entry.finish_on else "—"
        slip = show_change(entry.slip_days) if entry.slip_days is not None else "—"
        cost = show_money(entry.whole_life_cost, stood.currency, 1_000_000, 1)
        percent = show_change(entry.cost_percent, 1) if entry.cost_percent is not None else "—"
        assert "".join(f"{entry.reference}{entry.name}".split()) in register
        assert "".join(f"{finish}{slip}{cost}{percent}".split()) in register, entry.name
    for ask in found.to_decide:
        assert "".join(ask.title.split()) in asked
        assert "".join(show_date(ask.decide_by_on).split()) in asked
        assert all("".join(option.title.split()) in asked for option in ask.options)
    workspace.close()
