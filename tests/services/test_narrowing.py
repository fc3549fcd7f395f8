from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from pmo_desktop.domain.base import Base
from pmo_desktop.domain.project import Portfolio, Programme, Project
from pmo_desktop.domain.risk import Risk
from pmo_desktop.domain.schema import ENTITIES
from pmo_desktop.services.narrowing import narrowed, scope_names
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


def test_only_the_projects_of_a_programme_and_what_belongs_to_them_are_left(sample: Workspace) -> None:
    with sample.reading() as session:
        programme = session.scalars(select(Programme).order_by(Programme.key)).first()
        assert programme is not None
        key, name = programme.key, programme.name
        inside = set(session.scalars(select(Project.key).where(Project.programme_key == key)))
        risks = set(session.scalars(select(Risk.key).where(Risk.project_key.in_(inside))))
        every = session.scalar(select(func.count()).select_from(Project))
        assert scope_names(session, [key]) == [name]
    copy = narrowed(sample, [key])
    with copy.reading() as session:
        assert set(session.scalars(select(Project.key))) == inside
        assert set(session.scalars(select(Risk.key))) == risks
    assert copy.faults() == []
    copy.close()
    with sample.reading() as session:
        assert session.scalar(select(func.count()).select_from(Project)) == every


def test_a_portfolio_holds_the_projects_of_its_programmes_and_its_own(sample: Workspace) -> None:
    with sample.reading() as session:
        portfolio = session.scalars(select(Portfolio).order_by(Portfolio.key)).first()
        assert portfolio is not None
        programmes = select(Programme.key).where(Programme.portfolio_key == portfolio.key)
        in_it = Project.programme_key.in_(programmes) | (Project.portfolio_key == portfolio.key)
        inside, key = set(session.scalars(select(Project.key).where(in_it))), portfolio.key
    copy = narrowed(sample, [key])
    with copy.reading() as session:
        assert set(session.scalars(select(Project.key))) == inside
    copy.close()


def test_of_one_project_nothing_of_another_is_left_in_any_table(sample: Workspace) -> None:
    with sample.reading() as session:
        key = session.scalars(select(Project.key).order_by(Project.key)).first()
        assert key is not None
    copy = narrowed(sample, [key])
    with copy.reading() as session:
        for entity in ENTITIES:
            owner = Base.metadata.tables[entity.__tablename__].c.get("project_key")
            if owner is not None:
                assert set(session.scalars(select(owner))) <= {key}, entity
    copy.close()
