"""Writing from right to left on paper: Arabic letters in the forms they take beside each other, and their order.

Source: the joining rules of the Unicode Standard, chapter 9.2, over the presentation forms that the fonts hold; the
order is that of the Unicode Bidirectional Algorithm.
"""

import unicodedata
from functools import cache, lru_cache

_FORMS = (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))
_FIRST_RTL = 0x590
_TATWEEL = "\u0640"


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """The forms of each letter, and of lam with alef, by Unicode's words for them: isolated, initial, medial, final."""
    found: dict[str, dict[str, str]] = {}
    for code in _FORMS:
        form, *letters = unicodedata.decomposition(chr(code)).split() or ("",)
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if text:
            found.setdefault(text, {}).setdefault(form.strip("<>"), chr(code))
    return found


@lru_cache(maxsize=20_000)
def visual(text: str) -> str:
    """Return `text` as it is drawn from left to right; writing from left to right stays as it is."""
    if text.isascii() or not any(_is_rtl(sign) for sign in text):
        return text
    from bidi import get_display

    has_latin = any(unicodedata.bidirectional(sign) == "L" for sign in text)  # then it stands in a sentence of ours
    shown = get_display(_joined(text), base_dir="L") if has_latin else get_display(_joined(text))
    return shown if isinstance(shown, str) else shown.decode()


def _is_rtl(sign: str) -> bool:
    return ord(sign) >= _FIRST_RTL and unicodedata.bidirectional(sign) in {"R", "AL", "RLE", "RLO", "RLI"}


def _joined(text: str) -> str:
    """Give each Arabic letter the form it takes between its neighbours."""
    shapes, made = _shapes(), list[str]()
    place = 0
    while place < len(text):
        size = 2 if text[place : place + 2] in shapes else 1
        letters = text[place : place + size]
        forms = shapes.get(letters)
        if forms is None:
            made.append(letters)
        else:
            before, after = _joins_on(text, place, -1), _joins_on(text, place + size - 1, 1)
            made.append(_form(letters, forms, before=before, after=after and "initial" in forms))
        place += size
    return "".join(made)


def _form(letters: str, forms: dict[str, str], *, before: bool, after: bool) -> str:
    wanted = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((before, after), "isolated")
    return forms.get(wanted) or forms.get("final" if before else "isolated") or letters


def _joins_on(text: str, place: int, step: int) -> bool:
    """Whether the next letter on one side, past any marks, reaches out to this one."""
    place += step
    while 0 <= place < len(text) and unicodedata.category(text[place]) == "Mn":
        place += step
    if not 0 <= place < len(text):
        return False
    forms = _shapes().get(text[place], {})
    return text[place] == _TATWEEL or ("initial" if step < 0 else "final") in forms
