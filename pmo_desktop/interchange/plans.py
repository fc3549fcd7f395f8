"""Plans of other programs: Microsoft Project's XML, ProjectLibre's, GanttProject's.

No document type, no entity, and nothing of Java is ever brought to life.
"""

from xml.etree.ElementTree import ParseError

from pmo_desktop.interchange.bare_plan import BarePlan, tag_of
from pmo_desktop.interchange.gantt_project import gantt_project
from pmo_desktop.interchange.microsoft_project import microsoft_project
from pmo_desktop.interchange.sniff import POD_MARK


def read_pod(content: bytes) -> BarePlan | str:
    """The plan in a file of ProjectLibre: the XML that stands inside it, behind its own objects."""
    return read_plan(content[content.rindex(POD_MARK) + len(POD_MARK) :].strip(b"\0\r\n\t "))


_NO_MEMORY = 1  # expat's code


def read_plan(content: bytes) -> BarePlan | str:
    """The plan in an XML document, or "damaged" where it is no such plan."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
        return gantt_project(root) if tag_of(root) == "project" else microsoft_project(root)
    except ParseError as error:
        return "large" if error.code == _NO_MEMORY else "damaged"
    except (DefusedXmlException, ValueError, RecursionError, LookupError):
        return "damaged"
