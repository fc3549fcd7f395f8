"""What a column's header says: its words, its unit and its year; and which field it may stand for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pmo_desktop.interchange.amounts import Unit, read_unit
from pmo_desktop.interchange.vocabulary import TARGETS, kind_of, target_named
from pmo_desktop.interchange.words import fold, lookup, table

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CUSTOM = re.compile(r"custom field \((.*)\)\s*")
_REMARK = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEARS = re.compile(
    r"(?<![0-9])(?:fy\s?)?((?:19|20)[0-9]{2})(?:\s?[-/]\s?((?:20)?[0-9]{2})(?![0-9]))?(?![0-9])|(?<![a-z0-9])fy\s?([0-9]{2})(?![0-9])"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|%")
_PERCENT = re.compile(
    r"%\s?age|%|\bper ?cent(?:age)?\b|\bpct\b|\bprozent\b|\bpourcentage\b|\bporcentaje\b|\bpercentuale\b"
)
_FORM = re.compile(
    r"[\s0-9.,:;/|=-]*(?:to|bis|a)?[\s0-9.,:;/|=-]*|[dmyja]{1,4}([-/. ])[dmyja]{1,4}\1[dmyja]{1,4}"
    r"|(?:[hmlrag] ?[/,-] ?)+[hmlrag]|yes ?/ ?no|y ?/ ?n|if any|optional|required|mandatory|if applicable"
)
_SHORT_REMARK = 3  # words; a longer remark explains the header and does not belong to it
_LONGEST_HEADER = 600


@dataclass(frozen=True, slots=True)
class Header:
    """A header taken apart: all its words and the telling ones, its unit and the years it names."""

    all_words: frozenset[str]
    words: frozenset[str]
    unit: Unit
    percent: bool
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A field a header may stand for; the higher `score`, the likelier. Ten and more is the same words."""

    field: str
    score: float


@dataclass(frozen=True, slots=True)
class _Synonym:
    field: str
    all_words: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4096)
def read_header(text: str) -> Header:
    """Take the header `text` apart."""
    plain = fold(_CAMEL.sub(" ", text[:_LONGEST_HEADER]).replace("_", " "))
    if custom := _CUSTOM.fullmatch(plain):
        plain = custom[1]
    plain = _REMARK.sub(_keep_remark, plain)
    plain = "no" if plain == "#" else plain
    percent = bool(_PERCENT.search(plain))
    plain = _PERCENT.sub(" ", plain)
    years = tuple(_year_name(match) for match in _YEARS.finditer(plain))
    unit, plain = _take_unit(_YEARS.sub(" year ", plain))
    words = _stems(_alike(plain))
    return Header(words, _telling(words), unit, percent, years)


def _keep_remark(match: re.Match[str]) -> str:
    """A short remark belongs to the header; a longer one, or one that gives a form or a scale, explains it."""
    return match[0] if not _FORM.fullmatch(match[1]) and len(_tokens(match[1])) <= _SHORT_REMARK else " "


def _year_name(match: re.Match[str]) -> str:
    if match[3]:
        return f"20{match[3]}"
    return f"{match[1]}/{match[2][-2:]}" if match[2] else match[1]


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text)


def _take_unit(plain: str) -> tuple[Unit, str]:
    """The unit that stands in brackets or beside a currency sign, and the header without it."""
    if not _may_hold_unit().search(plain):
        return Unit(), plain
    for match in _REMARK.finditer(plain):
        if unit := read_unit(match[1].strip()):
            return unit, plain[: match.start()] + " " + plain[match.end() :]
    tokens = plain.split()
    for size in (3, 2, 1):
        for start in range(len(tokens) - size + 1):
            words = tokens[start : start + size]
            unit = read_unit(" ".join(words).strip(":,;"))
            if unit and (unit.currency or len(words[-1]) > 3):  # noqa: PLR2004  a bare "m" or "k" is no unit
                return unit, " ".join(tokens[:start] + tokens[start + size :])
    return Unit(), plain


@cache
def _may_hold_unit() -> re.Pattern[str]:
    words = [re.escape(word) for name in ("currencies", "scales") for word in lookup(name) if word]
    return re.compile("|".join(rf"(?<![a-z])[ktm]?{word}(?![a-z])" if word.isalnum() else word for word in words))


@cache
def _alike_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(re.escape(fold(other)) for other in others)})s?\b"), word)
        for word, others in table("synonyms")["alike"].items()
    )


def _alike(plain: str) -> str:
    for pattern, word in _alike_words():
        plain = pattern.sub(word, plain)
    return plain


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(_stem(fold(word)) for word in table("synonyms")[name])


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004


def _stems(plain: str) -> frozenset[str]:
    """The words of `plain` without plural s."""
    return frozenset(map(_stem, _tokens(plain)))


def _telling(words: frozenset[str], target: str = "project") -> frozenset[str]:
    """`words` without those that every header may have, unless there are no others."""
    return words - _neutral(target) or words


@cache
def _neutral(target: str) -> frozenset[str]:
    if target == "project":
        return _word_set("neutral")
    return (_word_set("neutral") - _word_set("project words")) | {_stem(word) for word in target_named(target).neutral}


@cache
def _synonyms(target: str) -> tuple[_Synonym, ...]:
    found = {
        (spec.name, _stems(_alike(fold(phrase))))
        for spec in target_named(target).specs.values()
        for phrase in spec.phrases
    }
    return tuple(_Synonym(field, words, _telling(words, target)) for field, words in sorted(found, key=str))


@cache
def _by_word(target: str) -> Mapping[str, tuple[_Synonym, ...]]:
    index: dict[str, list[_Synonym]] = {}
    for synonym in _synonyms(target):
        for word in synonym.words:
            index.setdefault(word, []).append(synonym)
    return {word: tuple(found) for word, found in index.items()}


@cache
def known_phrases() -> frozenset[str]:
    """Every header that is known word for word, of any register, folded."""
    return frozenset(
        fold(phrase) for name in TARGETS for spec in target_named(name).specs.values() for phrase in spec.phrases
    )


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for name in TARGETS for word in _by_word(name))


def may_be_header(text: str) -> bool:
    """Whether any word of `text` is one that headers have."""
    return not read_header(text).all_words.isdisjoint(_known_words())


@lru_cache(maxsize=16_384)
def candidates(text: str, target: str = "project") -> tuple[Candidate, ...]:
    """The fields of `target` that the header `text` may stand for, the likeliest first; each once."""
    header = read_header(text)
    if header.years and header.words == frozenset({"year"}):  # a bare year says when, not what
        return ()
    words = header.words if target == "project" else _telling(header.all_words, target)
    found = _scored(header, words, target)
    if not found and (bare := _REMARK.sub(" ", text)) != text and bare.strip():
        return candidates(bare, target)  # what stands in brackets may say nothing at all
    return found


def _scored(header: Header, words: frozenset[str], target: str) -> tuple[Candidate, ...]:
    best: dict[str, float] = {}
    for word in words:
        for synonym in _by_word(target).get(word, ()):
            score = _score(header.all_words, words, synonym, target)
            if score > best.get(synonym.field, 0):
                best[synonym.field] = score
    return tuple(Candidate(field, score) for field, score in sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))


def _score(every: frozenset[str], words: frozenset[str], synonym: _Synonym, target: str) -> float:
    """0 for no match; how many words agree and which part of the header they are; ten more for the same words."""
    if not synonym.words <= words:
        return 0
    barred = _word_set("blockers") | _barred_for(synonym.field, target)
    if words & barred - synonym.words:
        return 0
    count = len(synonym.words)
    if synonym.words == words:
        return 10 + count + (synonym.all_words == every) / 2
    if words - synonym.words == frozenset({"year"}):  # a year beside the words narrows them, it does not change them
        return 9 + count
    return count + count / len(words) if count > 1 else 0  # one word among others may mean anything


@cache
def _barred_for(field: str, target: str) -> frozenset[str]:
    barred = target_named(target).specs[field].barred
    return frozenset(map(_stem, (*barred, *table("synonyms")["bars"].get(kind_of(field, target), ()))))


@cache
def _other_lists() -> Mapping[str, frozenset[frozenset[str]]]:
    lists = {**table("synonyms")["others"], **table("logs")["others"]}
    return {name: frozenset(read_header(phrase).words for phrase in phrases) for name, phrases in lists.items()}


def other_list(headers: Iterable[str], names: Iterable[str] | None = None) -> tuple[str, int]:
    """Which list, of all or of `names`, that is no register `headers` look most like, and how many of them say so."""
    found = [read_header(text).words for text in headers if text]
    lists = _other_lists()
    counts = [(name, sum(_speaks_of(words, lists[name]) for words in found)) for name in names or lists]
    return max(counts, key=lambda pair: pair[1])


def _speaks_of(words: frozenset[str], phrases: frozenset[frozenset[str]]) -> bool:
    return any(phrase == words or (len(phrase) > 1 and phrase < words) for phrase in phrases)


def years_in(text: str) -> tuple[str, ...]:
    """The years that `text` names: "2021" or "2018/19"."""
    return read_header(text).years


def is_derived(text: str) -> bool:
    """Whether the header names a figure that follows from others, such as a variance."""
    return bool(read_header(text).words & _word_set("derived"))
