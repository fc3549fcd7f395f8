"""What every test of the window shares."""

from pmo_desktop.ui.constants import keep_constants

keep_constants()
