"""Words a user reads: marked where they stand, translated when shown, filled last. Knows nothing of Qt."""

from collections.abc import Callable


def _unchanged(text: str) -> str:
    return text


_translate: Callable[[str], str] = _unchanged


def use_translator(translate: Callable[[str], str]) -> None:
    """Send every later word through `translate`, a function from English to the user's language."""
    global _translate  # noqa: PLW0603  one language for the whole process, chosen once at start
    _translate = translate


def N_(text: str) -> str:  # noqa: N802  the name translation tools and readers know
    """Mark `text` for translation where it is declared; it is translated later, where it is shown."""
    return text


def say(template: str, /, **values: object) -> str:
    """Translate `template`, then fill its `{placeholders}` with `values`."""
    text = _translate(template)
    return text.format(**values) if values else text
