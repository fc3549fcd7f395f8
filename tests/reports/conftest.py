"""A paper to draw on, and ways to read what it wrote."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from pmo_desktop.reports.paper import Imprint, Paper


@pytest.fixture
def imprint() -> Imprint:
    return Imprint(
        title="Board pack P09",
        office="Portfolio Office",
        portfolio="Strategic Portfolio",
        period="P09 December 2020",
        classification="Internal",
        data_date="31 Dec 2020",
        audit_head="7c1e40b9d2f6aa55",
        author="I. Marchetti",
        language="en-GB",
    )


@pytest.fixture
def paper(imprint: Imprint) -> Paper:
    return Paper(imprint)


@pytest.fixture
def read() -> Callable[[Paper], PdfReader]:
    """Finish a paper and open what it wrote."""
    return lambda paper: PdfReader(BytesIO(paper.finish()))


@pytest.fixture
def texts(read: Callable[[Paper], PdfReader]) -> Callable[[Paper], list[str]]:
    """Finish a paper and return the text of every page."""
    return lambda paper: [page.extract_text() for page in read(paper).pages]
