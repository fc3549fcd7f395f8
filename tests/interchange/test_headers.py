import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.facts import FACTS
from pmo_desktop.domain.fields import fields_of
from pmo_desktop.domain.period import StatusReport
from pmo_desktop.domain.project import Project
from pmo_desktop.interchange.amounts import Unit
from pmo_desktop.interchange.headers import candidates, is_derived, other_list, read_header, years_in
from pmo_desktop.interchange.vocabulary import TARGETS, kind_of, target_named
from pmo_desktop.interchange.words import table

_FIELDS = table("synonyms")["fields"]


@pytest.mark.parametrize(("header", "field"), [
    ("Project Name", "name"), ("project_name", "name"), ("projectName", "name"), ("PROJECT\u00a0NAME", "name"),
    ("Project\nName", "name"), ("Name of the project:", "name"), ("GMPP ID Number", "reference"), ("N°", "reference"),
    ("Projekt-Nr.", "reference"), ("Projektleitung", "project_manager"), ("Intitulé du projet", "name"),
    ("Nombre del proyecto", "name"), ("Titolo del progetto", "name"), ("Ministère", "organisation"),
    ("Start (Baseline)", "baseline_start_on"), ("Baseline Start Date", "baseline_start_on"),
    ("Project End Date\n(Forecast)", "forecast_finish_on"), ("Fecha de finalización", "forecast_finish_on"),
    ("Data di inizio", "forecast_start_on"), ("Fertigstellung", "forecast_finish_on"),
    ("Forecast WLC (£m)", "whole_life_cost"), ("Gesamtkosten (T€)", "whole_life_cost"),
    ("Financial Year Baseline (£m) (including Non-Government Costs)", "in_year_budget"),
    ("FY23/24 Forecast £m", "in_year_forecast"), ("TOTAL Baseline Whole Life Costs (£m)", "whole_life_cost"),
    ("Spend to date", "ac"), ("Earned Value", "ev"), ("EAC (k€)", "eac"), ("Budget total", "bac"),
    ("Overall RAG", "overall"), ("Ampel", "overall"), ("Semáforo", "overall"), ("Schedule RAG", "schedule"),
    ("IPA Delivery Confidence Assessment (A Delivery Confidence Assessment of the project at a point)", "overall"),
    ("Departmental commentary on schedule, including any deviation from planned schedule", "schedule_note"),
    ("Path to Green", "path_to_green"), ("Prochaines étapes", "next_steps"), ("Direction of travel", "forward_look"),
    ("Start Date - Latest Approved", "forecast_start_on"), ("Projected/Actual Completion Date", "forecast_finish_on"),
    ("2013/2014 Budget £m", "in_year_budget"), ("Projected/Actual Cost ($ M)", "eac"), ("Latest RAG", "overall"),
    ("Programme", "programme"), ("Program Name", "programme"), ("Project / Program", "name"),
    ("Portfolio", "portfolio"),
    ("Project/Programme name", "name"), ("Programme Manager", "project_manager"),
    ("Reporting period", "period"), ("SRO", "sponsor"), ("Managed by the PMO?", "managed_by_pmo"),
])  # fmt: skip
def test_a_header_is_known_in_many_spellings_and_five_languages(header: str, field: str) -> None:
    assert candidates(header)[0].field == field


@pytest.mark.parametrize(
    "header",
    [
        "",
        "FFC",
        "Previous RAG",
        "Total Baseline Benefits £m",
        "Change (£m) / Against last quarter",
        "Tender Closed",
        "n_station",
    ],
)
def test_a_header_that_says_something_else_is_not_taken(header: str) -> None:
    assert not [candidate for candidate in candidates(header) if candidate.score >= 3]


@pytest.mark.parametrize(("header", "unit"), [
    ("2018/19 TOTAL Baseline £m\n(including Non-Government costs)", Unit("million", "GBP")),
    ("Cost (£'000)", Unit("thousand", "GBP")), ("k€ Kosten", Unit("thousand", "EUR")),
    ("Budget in Mio. EUR", Unit("million", "EUR")), ("Budget ($ millions)", Unit("million", "USD")),
    ("WLC £bn", Unit("billion", "GBP")), ("Budget [TEUR]", Unit("thousand", "EUR")),
    ("Budget (EUR)", Unit(None, "EUR")),
    ("Budget in millions", Unit("million")), ("Budget (m)", Unit("million")), ("Budget m", Unit()), ("Start", Unit()),
    ("Theatre budget", Unit()),
])  # fmt: skip
def test_the_unit_is_read_from_the_header(header: str, unit: Unit) -> None:
    assert read_header(header).unit == unit


@pytest.mark.parametrize(("header", "years"), [
    ("2018/19 TOTAL Baseline £m", ("2018/19",)), ("2018/2019 Variance %age", ("2018/19",)), ("uk_2019", ("2019",)),
    ("FY24 budget", ("2024",)), ("Budget 2024-25", ("2024/25",)), ("Stage 1", ()), ("12345", ()),
    ("2019 and 2020", ("2019", "2020")),
])  # fmt: skip
def test_the_years_in_a_header_are_found(header: str, years: tuple[str, ...]) -> None:
    assert years_in(header) == years


def test_a_percent_sign_is_a_unit_but_not_in_a_long_remark() -> None:
    assert read_header("2018/2019 Variance %age").percent
    assert read_header("Complete (%)").percent
    assert not read_header("Narrative on variance (if variance is more than 5%)").percent


def test_a_figure_that_follows_from_others_is_known() -> None:
    assert is_derived("2018/2019 Variance %age")
    assert is_derived("Abweichung")
    assert not is_derived("Budget")


@pytest.mark.parametrize(("headers", "name"), [
    (["Risk Number", "Brief Risk Description", "Residual Impact", ""], "risk log"),
    (["Nr.", "Risikobeschreibung", "Eintrittswahrscheinlichkeit", "Auswirkung"], "risk log"),
    (["ID", "Task", "Predecessors", "Duration", "% Complete"], "plan"),
    (["Issue", "Raised by", "Severity"], "issue log"),
])  # fmt: skip
def test_lists_that_are_no_register_are_known(headers: list[str], name: str) -> None:
    found, signs = other_list(headers)
    assert found == name
    assert signs > 1


def test_a_register_speaks_of_no_other_list() -> None:
    assert other_list(["Project name", "Department", "RAG", "Start date", "Whole life cost"])[1] == 0


@pytest.mark.parametrize("field", _FIELDS)
def test_every_field_is_found_by_each_of_its_synonyms(field: str) -> None:
    for phrases in _FIELDS[field]["words"].values():
        for phrase in phrases:
            found = candidates(phrase)
            assert field in {candidate.field for candidate in found if candidate.score >= 9}, phrase


def test_every_field_that_is_matched_exists_in_the_domain() -> None:
    known = {field.name for entity in (Project, StatusReport) for field in fields_of(entity)}
    assert set(_FIELDS) - known == {"period", "programme", "portfolio", "lifecycle"}
    assert set(FACTS) - set(_FIELDS) == {"eac_method"}
    assert all(target_named("project").specs[field].choices for field in _FIELDS if kind_of(field) == "choice")


@pytest.mark.parametrize("target", TARGETS)
def test_every_field_of_a_log_is_found_by_each_of_its_synonyms(target: str) -> None:
    for spec in target_named(target).specs.values():
        for phrase in spec.phrases:
            found = candidates(phrase, target)
            assert spec.name in {candidate.field for candidate in found if candidate.score >= 9}, (spec.name, phrase)


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"project", "portfolio"}))
def test_every_field_of_a_log_has_words_in_five_languages(target: str) -> None:
    told = table("logs")["targets"][target]["fields"]
    for field, entry in told.items():
        words = table("logs")["common"][field] if entry == 1 else entry
        assert list(words["words"]) == ["en", "fr", "de", "es", "it"], field


@given(st.text())
def test_no_header_makes_its_reader_fail(text: str) -> None:
    assert all(candidate.score > 0 for candidate in candidates(text))
