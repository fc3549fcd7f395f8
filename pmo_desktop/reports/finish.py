"""The finish of a PDF: what its parts are, in the order to read them, for screen readers; its metadata; its size.

ReportLab writes the pages with marks around their parts; here they become the tree that PDF calls structure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmo_desktop.reports.paper import Imprint

Step = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked part of a page: its kind (P, H1, TD, Figure …), the groups it lies in, and what it says in words."""

    kind: str
    within: tuple[Step, ...] = ()
    alt: str = ""


def finished(content: bytes, marks: Sequence[Sequence[Mark]], imprint: "Imprint") -> bytes:
    """Give a PDF its structure, language and metadata; the same content gives the same bytes."""
    import pikepdf

    into = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        _Structure(pdf).build(marks)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = imprint.title
            metadata["dc:creator"] = [imprint.author or imprint.office]
            metadata["dc:language"] = {imprint.language}
            metadata["pdf:Producer"] = "PMO Desktop"
        pdf.save(into, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return into.getvalue()


class _Structure:
    """The tree of a document: one section for each page, its parts and groups in the order they were drawn."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401  a document of pikepdf
        import pikepdf

        self._kit = pikepdf
        self.pdf = pdf
        self.root = self._made(Type=pikepdf.Name.StructTreeRoot)
        self.document = self._element("Document", self.root)

    def _made(self, **entries: Any) -> Any:  # noqa: ANN401
        return self.pdf.make_indirect(self._kit.Dictionary(**entries))

    def _element(self, kind: str, parent: Any) -> Any:  # noqa: ANN401
        made = self._made(Type=self._kit.Name.StructElem, S=self._kit.Name(f"/{kind}"), P=parent, K=self._kit.Array([]))
        if parent is not self.root:
            parent.K.append(made)
        return made

    def build(self, marks: Sequence[Sequence[Mark]]) -> None:
        """Make the tree and tie it to the pages."""
        numbers: Any = self._kit.Array([])
        for number, (page, own) in enumerate(zip(self.pdf.pages, marks, strict=True)):
            page.obj.StructParents = number
            numbers.extend([number, self._kit.Array(self._page(page.obj, own))])
        self.root.K = self.document
        self.root.ParentTree = self._made(Nums=numbers)
        self.root.ParentTreeNextKey = len(marks)
        self.pdf.Root.StructTreeRoot = self.root

    def _page(self, page: Any, marks: Sequence[Mark]) -> list[Any]:  # noqa: ANN401
        section, groups, found = self._element("Sect", self.document), dict[Step, Any](), list[Any]()
        for number, mark in enumerate(marks):
            parent = section
            for step in mark.within:
                if step not in groups:
                    groups[step] = self._element(step[0], parent)
                parent = groups[step]
            element = self._element(mark.kind, parent)
            element.Pg = page
            element.K = number
            if mark.alt:
                element.Alt = mark.alt
            found.append(element)
        return found
