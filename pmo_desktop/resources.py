"""Where the files that ship with the application are: icons, fonts, translations, samples."""

import sys
from pathlib import Path

# From source the folder stands beside the package (an installation is always editable); PyInstaller names the folder
# that it unpacked the same tree into.
_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[1])) / "resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource("fonts", "SourceSans3-Regular.ttf")`."""
    return _ROOT.joinpath(*parts)
