"""What ends the last paragraph of a copy behind its last sentence: "... he said. (Reuters)"."""

from __future__ import annotations

import re
from dataclasses import replace

from normalize.article import TRAILER, Block, Draft, Removed, RemovedKind
from normalize.furniture.agencies import attribution, find_agency
from normalize.furniture.findings import SENTENCE_WITHIN, Finding, Place, is_story, prose_of
from normalize.furniture.lines import read_line
from normalize.furniture.outside import read_page_line
from normalize.furniture.pagewords import codes_of, read_words
from normalize.furniture.words import fold, vocabulary
from normalize.language import detect_language
from normalize.late import LatePattern

#: The end of a sentence, and what follows it: something in brackets, an address, or a few words.
_TRAILER = re.compile(
    r"(?P<end>[.!?…。！？؟।][\"'“”‘’«»›」』]*)(?:\s+|(?=[(（\[【<［/—–©■□◆●])|(?<=[。！？」』]))"
    r"(?![\"'”’»›」』])"
    r"(?P<trailer>(?:[—–-]{1,2}\s?)?[(（\[【<［][^()（）\[\]【】<>［］]{1,90}[)）\]】>］]\d{0,8}\.?"
    r"|[(（][^()（）]{1,30}[)）][\w /-]{1,20}"
    r"|[—–-]{1,2}\s?[\w-]{3,30}(?:\.[A-Za-z]{2,7}){1,2}"
    r"|(?:[\w.·-]{1,20}\s){0,3}[\w.+-]+@[\w-]+\.[\w.]+|[^.!?…。！？؟।()（）]{1,60}|-30-|/\.)$"
)
_LONGEST, _ADDRESS = 110, 40
#: What sentences end in, and what stands before a full stop that ends no sentence: "(ANSA).", "/."
_ENDS, _CLOSED = ".!?…。！？؟।\"'“”‘’«»", ")）]】>］/"
#: Initials of a desk or of writers: "(jm/dpa)", "jp/ar", "jk/ en/", "AFP/jd", "(PTI) AB CD".
_CODES = re.compile(r"[A-Za-zÀ-ÿ]{2,4}(?:[/,\s]+[A-Za-zÀ-ÿ]{2,4}){0,3}/?")
#: A place or a site behind a dash: "- İSTANBUL", "– harwick.example".
_PLACE = re.compile(
    r"[—–-]{1,2}\s?(?:[^\W\d_]{4,}(?:\s[^\W\d_]{2,})?|[\w-]{3,30}(?:\.[A-Za-z]{2,7}){1,2})"
)
#: Marks that end a copy, the number of its page, and NewsAPI's count of what it keeps back.
_MARKS = re.compile(r"[(（]?[#■□◆●▪*+_~-]+[)）]?|-\d{1,2}-|/\.|\[\+\d{1,7} chars\]")
#: A name, or the word for the end, in brackets behind a full stop in Han or Kana; but for laughter.
#: "(注:...)" is a remark; other words before a colon say what those who are named have done.
_EASTERN_NOTE = LatePattern(
    r"[(（【［](?![笑泣爆拍])(?:[\u3040-\u30ff\u3005\u4e00-\u9fff・、＝=\s]{1,16}"
    r"|(?![注註])[\u4e00-\u9fff]{2,6}[:：]\s?[\u4e00-\u9fff]{2,4}(?:[、，,\s][\u4e00-\u9fff]{2,4}){0,5})[)）】］]"
    r"|(?:本报|本報)?(?:记者|記者)[：:\s]?[\u4e00-\u9fff]{2,4}(?:[、，\s][\u4e00-\u9fff]{2,4}){0,3}"
)
_DASHES = "—–-"
#: The share of a trailer's letters behind a dash that must say who somebody is.
_ROLE_SHARE = 0.9
_HANGUL = LatePattern("[\uac00-\ud7af]")
_BRACKETS = "()（）[]【】<>［］ "
#: So many paragraphs from the end are looked at: below the last there may be lines of the page.
#: In a story of short ones, sentences of the page are more.
_PARAGRAPHS, _SENTENCES = 2, 4
_LEAST = 20
#: The sentence of a caption has no more characters.
_CAPTION = 100
#: A last sentence, the characters that it and the one before it have, and how much of it the formula is.
_LAST_SENTENCE = re.compile(r"(?<=[.!?…。！？।۔])[\"'“”‘’«»]?\s+([^.!?…。！？।۔]{6,60}[.!?。])$")
_LONGEST_RIGHTS, _LEAST_SENTENCE, _MOSTLY = 70, 60, 0.6
#: Kinds that stand behind a story's last sentence.
_KINDS: tuple[RemovedKind, ...] = (
    "agency", "byline", "source", "copyright", "credit", "correction", "social", "promotion",
    "other",
)  # fmt: skip


def split_trailers(draft: Draft) -> tuple[Draft, list[tuple[Removed, Finding]]]:
    """A draft without what ends its last paragraphs, and what that was. The draft itself stays."""
    blocks = list(draft.blocks)
    taken: list[tuple[Removed, Finding]] = []
    seen, is_prose = 0, prose_of(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind not in ("paragraph", "item") or block.marked:
            continue
        split = _split(block.text)
        # Above the last paragraph a credit behind a sentence of few words is a caption's, above
        # all of a story a wire's name, too.
        is_caption = (
            split is not None
            and seen > 0
            and _is_shown(split[0])
            and (
                split[2].kind == "credit" or not any(is_prose(other.text) for other in blocks[:at])
            )
        )
        if split is not None and not is_caption:
            before, trailer, finding = split
            blocks[at] = replace(block, text=before)
            taken.append((Removed(finding.kind, trailer, TRAILER, at), finding))
        seen += is_prose(blocks[at].text)
        if seen >= (_PARAGRAPHS if is_prose is is_story else _SENTENCES):
            break
    return (replace(draft, blocks=blocks), taken) if taken else (draft, taken)


def _is_shown(text: str) -> bool:
    """Whether a text may be what a picture shows: one sentence of few words."""
    return len(text) <= _CAPTION and not SENTENCE_WITHIN.match(text)


def _split(text: str) -> tuple[str, str, Finding] | None:
    if text[-1:] in _ENDS and text[-2:-1] not in _CLOSED and "@" not in text[-_ADDRESS:]:
        return _rights(text)
    found = _TRAILER.search(text, max(0, len(text) - _LONGEST))
    if found is None or found.end("end") < _LEAST:
        return None
    trailer = found.group("trailer")
    finding = _read(trailer, text)
    return None if finding is None else (text[: found.end("end")], trailer, finding)


def _rights(text: str) -> tuple[str, str, Finding] | None:
    """A last sentence that reserves rights, behind one of the story: "... on Friday. All rights reserved."."""
    found = _LAST_SENTENCE.search(text, max(0, len(text) - _LONGEST_RIGHTS))
    if found is None or found.start() < _LEAST_SENTENCE:
        return None  # as nearly every paragraph
    said, before = found.group(1), text[: found.start()]
    term = vocabulary().containing(fold(said), "rights_phrase")
    if term is None or len(term.text) < _MOSTLY * len(said):
        return None
    if read_line(Block(before), Place(False, True, after=True)) is not None:
        return None  # "Copyright 2024 Herald. All rights reserved."
    return before, said, Finding("copyright", term.rule)


def _read(trailer: str, text: str) -> Finding | None:
    """What a trailer is by itself, at the foot of a copy; None for words of the story."""
    bare = trailer.lstrip("—–-/／ ").rstrip("/／ ")
    bracketed = bare[:1] in _BRACKETS and bare[:1] != " "
    if not bare or _MARKS.fullmatch(trailer):
        return Finding("other", "")
    if names := attribution(bare):
        if bracketed or all(find_agency(name) is not None for name in names):
            return Finding("agency", "", agencies=tuple(names))
        if not _are_initials(trailer):
            return None
    if _are_initials(trailer):
        agency = find_agency(re.split(r"[\s/,]", bare.strip(_BRACKETS))[0])
        return Finding("byline", "", agencies=(agency.name,) if agency else ())
    if _is_signed_from(trailer):
        return Finding("byline", "")
    place = Place(False, True, after=True)
    block = Block(bare)
    found = read_line(block, place)
    if found is None and bracketed:
        found = read_line(Block(bare.strip(_BRACKETS) or bare), place)
    if found is None and bracketed:
        found = read_page_line(block, place, codes_of(detect_language(text[-400:])))
    elif found is None and trailer[0] in _DASHES:
        line = read_words(bare, codes_of(detect_language(text[-400:])))
        roles = line.of("role_word")
        if line.covered(roles) > _ROLE_SHARE:
            return Finding("byline", roles[0].rule)  # "- agencies"
    if found is None and _EASTERN_NOTE.fullmatch(trailer):
        return Finding("other", "")
    if found is None or found.kind not in _KINDS:
        return None
    if found.kind in ("social", "promotion") and not (bracketed or _HANGUL.search(text)):
        return None  # an address may be where to buy tickets; Korean reporters sign with theirs
    # A day or an hour is the story's: "... on 28. April | 10:00".
    return found if found.kind != "other" or found.rule.endswith("notice_line") else None


def _are_initials(trailer: str) -> bool:
    """Whether a trailer is the initials of several, or a wire's name with some."""
    bare = trailer.strip(_BRACKETS + _DASHES)
    parts = [part for part in re.split(r"[/,\s()]+", bare) if part]
    wire = bool(parts) and find_agency(parts[0]) is not None
    rest = " ".join(parts[1:] if wire else parts)
    if rest and not _CODES.fullmatch(rest):
        return False
    # "(kas)", "/ ab" may be an abbreviation of the story's, and pages' own bodies end so.
    return (wire and bool(rest)) or ("/" in bare and rest.islower() and len(parts) > 1)


def _is_signed_from(trailer: str) -> bool:
    """Whether a trailer is a dash and the place or the site that a copy is from."""
    if not _PLACE.fullmatch(trailer):
        return False
    return "." in trailer or trailer.isupper()
