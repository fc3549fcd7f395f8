"""`python -m pmo_desktop`, and the start of the frozen application."""

import sys

from pmo_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
