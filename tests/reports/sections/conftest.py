"""Real and invented material for every section, and ways to read the pages it comes to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject

from pmo_desktop.domain.recipe import OnePagerRule
from pmo_desktop.interchange import read_register
from pmo_desktop.reports.lettering import text_width
from pmo_desktop.reports.paper import Imprint, Paper
from pmo_desktop.reports.region import HEIGHT, MARGIN, WIDTH
from pmo_desktop.reports.sections.section import Material, Section
from pmo_desktop.resources import resource
from pmo_desktop.services import periods, recipes, workspaces
from pmo_desktop.services.imports import take_register
from pmo_desktop.services.insights.entries import Standing, standing
from pmo_desktop.services.sample import write_sample
from pmo_desktop.storage.workspace import Workspace


def squashed(text: str) -> str:
    """A text without its white space, which the end of a line changes."""
    return "".join(text.split())


@dataclass(frozen=True)
class Word:
    """A piece of text on a page: its base line, its left and right end, its size, all in points."""

    low: float
    left: float
    right: float
    size: float
    text: str

    def is_outside(self) -> bool:
        """Whether it leaves the frame."""
        inside = self.left > MARGIN - 8 and self.right < WIDTH - MARGIN + 8
        return not (inside and MARGIN - 16 < self.low < HEIGHT - MARGIN)

    def is_on(self, other: "Word") -> bool:
        """Whether it stands on another piece."""
        beside = self.right < other.left + 1.5 or other.right < self.left + 1.5
        return not beside and abs(self.low - other.low) < 0.6 * min(self.size, other.size)


class Drawn:
    """What a section came to: the answer it was drawn from, the text of its pages, and where each word stands."""

    def __init__(self, answer: Any, reader: PdfReader) -> None:  # noqa: ANN401  any section's answer
        self.answer = answer
        self.reader = reader
        read = [_read(page) for page in reader.pages]
        self.pages = [" ".join(text.split()) for text, _ in read]
        self.words = [words for _, words in read]
        self.text = " ".join(self.pages)
        self._squashed = squashed(self.text)

    def says(self, words: str) -> bool:
        """Whether the pages say this, wherever its lines break."""
        return squashed(words) in self._squashed

    def misplaced(self) -> list[str]:
        """Words that stand on other words or outside the frame."""
        outside = [word.text for words in self.words for word in words if word.is_outside()]
        return outside + [
            f"{one.text} / {other.text}"
            for words in self.words
            for at, one in enumerate(words)
            for other in words[at + 1 :]
            if one.is_on(other)
        ]


def _read(page: Any) -> tuple[str, list[Word]]:  # noqa: ANN401  pypdf
    """The text of a page, and every piece of text that stands on the page itself."""
    found: list[Word] = []
    _pass_over_drawings(page)

    def visit(text: str, at: list[float], within: list[float], face: dict[str, Any] | None, size: float) -> None:
        said = text.strip()
        left = at[0] * within[4] + at[2] * within[5] + at[4]
        low = at[1] * within[4] + at[3] * within[5] + at[5]
        in_a_drawing = abs(left) < 20 and abs(low) < 20  # its own middle is the origin
        if said and not in_a_drawing:
            bold = "semibold" if face and "emi" in str(face.get("/BaseFont")) else "regular"
            found.append(Word(low, left, left + text_width(said, size, bold), size, said))

    return page.extract_text(visitor_text=visit), found


def _pass_over_drawings(page: Any) -> None:  # noqa: ANN401  pypdf
    """Treat the shapes of ratings and the watermark as pictures: reading them hundreds of times takes very long."""
    drawings = page["/Resources"].get("/XObject", {})
    for name in drawings:
        if "status" in name or "draft" in name:
            drawings[NameObject(name)] = DictionaryObject({NameObject("/Subtype"): NameObject("/Image")})


Change = Callable[[Standing], Standing]
Draw = Callable[..., Drawn | None]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample workspace; nobody writes to it."""
    workspace = write_sample(tmp_path_factory.mktemp("sample") / "sample.pmo")
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """184 real projects of 2021, 70 of which were there in 2019; nobody writes to it."""
    workspace = workspaces.create(tmp_path_factory.mktemp("register") / "register.pmo", organisation="Government")
    for name in ("uk_2021.csv", "uk_2019.csv"):
        table = read_register(resource("sample", "gmpp", name))
        workspace.do("Import", lambda session, table=table: take_register(session, table))  # type: ignore[misc]
    yield workspace
    workspace.close()


@pytest.fixture
def draw(imprint: Imprint) -> Draw:
    """Ask and draw a section of a workspace's newest period, or of another; none if it has nothing to say."""

    def drawn(
        section: Section[Any],
        workspace: Workspace,
        period: str = "",
        change: Change = lambda stood: stood,
        left_out: tuple[str, ...] = (),
    ) -> Drawn | None:
        with workspace.reading() as session:
            found = periods.period_named(session, period) if period else periods.current_period(session)
            assert found is not None
            stood = change(standing(session, found))
            named = replace(recipes.recipe_named(session), audience="Board", distribution="All members")
            recipe = replace(named, one_pagers=OnePagerRule.REDS)
            answer = section.ask(Material(session, stood, recipe, left_out))
        if answer is None:
            return None
        paper = Paper(imprint)
        paper.begin(section.key, section.choices(recipe))
        section.draw(paper, answer)
        return Drawn(answer, PdfReader(BytesIO(paper.finish())))

    return drawn


def _many(stood: Standing) -> Standing:
    every = [
        replace(entry, key=entry.key + number, name=f"{entry.name} {number}")
        for entry in stood.entries
        for number in range(1, 500 // len(stood.entries) + 2)
    ]
    return replace(stood, entries=tuple(every[:500]))


def _long(stood: Standing) -> Standing:
    tail = "and everything that a careful sponsor thought had to be part of its name"
    return replace(
        stood, entries=tuple(replace(entry, name=f"{entry.name} {tail}", sponsor=tail) for entry in stood.entries)
    )


def _alone(stood: Standing) -> Standing:
    return replace(stood, entries=stood.entries[:1], gone=(), previous=None, earlier=())


def _foreign(stood: Standing) -> Standing:
    names = ("Ανανέωση σηματοδότησης", "Обновление сигнализации", "R&D <b>$x$</b>", "Überführung Nord")
    entries = [replace(entry, name=names[at % 4]) for at, entry in enumerate(stood.entries)]
    return replace(stood, entries=tuple(entries))


CHANGES: dict[str, Change] = {
    "as it is": lambda stood: stood,
    "long names": _long,
    "one project": _alone,
    "foreign names": _foreign,
}


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> Change:
    """Every kind of portfolio that a page has to bear."""
    return CHANGES[request.param]


@pytest.fixture
def many() -> Change:
    """500 projects."""
    return _many


@pytest.fixture
def alone() -> Change:
    """One project, in the first period there is."""
    return _alone


@pytest.fixture
def nothing() -> Change:
    """No project at all."""
    return lambda stood: replace(stood, entries=(), gone=())
