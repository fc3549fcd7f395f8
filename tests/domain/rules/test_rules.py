import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from pmo_desktop.domain import rules

MODULES = sorted(f"{rules.__name__}.{module.name}" for module in iter_modules(rules.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_every_rule_names_its_source(name: str) -> None:
    assert "Source: " in (import_module(name).__doc__ or "")


def test_rules_need_neither_a_database_nor_a_display() -> None:
    script = f"import sys, {', '.join(MODULES)}; print({{'sqlalchemy', 'PySide6'}} & set(sys.modules))"
    root = Path(*rules.__path__).parents[2]
    ran = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
