"""Counters of a metered paywall, and sentences that only look like one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"
_STORIES: dict[str, list[str]] = tomllib.loads((_FOLDER / "stories.toml").read_text("utf-8"))


def _text(language: str, line: str, at: int, others: tuple[str, ...] = ()) -> str:
    """What is left of a story with a line above it (0) or below it (-1)."""
    story = [*_STORIES[language], *others]
    lines = [line, *story] if at == 0 else [*story, line]
    [found] = clean("\n\n".join(["A headline of its own", *lines]))
    assert isinstance(found, Article)
    assert all(paragraph in found.text for paragraph in story)
    return found.text


@pytest.mark.parametrize("at", [0, -1])
@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "You have 3 free stories left this month."), ("en", "You have read 4 of 5 complimentary articles."),
        ("de", "Sie haben noch 3 kostenlose Artikel in diesem Monat."), ("de", "Sie haben 2 von 5 freien Artikeln gelesen."),
        ("es", "Te quedan 3 artículos gratis este mes."), ("es", "Has leído 2 de 5 artículos gratuitos."),
        ("fr", "Vous avez lu 2 articles gratuits sur 5 ce mois-ci."), ("it", "Ti restano 3 articoli gratuiti questo mese."),
        ("pt", "Você ainda tem 3 artigos gratuitos este mês."), ("nl", "Je hebt 2 van de 5 gratis artikelen gelezen."),
        ("pl", "Przeczytałeś 2 z 5 darmowych artykułów."), ("ru", "У вас осталось 3 бесплатные статьи в этом месяце."),
        ("uk", "У вас залишилося 3 безкоштовні статті цього місяця."), ("tr", "Bu ay 3 ücretsiz haber hakkınız kaldı."),
        ("sv", "Du har 3 fria artiklar kvar den här månaden."), ("da", "Du har 3 gratis artikler tilbage denne måned."),
        ("nb", "Du har 3 gratis artikler igjen denne måneden."), ("cs", "Tento měsíc vám zbývají 3 články zdarma."),
        ("zh", "您本月还可免费阅读3篇文章。"),
    ],
)  # fmt: skip
def test_what_a_paywall_counts_goes(language: str, line: str, at: int) -> None:
    assert line not in _text(language, line, at)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Shoppers took home 3 free articles of clothing."), ("de", "Die Kunden erhielten 3 kostenlose Artikel."),
        ("es", "Los clientes recibieron 3 artículos gratis."), ("nl", "Klanten kregen 3 gratis artikelen."),
        ("da", "Kunderne fik 3 gratis artikler."), ("it", "I clienti hanno ricevuto 3 articoli gratuiti."),
        ("fr", "Les clients ont reçu 3 articles gratuits."), ("pl", "Klienci dostali 3 darmowe artykuły."),
        ("ru", "Клиенты получили 3 бесплатные статьи."), ("de", "Sie haben noch 3 Artikel über den Hafen geschrieben."),
    ],
)  # fmt: skip
def test_what_speaks_to_nobody_stays(language: str, line: str) -> None:
    assert line in _text(language, line, -1)


def test_in_a_story_about_a_paywall_all_stays() -> None:
    about = "Das Blatt führt am Montag eine Bezahlschranke ein: Wer kein Abonnement hat, liest kostenlose Artikel, bis der Zähler voll ist."
    line = "Sie haben noch 3 kostenlose Artikel, heißt es dann auf der Seite des Blattes."
    assert line in _text("de", line, -1, (about,))
    assert line not in _text("de", line, -1)
