from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pmo_desktop.domain.document import AttachmentContent, Document
from pmo_desktop.domain.errors import PmoError
from pmo_desktop.services import documents, workspaces
from pmo_desktop.services.documents import copy_of, link_of, safe_name
from pmo_desktop.storage.workspace import Workspace

TODAY = date(2026, 5, 20)
NASTY = [
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/shadow", "C:\\boot.ini", "\\\\server\\share\\x.pdf",
    "a/b/c.pdf", "..", ".", "", " ", "...", "con", "CON.pdf", "nul.txt", "aux", "com1.pdf", "lpt9", "prn.docx",
    "a\0b.pdf", "a\nb.pdf", "a\rb.pdf", "a\tb.pdf", "\u202egnp.exe.pdf", "a\u200bb.pdf", "a\u2066b\u2069.pdf",
    "a:b.pdf", "a*b?.pdf", "a<b>c.pdf", 'a"b.pdf', "a|b.pdf", "file.pdf:stream", "~/.ssh/id", "$HOME", "%PATH%",
    "`id`.pdf", "; rm -rf x.pdf", "-rf.pdf", ".hidden.pdf", "trailing. ", "trailing.pdf...", "x" * 400 + ".pdf",
    "é" * 300 + ".pdf", "📎.pdf", "普通.pdf", "ملف.pdf", "a\x7f.pdf", "a\x9b.pdf", "./x.pdf", "x/.", "\ufeffx.pdf",
    "//", "a\u2028b.pdf",
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "test.pmo")
    yield made
    made.close()


def attach(workspace: Workspace, name: str, content: bytes = b"Hello") -> int:
    return workspace.do("Attach", lambda s: documents.attach(s, name, content, project_key=None, on=TODAY).key).value


@pytest.mark.parametrize("name", NASTY)
def test_no_name_leaves_the_folder_it_is_written_to(name: str, tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    safe = safe_name(name)
    target = box / safe
    assert target.resolve().parent == box.resolve()
    target.write_bytes(b"x")
    assert [each.name for each in box.iterdir()] == [safe]
    assert len(safe) <= 120
    assert safe_name(safe) == safe


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_is_safe_and_stays_as_it_is(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert safe_name(safe) == safe


def test_a_file_is_kept_with_its_hash_and_handed_out_as_it_was(workspace: Workspace) -> None:
    first = attach(workspace, "Plan.PDF")
    second = attach(workspace, "copy of plan.pdf")
    with workspace.reading() as session:
        document = session.get_one(Document, first)
        assert (document.title, document.file_name, document.size) == ("Plan", "Plan.PDF", 5)
        assert document.sha256 == "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"
        assert copy_of(session, second).content == b"Hello"
        assert len(session.scalars(select(AttachmentContent)).all()) == 1
    workspace.undo()
    workspace.undo()
    workspace.redo()
    with workspace.reading() as session:
        assert copy_of(session, first).name == "Plan.PDF"


@pytest.mark.parametrize("name", ["run.exe", "run.pdf.bat", "macro.docm", "page.html", "picture.svg", "script.py", "x"])
def test_only_kinds_on_the_list_are_kept(workspace: Workspace, name: str) -> None:
    with pytest.raises(PmoError, match="not kept here"):
        attach(workspace, name)


def test_empty_and_huge_files_are_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PmoError, match="empty"):
        attach(workspace, "a.txt", b"")
    monkeypatch.setattr(documents, "MOST_BYTES", 4)
    with pytest.raises(PmoError, match="50 MB"):
        attach(workspace, "a.txt")


def test_bytes_that_are_not_what_they_were_are_not_handed_out(workspace: Workspace) -> None:
    key = attach(workspace, "a.txt")
    workspace.do("Spoil", lambda s: setattr(s.scalars(select(AttachmentContent)).one(), "content", b"other"))
    with workspace.reading() as session, pytest.raises(PmoError, match="not what it was"):
        copy_of(session, key)


@pytest.mark.parametrize(
    "location", ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG", "mailto:a@example.org"]
)
def test_web_and_mail_addresses_may_be_followed(location: str) -> None:
    assert link_of(f" {location} ") == location


@pytest.mark.parametrize(
    "location",
    [
        "", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "smb://server/x", "\\\\server\\share",
        "C:\\x.exe", "/home/x", "ftp://example.org", "https:", "https://", "vbscript:x", "ms-word:ofe|u|http://x",
        "https://exa mple.org", "https://example.org/\u202e", "java\nscript:x", "http://[", "www.example.org",
    ],
)  # fmt: skip
def test_nothing_else_is_a_link(location: str) -> None:
    assert link_of(location) == ""
