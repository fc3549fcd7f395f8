"""Start PMO Desktop: `python -m pmo_desktop`, and the entry point of the standalone application."""

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["--read-workbook"]:  # the child that reads a spreadsheet and may be killed; see interchange
        from pmo_desktop.interchange.workbook import main as read_workbook

        read_workbook(*sys.argv[2:])
    else:
        from pmo_desktop.cli import main

        sys.exit(main())
