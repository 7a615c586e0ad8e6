"""Furniture gone, stories intact: real bodies with outlets' lines set around them, as plain text.

    python -m benchmarks.furniture DATA [--each 60] [--seed 1] [--show 20]

DATA holds `fundus-dev/truth.jsonl` (a body a line). Lines come from `furniture.toml`, in 12
languages, each set around bodies of its own language where there are any.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from normalize import Article, Rejected, clean
from normalize.language import detect_language

_NAMES = {
    "ru": ["Анна Котова", "Сергей Лебедев"], "zh": ["王晓明", "李建国"], "ja": ["佐藤健一", "山田花子"],
    "ar": ["ليلى حداد", "سمير منصور"], "": ["Marta Oduya", "Conrad Vale", "Inès Carrel", "Jonas Reuter", "Ada Finch"],
}  # fmt: skip
_AGENCIES = {
    "ru": ["ТАСС", "РИА Новости", "Интерфакс"], "zh": ["新华社", "路透社", "中新社"], "ja": ["共同", "ロイター", "時事通信"],
    "ar": ["رويترز", "فرانس برس", "وكالات"], "de": ["dpa", "AFP", "Reuters"], "fr": ["AFP", "Reuters"],
    "es": ["EFE", "AFP", "Europa Press"], "it": ["ANSA", "Adnkronos"], "pt": ["Lusa", "Reuters", "Agência Brasil"],
    "nl": ["ANP", "Reuters"], "pl": ["PAP", "Reuters"], "tr": ["AA", "DHA", "Reuters"], "": ["Reuters", "AP", "AFP"],
}  # fmt: skip
_HEADLINES = [
    "Council puts off vote on the harbour wall", "Streit um den Radweg am Fluss geht weiter",
    "Le marché couvert rouvre après deux ans de travaux", "Los bomberos piden más agua para el verano",
]  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_OUTLETS = ["Valley Post", "Northern Herald", "Küstenbote", "Le Courrier du Nord"]


#: Stories as (title, paragraphs), by language.
Bodies = dict[str, list[tuple[str, list[str]]]]
LINES = Path(__file__).parent / "furniture.toml"


@dataclass(slots=True)
class Score:
    """Lines of furniture and paragraphs of stories, and how many of each came out right."""

    lines: int = 0
    gone: int = 0
    paragraphs: int = 0
    intact: int = 0


def _fill(line: str, language: str, other: str, rng: random.Random) -> str:
    def one(table: dict[str, list[str]]) -> str:
        return rng.choice(table.get(language, table[""]))

    while "{name}" in line:
        line = line.replace("{name}", one(_NAMES), 1)
    while "{agency}" in line:
        line = line.replace("{agency}", one(_AGENCIES), 1)
    return line.replace("{outlet}", rng.choice(_OUTLETS)).replace("{other}", other).replace("{handle}", "desk")  # fmt: skip


def _plain(text: str) -> str:
    # What cleaning does to every line: NFC, no soft hyphens, no zero-width characters, one space.
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def real_bodies(data: Path) -> Bodies:
    """(title, paragraphs) by language."""
    found: Bodies = defaultdict(list)
    for line in (data / "fundus-dev" / "truth.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        paragraphs = [p.strip() for p in row["body"].split("\n") if p.strip()]
        if len(paragraphs) >= 4:
            language = detect_language(row["body"][:1500], "").split("-")[0]
            found[language].append((row["title"], paragraphs))
    return found


def _why(paragraph: str, article: Article | Rejected) -> str:
    """A lost paragraph and the rule that took it."""
    removed = article.removed if isinstance(article, Article) else []
    rule = next((r.rule for r in removed if _plain(r.text) == paragraph), "?")
    return f"[{rule}] {paragraph[:150]}"


def measure(
    by_language: Bodies, table: Path, each: int, seed: int
) -> tuple[dict[str, Score], Counter[str], Counter[str]]:
    """Scores by language, the lines that stayed and the paragraphs that were lost, with counts."""
    rng = random.Random(seed)
    every = [body for bodies in by_language.values() for body in bodies]
    lines = tomllib.loads(table.read_text("utf-8"))
    scores: dict[str, Score] = {}
    stayed: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for language, places in lines.items():
        score = scores[language] = Score()
        bodies = by_language.get(language) or every
        for _ in range(each):
            title, story = rng.choice(bodies)
            others = [t for t, _ in every if t != title and "\n" not in t] + _HEADLINES
            furniture: list[str] = []

            def some(place: str, count: int, language=language, places=places, furniture=furniture, others=others) -> list[str]:  # fmt: skip
                picked = [_fill(line, language, rng.choice(others), rng) for line in rng.sample(places[place], count)]  # fmt: skip
                furniture += picked
                return picked

            text = [title, *some("head", rng.randint(1, 4)), *story]
            foot = some("foot", rng.randint(1, 5))
            for line in some("middle", rng.randint(0, 2)):
                text.insert(rng.randint(len(text) - len(story) + 1, len(text) - 1), line)
            made = "\n\n".join([*text, *foot])
            [article] = clean(made)
            kept = set(article.text.split("\n\n")) if isinstance(article, Article) else set()
            score.lines += len(furniture)
            score.paragraphs += len(story)
            kept_plain = {_plain(piece) for piece in kept}
            for line in furniture:
                stays = _plain(line) in kept_plain
                score.gone += not stays
                stayed[f"{language}: {line}"] += stays
            for paragraph in map(_plain, story):
                # A dateline or a reporter's name may go, the paragraph around them may not.
                whole = paragraph in kept_plain or any(
                    (paragraph.endswith(piece) or paragraph.startswith(piece))
                    and len(piece) > 0.6 * len(paragraph)
                    for piece in kept_plain
                )
                score.intact += whole
                if not whole:
                    lost[_why(paragraph, article)] += 1
    return scores, +stayed, +lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("data", type=Path)
    parser.add_argument("--each", type=int, default=60, help="texts a language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="errors to list")
    parser.add_argument("--lines", type=Path, default=LINES)
    options = parser.parse_args()
    scores, stayed, lost = measure(
        real_bodies(options.data), options.lines, options.each, options.seed
    )
    print(f"{'language':10}{'lines':>8}{'gone':>9}{'paragraphs':>12}{'intact':>9}")
    total = Score()
    for language, s in scores.items():
        print(f"{language:10}{s.lines:8}{s.gone / s.lines:9.2%}{s.paragraphs:12}{s.intact / s.paragraphs:9.2%}")  # fmt: skip
        total = Score(total.lines + s.lines, total.gone + s.gone, total.paragraphs + s.paragraphs, total.intact + s.intact)  # fmt: skip
    print(f"{'all':10}{total.lines:8}{total.gone / total.lines:9.2%}{total.paragraphs:12}{total.intact / total.paragraphs:9.2%}")  # fmt: skip
    for name, errors in (("furniture that stayed", stayed), ("paragraphs that were lost", lost)):
        if options.show:
            print(f"\n{name}")
            for text, count in errors.most_common(options.show):
                print(f"{count:4}  {text}")


if __name__ == "__main__":
    main()
