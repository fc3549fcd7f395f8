"""The language of words, dates and figures: the user's choice or the system's."""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from pmo_desktop.resources import resource
from pmo_desktop.services.formats import use_locale
from pmo_desktop.text import use_translator

NAMES = {"en": "English", "fr": "Français"}
_USUAL = {"en": "en_GB", "fr": "fr_FR"}


def languages() -> tuple[str, ...]:
    """The codes of the languages there are words for; English is always one."""
    found = {path.stem for path in resource("translations").glob("*.qm")}
    return tuple(code for code in NAMES if code == "en" or code in found)


def use_language(owner: QObject, name: str) -> None:
    """Speak the language of the locale `name`, such as "fr_FR", if there are words for it; `owner` keeps them."""
    code = name.split("_", maxsplit=1)[0].lower()
    if code not in languages():
        code = "en"
    use_locale(name if name.startswith(f"{code}_") else _USUAL[code])
    words = QTranslator(owner)
    if words.load(str(resource("translations", f"{code}.qm"))):
        QCoreApplication.installTranslator(words)
        use_translator(lambda text: QCoreApplication.translate("", text))
